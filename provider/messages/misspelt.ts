/** The error about a misspelt key; `…` is the known key. */
export const misspelt = "is misspelt: use …";

/** A key of an object that is another spelling of a known one. */
export interface MisspeltKey {
  readonly name: string;
  readonly message: string;
}

/**
 * The keys of an object that differ from a known key in upper and lower case only. The documentation may be incomplete, so
 * every other key can be right.
 */
export function misspeltKeys(given: object, known: readonly string[]): MisspeltKey[] {
  return Object.keys(given).flatMap((name) => {
    const meant = known.find((one) => one.toLowerCase() === name.toLowerCase());
    return meant === undefined || known.includes(name)
      ? []
      : [{ name, message: misspelt.replace("…", meant) }];
  });
}
