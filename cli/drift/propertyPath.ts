/** Path to a value inside a resource's properties: keys, and positions in lists. */
export type Keys = readonly (string | number)[];

/** A path in Pulumi's notation: `scheduleParams.interval`, `transformations[0].name`, `tags["a.b"]`. */
export function pathOf(keys: Keys): string {
  return keys
    .map((key, index) => {
      if (typeof key === "number") {
        return `[${key}]`;
      }
      if (!/^[^.[\]"]+$/.test(key)) {
        return `[${JSON.stringify(key)}]`;
      }
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}

/** The keys of a path in Pulumi's notation. */
export function keysOf(path: string): Keys {
  const parts = path.matchAll(/\[(\d+)\]|\[("(?:\\.|[^"\\])*")\]|([^.[\]]+)/g);
  return [...parts].map(([, position, quoted, name = ""]) => {
    if (position !== undefined) {
      return Number(position);
    }
    return quoted === undefined ? name : String(JSON.parse(quoted));
  });
}
