/** Longest name, without the number that makes it unique. */
const longest = 60;

/** File names that Windows reserves for devices, superscript digits included, and that of the program's entry. */
const reservedFiles = /^(con|prn|aux|nul|(com|lpt)[\d\u00b9\u00b2\u00b3]|index)$/;

/**
 * A resource name in the style of Pulumi programs, from a title: lowercase letters and digits of any script, with hyphens
 * between the words. A title without letters and digits results in the fallback.
 */
export function resourceName(title: string, fallback: string): string {
  const words =
    title
      .normalize("NFC")
      .toLowerCase()
      // Some invisible characters count as letters.
      .replaceAll(/['\u2019]|\p{Default_Ignorable_Code_Point}/gu, "")
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

/** The name itself, or the name with the lowest number that makes it unique. Adds the result to `taken`. */
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

/**
 * A resource's name and a word as one identifier: `acme-orders` and `Flow` become `acmeOrdersFlow`. The word can be the
 * name of a parameter, which the service defines, with any characters.
 */
export function identifier(name: string, text: string): string {
  const word = text.replaceAll(/[^\p{ID_Continue}]+/gu, "");
  const [first = "", ...rest] = name.split("-").filter((part) => /^[\p{ID_Continue}]+$/u.test(part));
  const joined = [first, ...rest.map(capitalized)].join("");
  // An identifier cannot begin with a digit or a mark.
  if (!/^\p{ID_Start}/u.test(joined)) {
    return `${uncapitalized(word)}${capitalized(joined)}`;
  }
  return endsWithNumbered(capitalized(joined), word) ? joined : `${joined}${word}`;
}

/** Whether a text ends with a word or with the word and a number. */
function endsWithNumbered(text: string, word: string): boolean {
  const start = text.lastIndexOf(word);
  return start >= 0 && /^\d*$/.test(text.slice(start + word.length));
}

/**
 * Names of the files of resources, without extension, by the names of the resources. On Windows and macOS, names that
 * differ only in letter case are one file; the later ones get a number.
 *
 * @param names - the names of all resources that have their own file.
 * @param word - is added to a reserved name.
 */
export function fileNames(names: readonly string[], word: string): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    names.map((name) => {
      const own = reservedFiles.test(name) ? `${name}-${word}` : name;
      const unique = free(own.toUpperCase(), taken);
      return [name, `${own}${unique.slice(own.toUpperCase().length)}`];
    }),
  );
}

/** The text with a capital first letter. */
export function capitalized(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}

function uncapitalized(text: string): string {
  const [first = "", ...rest] = text;
  return first.toLowerCase() + rest.join("");
}
