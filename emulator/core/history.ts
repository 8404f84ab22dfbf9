import { type Cause, currentCause } from "./cause";
import type { JsonObject } from "./json";
import type { StoreChange } from "./store";

/** One version of an entity. */
export interface Version {
  readonly kind: "created" | "changed" | "deleted";
  /** The service's time of the change, in milliseconds. */
  readonly time: number;
  readonly cause: Cause;
  /** The entity after the change; before a deletion, the last one. */
  readonly entity: JsonObject;
}

// An emulator that runs for weeks must not grow without limit.
const longest = 50;
const most = 20_000;

/** The versions of entities since the emulator started, also of deleted ones. They are in no state file. */
export class History {
  readonly #versions = new Map<string, Version[]>();
  readonly #now: () => number;

  /** @param now - the service's time in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Keeps what a change of the store has made of an entity. */
  record(change: StoreChange): void {
    if (change.kind === "cleared") {
      this.#versions.clear();
      return;
    }
    const { kind, stored, entity } = change;
    const key = `${stored.collection}/${stored.id}`;
    const versions = this.#versions.get(key) ?? [];
    // Changes that clients do not see are no versions.
    if (kind === "changed" && versions.at(-1)?.entity === entity) {
      return;
    }
    versions.push({ kind, time: this.#now(), cause: currentCause(), entity });
    if (versions.length > longest) {
      versions.shift();
    }
    this.#versions.set(key, versions);
    if (this.#versions.size > most) {
      const [oldest = ""] = this.#versions.keys();
      this.#versions.delete(oldest);
    }
  }

  /** The versions of an entity, oldest first. */
  of(collection: string, id: string): readonly Version[] {
    return this.#versions.get(`${collection}/${id}`) ?? [];
  }
}
