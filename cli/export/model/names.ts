/** Longest name that is made, before a number that tells it from others. */
const longest = 60;

/** Names of files that Windows keeps for itself. */
const reservedFiles = /^(con|prn|aux|nul|com\d|lpt\d|index)$/;

/**
 * A name as Pulumi's programs have it, made of a title: small letters and digits of any script, with hyphens between the
 * words. A title without any gives the fallback.
 */
export function resourceName(title: string, fallback: string): string {
  const words =
    title
      .normalize("NFC")
      .toLowerCase()
      .replaceAll(/['\u2019]/g, "")
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  let name = "";
  for (const word of words) {
    const longer = name === "" ? word : `${name}-${word}`;
    if (longer.length > longest && name !== "") {
      break;
    }
    name = longer;
  }
  return [...name].slice(0, longest).join("") || fallback;
}

/** A name that is not taken yet: as it is, or with the first number that makes it so. Takes it. */
export function free(name: string, taken: Set<string>, separator = "-"): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${separator}${number}`;
    if (taken.has(candidate)) {
      continue;
    }
    taken.add(candidate);
    return candidate;
  }
}

/** A resource's name and a word as one identifier: `acme-orders` and `Flow` make `acmeOrdersFlow`. */
export function identifier(name: string, word: string): string {
  const [first = "", ...rest] = name.split("-").filter((part) => /^[\p{ID_Continue}]+$/u.test(part));
  const joined = [first, ...rest.map(capitalized)].join("");
  // An identifier cannot begin with a digit or a mark.
  if (!/^\p{ID_Start}/u.test(joined)) {
    return `${uncapitalized(word)}${capitalized(joined)}`;
  }
  return new RegExp(`${word}\\d*$`).test(capitalized(joined)) ? joined : `${joined}${word}`;
}

/** Name of a file for a resource, without its ending. */
export function fileName(name: string, word: string): string {
  return reservedFiles.test(name) ? `${name}-${word.toLowerCase()}` : name;
}

/** A text that begins with a capital letter. */
export function capitalized(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}

function uncapitalized(text: string): string {
  const [first = "", ...rest] = text;
  return first.toLowerCase() + rest.join("");
}
