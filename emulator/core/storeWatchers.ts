import type { Stored } from "./contents";
import type { JsonObject } from "./json";

/** A change of the data that is written. */
export type StoreChange =
  | {
      readonly kind: "created" | "changed" | "deleted";
      readonly stored: Stored;
      /** The entity after the change; before a deletion, the last one. */
      readonly entity: JsonObject;
    }
  | { readonly kind: "cleared" };

/** A function that is called after every change that is written. */
export type StoreWatcher = (change: StoreChange) => void;

/** What runs a function once the changes so far are written, and never if they are undone. */
interface Writer {
  whenWritten(action: () => void): void;
}

/** The functions that are called after changes of a store. Without any, a change costs nothing more. */
export class StoreWatchers {
  readonly #watchers = new Set<StoreWatcher>();

  /** Adds a function that is called from the next change on. */
  add(watcher: StoreWatcher): void {
    this.#watchers.add(watcher);
  }

  /**
   * Calls the functions with a change of an entity, once it is written.
   *
   * @param stored - the entity as it is now; the change keeps this content.
   */
  tellOf(kind: "created" | "changed" | "deleted", stored: Stored, writer: Writer): void {
    this.tell({ kind, stored, entity: stored.entity }, writer);
  }

  /** Calls the functions with a change, once it is written. */
  tell(change: StoreChange, writer: Writer): void {
    if (this.#watchers.size > 0) {
      writer.whenWritten(() => {
        for (const watcher of this.#watchers) {
          watcher(change);
        }
      });
    }
  }
}
