/**
 * ` Did you mean NAME?` for the name that shares most characters with a misspelt word, from the start or from the end.
 *
 * @param word the word as written.
 * @param names every name that exists.
 * @returns an empty text if no name is similar.
 */
export function suggestion(word: string, names: readonly string[]): string {
  const [best] = names
    .map((name) => ({ name, unlike: unlike(word.toLowerCase(), name.toLowerCase()) }))
    .filter((one) => one.unlike <= 2 && one.unlike < one.name.length / 2)
    .toSorted((left, right) => left.unlike - right.unlike);
  return best === undefined ? "" : ` Did you mean ${best.name}?`;
}

/** Characters between the common start and the common end of two words, in the longer one of the rests. */
function unlike(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) {
    end++;
  }
  return Math.max(left.length, right.length) - start - end;
}
