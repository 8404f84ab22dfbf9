import { Contents, type References, type Stored } from "./contents";
import { isJsonObject, type Json, type JsonObject } from "./json";
import type { Files } from "./stateFile/files";
import { Journal } from "./stateFile/journal";
import { StateFileError } from "./stateFile/stateFileError";
import { type StoreWatcher, StoreWatchers } from "./storeWatchers";

export type { References, Stored } from "./contents";
export type { StoreChange } from "./storeWatchers";

/** A change that is made in memory but not written yet. */
interface Change {
  line: string;
  undo(): void;
  /** Whether the file can be much shorter afterwards. */
  shortens: boolean;
}

/**
 * All data of the emulator, in memory, with every change written to a journal if there is one. A change that cannot be
 * written throws a StateFileError and is undone.
 */
export class Store {
  readonly #references: Readonly<Record<string, References>>;
  #contents: Contents;
  #journal: Journal | undefined;
  #sequence = 0;
  /** The changes of the batch that is running. */
  #batch: Change[] | undefined;
  /** What follows when the changes of the batch are written. */
  #followUps: (() => void)[] = [];
  readonly #watchers = new StoreWatchers();
  /** The length of the journal at which it is rewritten next, if that is more than usual. */
  #rewriteAt = 0;
  /** What was wrong with the file, if it was usable all the same. */
  readonly note: string | undefined;

  /**
   * @param references - by collection, how its entities refer to others.
   * @param file - the file that keeps the data.
   */
  constructor(references: Readonly<Record<string, References>>, file?: string, files?: Files) {
    this.#references = references;
    this.#contents = new Contents(references);
    if (file !== undefined) {
      this.#journal = new Journal(file, (line) => this.#applyLine(line), files);
      this.note = this.#journal.note;
      this.#shorten();
    }
  }

  /**
   * Runs an action whose changes are written together: after a failure of the disk, none of them is made. An action
   * that returns a promise has this guarantee for the changes before its first wait.
   *
   * @returns the action's result, and the error if its changes could not be written and were undone.
   */
  atomically<Result>(action: () => Result): { result: Result; failure: StateFileError | undefined } {
    if (this.#journal === undefined || this.#batch !== undefined) {
      return { result: action(), failure: undefined };
    }
    this.#batch = [];
    let result: Result;
    try {
      result = action();
    } catch (error) {
      this.#endBatch();
      throw error;
    }
    try {
      this.#endBatch();
      return { result, failure: undefined };
    } catch (error) {
      if (error instanceof StateFileError) {
        return { result, failure: error };
      }
      throw error;
    }
  }

  /** Runs an action once all changes so far are written; never if they are undone. */
  whenWritten(action: () => void): void {
    if (this.#batch === undefined) {
      action();
    } else {
      this.#followUps.push(action);
    }
  }

  /** Calls a function after every change that is written. */
  watch(watcher: StoreWatcher): void {
    this.#watchers.add(watcher);
  }

  /** Adds an entity. */
  add(collection: string, sandbox: string, id: string, entity: JsonObject, hidden: JsonObject = {}): Stored {
    this.#sequence += 1;
    const stored = { collection, id, sandbox, sequence: this.#sequence, entity, hidden };
    const contents = this.#contents;
    const before = this.find(collection, id);
    contents.add(stored);
    this.#write({ put: { ...stored } }, () => {
      contents.remove(stored);
      if (before !== undefined) {
        contents.restore(before);
      }
    });
    this.#watchers.tellOf("created", stored, this);
    return stored;
  }

  /** Changes an entity. */
  change(stored: Stored, entity: JsonObject, hidden: JsonObject = stored.hidden): void {
    const contents = this.#contents;
    const before = { entity: stored.entity, hidden: stored.hidden };
    contents.change(stored, entity, hidden);
    this.#write({ put: { ...stored } }, () => contents.change(stored, before.entity, before.hidden));
    this.#watchers.tellOf("changed", stored, this);
  }

  /** Removes an entity. */
  remove(stored: Stored): void {
    const contents = this.#contents;
    contents.remove(stored);
    const drop = { collection: stored.collection, id: stored.id };
    this.#write({ drop }, () => contents.restore(stored));
    this.#watchers.tellOf("deleted", stored, this);
  }

  /** An entity by id, in one sandbox. */
  get(collection: string, sandbox: string, id: string): Stored | undefined {
    const stored = this.find(collection, id);
    return stored?.sandbox === sandbox ? stored : undefined;
  }

  /** An entity by id, in any sandbox. */
  find(collection: string, id: string): Stored | undefined {
    return this.#contents.byCollection.get(collection)?.get(id);
  }

  /** The entities with an id in all collections: ids are unique in their collection only. */
  withId(id: string): readonly Stored[] {
    return this.#contents.byId.get(id) ?? [];
  }

  /** Entities of one sandbox, oldest first. */
  list(collection: string, sandbox: string): Iterable<Stored> {
    return this.#contents.bySandbox.get(`${collection}/${sandbox}`)?.values() ?? [];
  }

  /** How many entities one sandbox has. */
  count(collection: string, sandbox: string): number {
    return this.#contents.bySandbox.get(`${collection}/${sandbox}`)?.size ?? 0;
  }

  /** Entities of all sandboxes. */
  all(collection: string): Iterable<Stored> {
    return this.#contents.byCollection.get(collection)?.values() ?? [];
  }

  /** The names of the collections that have entities. */
  collections(): string[] {
    return [...this.#contents.byCollection].flatMap(([name, { size }]) => (size === 0 ? [] : [name]));
  }

  /** Entities that refer to an id. */
  referrers(id: string): Stored[] {
    return [...(this.#contents.referrers.get(id) ?? [])];
  }

  /** A single stored value. */
  value(name: string): Json | undefined {
    return this.#contents.values.get(name);
  }

  /** Stores a single value. */
  setValue(name: string, value: Json): void {
    const contents = this.#contents;
    const before = contents.values.get(name);
    contents.setValue(name, value);
    this.#write({ value: { name, value } }, () => contents.setValue(name, before));
  }

  /** Removes all data. */
  clear(): void {
    const before = this.#contents;
    this.#contents = new Contents(this.#references);
    const undo = (): void => {
      this.#contents = before;
    };
    this.#write({ clear: true }, undo, true);
    this.#watchers.tell({ kind: "cleared" }, this);
  }

  /** Shortens the file as far as its content allows, and closes it. */
  close(): void {
    this.#shorten();
    this.#journal?.close();
    // A request whose connection ended may still be running; its changes are not stored.
    this.#journal = undefined;
  }

  #write(record: Json, undo: () => void, shortens = false): void {
    if (this.#journal === undefined) {
      return;
    }
    const change = { line: JSON.stringify(record), undo, shortens };
    if (this.#batch === undefined) {
      this.#commit([change]);
    } else {
      this.#batch.push(change);
    }
  }

  #endBatch(): void {
    const changes = this.#batch ?? [];
    const followUps = this.#followUps;
    this.#batch = undefined;
    this.#followUps = [];
    this.#commit(changes);
    for (const followUp of followUps) {
      followUp();
    }
  }

  /** Writes changes as one line, because a line is in the file as a whole or not at all. */
  #commit(changes: readonly Change[]): void {
    const [first, ...others] = changes;
    if (first === undefined || this.#journal === undefined) {
      return;
    }
    try {
      this.#journal.append(
        others.length === 0 ? first.line : `[${changes.map(({ line }) => line).join(",")}]`,
      );
    } catch (error) {
      for (const { undo } of changes.toReversed()) {
        undo();
      }
      throw error;
    }
    // Rewriting only after as many records as there are entities keeps the cost of a change constant on average.
    const longest = Math.max(this.#rewriteAt, 10_000 + 2 * this.#contents.size);
    if (this.#journal.length > longest || changes.some(({ shortens }) => shortens)) {
      this.#shorten();
    }
  }

  /** Rewrites the file with its present content only. A failure loses nothing: the longer file stays. */
  #shorten(): void {
    try {
      this.#journal?.rewrite([...this.#contents.records()].map((record) => JSON.stringify(record)));
      this.#rewriteAt = 0;
    } catch {
      this.#rewriteAt = 2 * (this.#journal?.length ?? 0);
    }
  }

  #applyLine(line: Json): void {
    for (const record of Array.isArray(line) ? line : [line]) {
      this.#apply(record);
    }
  }

  #apply(record: Json): void {
    const { put, drop, value, clear } = (isJsonObject(record) ? record : {}) as {
      put?: Stored;
      drop?: Pick<Stored, "collection" | "id">;
      value?: { name: string; value: Json };
      clear?: true;
    };
    if (put !== undefined) {
      this.#sequence = Math.max(this.#sequence, put.sequence);
      const known = this.find(put.collection, put.id);
      if (known === undefined) {
        this.#contents.add(put);
      } else {
        this.#contents.change(known, put.entity, put.hidden);
      }
    } else if (drop !== undefined) {
      const known = this.find(drop.collection, drop.id);
      if (known !== undefined) {
        this.#contents.remove(known);
      }
    } else if (value !== undefined) {
      this.#contents.setValue(value.name, value.value);
    } else if (clear === true) {
      this.#contents = new Contents(this.#references);
    } else {
      throw new Error("unknown change");
    }
  }
}
