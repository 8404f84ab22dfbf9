import type { Json, JsonObject } from "./json";

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

/** Entities and values in memory, with every index by which they are found. */
export class Contents {
  /** Entities by collection and id, oldest first. */
  readonly byCollection = new Map<string, Map<string, Stored>>();
  /** The entities of all collections that have an id: ids are unique in their collection only. */
  readonly byId = new Map<string, readonly Stored[]>();
  readonly bySandbox = new Map<string, Map<string, Stored>>();
  readonly referrers = new Map<string, Set<Stored>>();
  readonly values = new Map<string, Json>();
  readonly #references: Readonly<Record<string, References>>;

  constructor(references: Readonly<Record<string, References>>) {
    this.#references = references;
  }

  /** How many entities there are. */
  get size(): number {
    let size = 0;
    for (const entities of this.byCollection.values()) {
      size += entities.size;
    }
    return size;
  }

  /** Adds an entity behind all others. */
  add(stored: Stored): void {
    const { collection, id } = stored;
    const before = this.byCollection.get(collection) ?? new Map<string, Stored>();
    this.byCollection.set(collection, before.set(id, stored));
    this.byId.set(id, [...this.#others(stored), stored]);
    const key = `${stored.collection}/${stored.sandbox}`;
    const entities = this.bySandbox.get(key) ?? new Map<string, Stored>();
    this.bySandbox.set(key, entities.set(stored.id, stored));
    this.#link(stored);
  }

  /** Adds an entity that was removed, at its former place. */
  restore(stored: Stored): void {
    this.add(stored);
    sortBySequence(this.byCollection.get(stored.collection));
    sortBySequence(this.bySandbox.get(`${stored.collection}/${stored.sandbox}`));
  }

  /** Gives an entity another content. */
  change(stored: Stored, entity: JsonObject, hidden: JsonObject): void {
    this.#unlink(stored);
    stored.entity = entity;
    stored.hidden = hidden;
    this.#link(stored);
  }

  /** Removes an entity. */
  remove(stored: Stored): void {
    this.#unlink(stored);
    this.byCollection.get(stored.collection)?.delete(stored.id);
    const others = this.#others(stored);
    if (others.length === 0) {
      this.byId.delete(stored.id);
    } else {
      this.byId.set(stored.id, others);
    }
    this.bySandbox.get(`${stored.collection}/${stored.sandbox}`)?.delete(stored.id);
  }

  /** Sets a value, or removes it. */
  setValue(name: string, value: Json | undefined): void {
    if (value === undefined) {
      this.values.delete(name);
    } else {
      this.values.set(name, value);
    }
  }

  /** The content as records of the state file. */
  *records(): Iterable<Json> {
    for (const [name, value] of this.values) {
      yield { value: { name, value } };
    }
    for (const entities of this.byCollection.values()) {
      for (const stored of entities.values()) {
        yield { put: { ...stored } };
      }
    }
  }

  /** The entities of other collections that have the same id. */
  #others({ collection, id }: Stored): Stored[] {
    return (this.byId.get(id) ?? []).filter((other) => other.collection !== collection);
  }

  #link(stored: Stored): void {
    for (const id of this.#references[stored.collection]?.(stored) ?? []) {
      const referrers = this.referrers.get(id) ?? new Set<Stored>();
      this.referrers.set(id, referrers.add(stored));
    }
  }

  #unlink(stored: Stored): void {
    for (const id of this.#references[stored.collection]?.(stored) ?? []) {
      const referrers = this.referrers.get(id);
      referrers?.delete(stored);
      if (referrers?.size === 0) {
        this.referrers.delete(id);
      }
    }
  }
}

function sortBySequence(entities: Map<string, Stored> | undefined): void {
  const sorted = [...(entities ?? [])].sort(([, one], [, other]) => one.sequence - other.sequence);
  entities?.clear();
  for (const [key, stored] of sorted) {
    entities?.set(key, stored);
  }
}
