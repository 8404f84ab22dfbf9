/** Longest part of a key that comes from a title. */
const longest = 40;

/**
 * Keys of nodes: the kind and the words of the title, so that a new node changes few keys of others. They contain only
 * letters, digits and underscores, which no format treats as syntax, and no keyword of a format begins with a kind.
 */
export class Keys {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();

  /** A key that no other node has. */
  of(kind: string, title: string): string {
    // The id of a schema or of a part of one, where nothing has its name.
    const words =
      title
        .slice(0, 1_000)
        .replace(/^https:\/\/ns\.adobe\.com\//, "")
        .match(/[A-Za-z0-9]+/g) ?? [];
    const name = words.join("_").slice(0, longest).replace(/_$/, "");
    const key = name === "" ? kind : `${kind}_${name}`;
    for (let number = this.#next.get(key) ?? 1; ; number++) {
      const candidate = number === 1 ? key : `${key}_${number}`;
      if (!this.#taken.has(candidate)) {
        this.#taken.add(candidate);
        this.#next.set(key, number + 1);
        return candidate;
      }
    }
  }
}
