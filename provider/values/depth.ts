/** Maximum number of levels of JSON: the runtime's own functions fail at some thousand with a RangeError. */
export const maxLevels = 100;

/** The same for inputs: services return an entity inside of further lists and objects. */
export const maxInputLevels = 90;

/** The keys that lead to the first value below this number of levels of lists and objects, if there is one. */
export function pathBeyond(levels: number, value: unknown): PropertyKey[] | undefined {
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  if (levels === 0) {
    return [];
  }
  for (const [key, entry] of Object.entries(value)) {
    const rest = pathBeyond(levels - 1, entry);
    if (rest !== undefined) {
      return [Array.isArray(value) ? Number(key) : key, ...rest];
    }
  }
  return undefined;
}
