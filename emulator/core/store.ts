import { Journal } from "./journal";
import { isJsonObject, type Json, type JsonObject } from "./json";

/** An entity of a service, as the store keeps it. */
export interface Stored {
  readonly collection: string;
  readonly id: string;
  /** The name of its sandbox; for other services, of what contains it. */
  readonly sandbox: string;
  /** Grows with every new entity: the order of lists. */
  readonly sequence: number;
  /** The part that clients see. */
  entity: JsonObject;
  /** The part that only the service knows. */
  hidden: JsonObject;
}

/** The ids that an entity refers to, and other keys by which it is found. */
export type References = (stored: Pick<Stored, "entity" | "hidden">) => string[];

/** All data of the emulator, in memory, with every change written to a journal if there is one. */
export class Store {
  readonly #byId = new Map<string, Stored>();
  readonly #bySandbox = new Map<string, Map<string, Stored>>();
  readonly #referrers = new Map<string, Set<Stored>>();
  readonly #values = new Map<string, Json>();
  readonly #references: Readonly<Record<string, References>>;
  #journal: Journal | undefined;
  #sequence = 0;

  /**
   * @param references - by collection, how its entities refer to others.
   * @param file - the file that keeps the data.
   */
  constructor(references: Readonly<Record<string, References>>, file?: string) {
    this.#references = references;
    if (file !== undefined) {
      for (const record of Journal.read(file)) {
        this.#apply(record);
      }
      this.#journal = new Journal(file, this.#records());
    }
  }

  /** Adds an entity. */
  add(collection: string, sandbox: string, id: string, entity: JsonObject, hidden: JsonObject = {}): Stored {
    const stored = { collection, id, sandbox, sequence: this.#sequence + 1, entity, hidden };
    this.#put(stored);
    this.#write({ put: { ...stored } });
    return stored;
  }

  /** Changes an entity. */
  change(stored: Stored, entity: JsonObject, hidden: JsonObject = stored.hidden): void {
    this.#unlink(stored);
    stored.entity = entity;
    stored.hidden = hidden;
    this.#link(stored);
    this.#write({ put: { ...stored } });
  }

  /** Removes an entity. */
  remove(stored: Stored): void {
    this.#drop(stored);
    this.#write({ drop: { collection: stored.collection, id: stored.id } });
  }

  /** An entity by id, in one sandbox. */
  get(collection: string, sandbox: string, id: string): Stored | undefined {
    const stored = this.find(collection, id);
    return stored?.sandbox === sandbox ? stored : undefined;
  }

  /** An entity by id, in any sandbox. */
  find(collection: string, id: string): Stored | undefined {
    return this.#byId.get(`${collection}/${id}`);
  }

  /** Entities of one sandbox, oldest first. */
  list(collection: string, sandbox: string): Iterable<Stored> {
    return this.#bySandbox.get(`${collection}/${sandbox}`)?.values() ?? [];
  }

  /** How many entities one sandbox has. */
  count(collection: string, sandbox: string): number {
    return this.#bySandbox.get(`${collection}/${sandbox}`)?.size ?? 0;
  }

  /** Entities of all sandboxes. */
  *all(collection: string): Iterable<Stored> {
    for (const stored of this.#byId.values()) {
      if (stored.collection === collection) {
        yield stored;
      }
    }
  }

  /** Entities that refer to an id. */
  referrers(id: string): Stored[] {
    return [...(this.#referrers.get(id) ?? [])];
  }

  /** A single stored value. */
  value(name: string): Json | undefined {
    return this.#values.get(name);
  }

  /** Stores a single value. */
  setValue(name: string, value: Json): void {
    this.#values.set(name, value);
    this.#write({ value: { name, value } });
  }

  /** Removes all data. */
  clear(): void {
    this.#byId.clear();
    this.#bySandbox.clear();
    this.#referrers.clear();
    this.#values.clear();
    this.#journal?.rewrite([]);
  }

  /** Shortens the file as far as its content allows, and closes it. */
  close(): void {
    this.#journal?.rewrite(this.#records());
    this.#journal?.close();
    // A request whose connection ended may still be running; its changes are not stored.
    this.#journal = undefined;
  }

  #write(record: Json): void {
    if (this.#journal === undefined) {
      return;
    }
    this.#journal.append(record);
    // Rewriting only after as many records as there are entities keeps the cost of a change constant on average.
    if (this.#journal.length > 10_000 + 2 * this.#byId.size) {
      this.#journal.rewrite(this.#records());
    }
  }

  *#records(): Iterable<Json> {
    for (const [name, value] of this.#values) {
      yield { value: { name, value } };
    }
    for (const stored of this.#byId.values()) {
      yield { put: { ...stored } };
    }
  }

  #apply(record: Json): void {
    if (!isJsonObject(record)) {
      return;
    }
    const { put, drop, value } = record as {
      put?: Stored;
      drop?: Pick<Stored, "collection" | "id">;
      value?: { name: string; value: Json };
    };
    if (put !== undefined) {
      const known = this.find(put.collection, put.id);
      if (known === undefined) {
        this.#put(put);
      } else {
        this.#unlink(known);
        known.entity = put.entity;
        known.hidden = put.hidden;
        this.#link(known);
      }
    }
    if (drop !== undefined) {
      const known = this.find(drop.collection, drop.id);
      if (known !== undefined) {
        this.#drop(known);
      }
    }
    if (value !== undefined) {
      this.#values.set(value.name, value.value);
    }
  }

  #put(stored: Stored): void {
    this.#sequence = Math.max(this.#sequence, stored.sequence);
    this.#byId.set(`${stored.collection}/${stored.id}`, stored);
    const key = `${stored.collection}/${stored.sandbox}`;
    const entities = this.#bySandbox.get(key) ?? new Map<string, Stored>();
    this.#bySandbox.set(key, entities.set(stored.id, stored));
    this.#link(stored);
  }

  #drop(stored: Stored): void {
    this.#unlink(stored);
    this.#byId.delete(`${stored.collection}/${stored.id}`);
    this.#bySandbox.get(`${stored.collection}/${stored.sandbox}`)?.delete(stored.id);
  }

  #link(stored: Stored): void {
    for (const id of this.#references[stored.collection]?.(stored) ?? []) {
      const referrers = this.#referrers.get(id) ?? new Set<Stored>();
      this.#referrers.set(id, referrers.add(stored));
    }
  }

  #unlink(stored: Stored): void {
    for (const id of this.#references[stored.collection]?.(stored) ?? []) {
      const referrers = this.#referrers.get(id);
      referrers?.delete(stored);
      if (referrers?.size === 0) {
        this.#referrers.delete(id);
      }
    }
  }
}
