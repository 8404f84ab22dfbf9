import type { Emulator } from "./emulator";
import type { JsonObject } from "./json";
import { isLiving } from "./living";
import type { Invalid, Refusal } from "./refusal";
import { sandboxesOf } from "./sandboxes";
import type { Collection, Service } from "./service";
import type { Stored } from "./store";

type KeyOf = NonNullable<Collection["keyOf"]>;

const sameId: KeyOf = (id) => id;

/** The stored entities of all services, without the checks that client requests pass. */
export class Entities {
  readonly #emulator: Emulator;
  readonly #services: readonly Service[];
  readonly #collections: ReadonlyMap<string, Collection>;
  /** Every way in which a client's id becomes the store's, each once. */
  readonly #keys: readonly KeyOf[];

  constructor(emulator: Emulator, services: readonly Service[]) {
    this.#emulator = emulator;
    this.#services = services;
    this.#collections = new Map(services.flatMap(({ collections }) => Object.entries(collections)));
    this.#keys = [...new Set([...this.#collections.keys()].map((name) => this.#keyOf(name)))];
  }

  /** The entities of a collection in all sandboxes, up to date. */
  list(collection: string): Stored[] {
    return this.living(collection).map((stored) => this.settle(stored));
  }

  /** The entities of a collection in all sandboxes, as they were after their last change. */
  living(collection: string): Stored[] {
    return [...this.#emulator.store.all(collection)].filter((stored) => isLiving(this.#emulator, stored));
  }

  /** An entity of a collection by an id as clients write it. */
  find(collection: string, id: string): Stored | undefined {
    const stored = this.#lookUp(collection, id);
    return stored !== undefined && isLiving(this.#emulator, stored) ? stored : undefined;
  }

  /**
   * An entity of any collection by an id that another entity refers to. Of several with this id, it is the one of the
   * first collection in the table of services.
   */
  resolve(id: string): Stored | undefined {
    const found = this.#keys
      .flatMap((keyOf) =>
        this.#emulator.store.withId(keyOf(id)).filter((stored) => this.#isFoundBy(keyOf, stored)),
      )
      .filter((stored) => isLiving(this.#emulator, stored));
    return found.length > 1 ? this.#first(found) : found[0];
  }

  /** The entities that an entity refers to or belongs to, each once. */
  referred(stored: Stored): Stored[] {
    const { references, related } = this.#collections.get(stored.collection) ?? {};
    const ids = new Set([...(references?.(stored) ?? []), ...(related?.(stored) ?? [])]);
    const found = [...ids].flatMap((id) => this.resolve(id) ?? []);
    return [...new Set(found)].filter((other) => other !== stored);
  }

  /** The names of all collections, those of records last. */
  names(): string[] {
    return [...this.#collections.keys()].sort(
      (one, other) => Number(this.isRecord(one)) - Number(this.isRecord(other)),
    );
  }

  /** Whether the entities of a collection are records of what happened, such as runs. */
  isRecord(collection: string): boolean {
    return this.#collections.get(collection)?.records === true;
  }

  /** Whether a service created an entity by itself, and keeps it whatever clients delete. */
  isByService(stored: Stored): boolean {
    return this.#collections.get(stored.collection)?.byService?.(stored) ?? this.isRecord(stored.collection);
  }

  /** The sandbox of an entity; what an inlet has received is in the sandbox of the inlet. Null outside of AEP's sandboxes. */
  sandboxOf(stored: Stored): string | null {
    const names = new Set(sandboxesOf(this.#emulator).map(({ name }) => name));
    if (names.has(stored.sandbox)) {
      return stored.sandbox;
    }
    const container = this.resolve(stored.sandbox);
    return container !== undefined && names.has(container.sandbox) ? container.sandbox : null;
  }

  /** The entity that a request path addresses, itself or by a path below it. */
  addressed(path: string): Stored | undefined {
    for (const { addressed } of this.#services) {
      const stored = addressed?.(this.#emulator, path);
      if (stored !== undefined) {
        return stored;
      }
    }
    for (const [name, { paths = [] }] of this.#collections) {
      const parent = paths.find((candidate) => path.startsWith(`${candidate}/`));
      if (parent !== undefined) {
        const [id = ""] = path.slice(parent.length + 1).split("/");
        return this.#lookUp(name, decodeURIComponent(id));
      }
    }
    return undefined;
  }

  /** The entity that a POST to a path has created. */
  created(path: string, id: string): Stored | undefined {
    for (const [name, { paths = [] }] of this.#collections) {
      if (paths.includes(path.replace(/\/+$/, ""))) {
        return this.#emulator.store.find(name, id);
      }
    }
    return undefined;
  }

  /** Makes the changes of an entity that are due, and returns it. */
  settle(stored: Stored): Stored {
    this.#collections.get(stored.collection)?.settle?.(this.#emulator, stored);
    return stored;
  }

  /** Refuses a request about an entity in the error format of its service. */
  refuse({ collection }: Stored, invalid: Invalid): Refusal | Invalid {
    const service = this.#services.find(({ collections }) => Object.hasOwn(collections, collection));
    return service?.refuse(invalid, this.#emulator.switches) ?? invalid;
  }

  /** Changes an entity as someone other than the client would, after the changes that were due before. */
  edit(stored: Stored, change: (entity: JsonObject) => JsonObject): void {
    const entity = change(this.settle(stored).entity);
    const { edit } = this.#collections.get(stored.collection) ?? {};
    if (edit === undefined) {
      this.#emulator.store.change(stored, entity);
    } else {
      edit(this.#emulator, stored, entity);
    }
  }

  /** Removes an entity as someone other than the client would. */
  remove(stored: Stored): void {
    const { remove } = this.#collections.get(stored.collection) ?? {};
    if (remove === undefined) {
      this.#emulator.store.remove(stored);
    } else {
      remove(this.#emulator, stored);
    }
  }

  #first(found: readonly Stored[]): Stored | undefined {
    for (const name of this.#collections.keys()) {
      const stored = found.find(({ collection }) => collection === name);
      if (stored !== undefined) {
        return stored;
      }
    }
    return undefined;
  }

  #isFoundBy(keyOf: KeyOf, { collection }: Stored): boolean {
    return this.#collections.has(collection) && this.#keyOf(collection) === keyOf;
  }

  #keyOf(collection: string): KeyOf {
    return this.#collections.get(collection)?.keyOf ?? sameId;
  }

  #lookUp(collection: string, id: string): Stored | undefined {
    return this.#emulator.store.find(collection, this.#keyOf(collection)(id));
  }
}
