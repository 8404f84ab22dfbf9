import { type CallLimits, within } from "../http/call";
import type { Clock } from "../http/clock";
import type { UrlPath } from "../http/path";
import { type Json, type JsonObject, textOf } from "../values/json";

/** How many entities of one kind are read with few requests. */
export interface Listing {
  /** Path of the collection; reads of one collection share its list. */
  readonly collection: UrlPath;
  /** Key of the id in an entity. */
  readonly idKey: string;
  /** Whether resources of several kinds are read from the collection: the same entity is then used once for each kind. */
  readonly isShared?: true;
  /** All entities, one request per page. */
  pages(): AsyncGenerator<readonly JsonObject[]>;
  /** The entities with these ids, with one request; left out if no such filter is documented. */
  byIds?(ids: readonly string[]): Promise<readonly JsonObject[]>;
}

/** The result of a read. */
export interface Found {
  readonly entity: JsonObject | undefined;
  /** Whether it comes from a list, and so may be older or less complete than an individual read. */
  readonly listed: boolean;
}

type ReadSingly = () => Promise<JsonObject | undefined>;

interface Reader {
  readonly id: string;
  readonly kind: string;
  readonly singly: ReadSingly;
  readonly resolve: (found: Found | Promise<Found>) => void;
}

/**
 * How long a list is used. A refresh of 2 000 resources takes about as long, and each of its results was never newer than
 * the moment of its read. Milliseconds.
 */
const lifetime = 60_000;

/** Minimum number of reads per page: at worst, a list costs half of the requests that it was meant to save. */
const readersPerPage = 2;

/** A longer list would fill the memory with foreign entities. */
const maxPages = 100;

/** Maximum number of ids in one filter: they result in a URL of 4 000 characters, which every gateway accepts. */
const maxIds = 100;

/**
 * Reads the entities of one collection together. The engine runs only a few reads at once (`--parallel`, 16), of all kinds,
 * so that merging only those would save little: the other entities of a page are kept for later reads.
 *
 * - A single read is one GET, sent at once.
 * - When a second read starts while the first is in progress, the collection is listed. The next page is read when a read
 *   waits for an entity that is in none of the pages, or when less than half a page is left. Foreign entities do not make
 *   that expensive: there is at most one page for two reads, and in between, waiting reads use a filter on their ids.
 * - An entity that is in no list is read individually. No entity counts as gone because a list was short, a filter was
 *   refused or a request failed.
 *
 * So this never sends more than twice as many requests as individual reads would.
 */
export class BatchedReads {
  readonly #listing: Listing;
  readonly #clock: Clock;
  readonly #waiting: Reader[] = [];
  #snapshot: Snapshot;
  #single = 0;
  #isServing = false;
  #isListable = true;
  #isFilterable: boolean;

  constructor(listing: Listing, clock: Clock) {
    this.#listing = listing;
    this.#clock = clock;
    this.#snapshot = new Snapshot(listing, clock.now());
    this.#isFilterable = listing.byIds !== undefined;
  }

  /**
   * Reads one entity.
   *
   * @param singly - the individual request for it
   * @param kind - kind of the resource that needs it. Default: the only one of the collection.
   */
  async read(id: string, singly: ReadSingly, call?: CallLimits, kind = ""): Promise<Found> {
    if (!this.#isListable) {
      return this.#readSingly(singly);
    }
    if (this.#clock.now() - this.#snapshot.begunAt >= lifetime) {
      this.forget();
    }
    const snapshot = this.#snapshot;
    snapshot.readers++;
    const entity = snapshot.take(id, kind);
    if (entity !== undefined) {
      if (snapshot.runsLow && !this.#isServing) {
        void this.#serveWaiting();
      }
      return { entity, listed: true };
    }
    const isAlone = snapshot.pages === 0 && this.#single === 0 && !this.#isServing;
    if (isAlone || snapshot.isWhole) {
      return this.#readSingly(singly);
    }
    return this.#wait({ id, kind, singly }, call);
  }

  async #wait(read: Omit<Reader, "resolve">, call: CallLimits | undefined): Promise<Found> {
    let resolve: Reader["resolve"] = () => {};
    const found = new Promise<Found>((settle) => {
      resolve = settle;
    });
    const reader: Reader = { ...read, resolve };
    this.#waiting.push(reader);
    if (!this.#isServing) {
      void this.#serveWaiting();
    }
    try {
      return await within(call, this.#clock, found, `the list that shows ${read.id}`);
    } finally {
      const position = this.#waiting.indexOf(reader);
      if (position >= 0) {
        this.#waiting.splice(position, 1);
      }
    }
  }

  /** Discards what was listed, because an entity has changed. */
  forget(): void {
    this.#snapshot = new Snapshot(this.#listing, this.#clock.now());
  }

  /** From here on reads all entities individually, because a list contradicted an individual read. */
  distrust(): void {
    this.#isListable = false;
    this.forget();
  }

  async #serveWaiting(): Promise<void> {
    this.#isServing = true;
    while (this.#waiting.length > 0 || this.#snapshot.runsLow) {
      if (this.#snapshot.mayReadOn) {
        await this.#readPage();
      } else {
        await this.#readWaiting();
      }
    }
    this.#isServing = false;
  }

  async #readPage(): Promise<void> {
    const snapshot = this.#snapshot;
    await snapshot.readOn();
    // Discarded in the meantime: the page may be older than the change that a read has to show.
    if (snapshot !== this.#snapshot) {
      return;
    }
    for (const reader of this.#waiting.splice(0)) {
      const entity = snapshot.take(reader.id, reader.kind);
      if (entity === undefined) {
        this.#waiting.push(reader);
      } else {
        reader.resolve({ entity, listed: true });
      }
    }
  }

  async #readWaiting(): Promise<void> {
    const listing = this.#listing;
    if (
      listing.byIds !== undefined &&
      this.#isFilterable &&
      !this.#snapshot.isWhole &&
      this.#waiting.length > 1
    ) {
      const batch = this.#waiting.splice(0, maxIds);
      const ids = batch.map(({ id }) => id);
      try {
        const found = new Map((await listing.byIds(ids)).map((entity) => [entity[listing.idKey], entity]));
        // A filter that returns other entities does not work: it would cost a request and find entities by chance.
        this.#isFilterable = [...found.keys()].every((id) => ids.includes(textOf(id)));
        for (const reader of batch) {
          const entity = found.get(reader.id);
          reader.resolve(entity === undefined ? this.#readSingly(reader.singly) : { entity, listed: true });
        }
      } catch {
        // Refused or failed: if the cause is not the filter, the individual requests fail too.
        this.#isFilterable = false;
        for (const { singly, resolve } of batch) {
          resolve(this.#readSingly(singly));
        }
      }
      return;
    }
    for (const { singly, resolve } of this.#waiting.splice(0)) {
      resolve(this.#readSingly(singly));
    }
  }

  async #readSingly(singly: ReadSingly): Promise<Found> {
    this.#single++;
    try {
      return { entity: await singly(), listed: false };
    } finally {
      this.#single--;
    }
  }
}

/** What a list has returned so far. */
class Snapshot {
  readonly begunAt: number;
  /** Number of reads since it was started. */
  readers = 0;
  pages = 0;
  readonly #listing: Listing;
  readonly #source: AsyncGenerator<readonly JsonObject[]>;
  readonly #seen = new Map<Json, JsonObject>();
  /** Entities that were used, by id, with the kinds of resources that have used them. */
  readonly #used = new Map<string, { readonly entity: JsonObject; readonly kinds: Set<string> }>();
  #end: "none" | "last page" | "failed" = "none";
  #lastPage = 0;

  constructor(listing: Listing, begunAt: number) {
    this.#listing = listing;
    this.#source = listing.pages();
    this.begunAt = begunAt;
  }

  /** Whether every page was read. */
  get isWhole(): boolean {
    return this.#end === "last page";
  }

  /** Whether another page is worth its request. */
  get mayReadOn(): boolean {
    return this.#end === "none" && this.pages < maxPages && (this.pages + 1) * readersPerPage <= this.readers;
  }

  /** Whether the next page will soon be needed: less than half a page has been read and not been used. */
  get runsLow(): boolean {
    return this.mayReadOn && this.#seen.size * 2 < this.#lastPage;
  }

  /** Reads the next page. A failure ends the list; the waiting entities are read in other ways. */
  async readOn(): Promise<void> {
    // The end of a list may also take a request to find.
    this.pages++;
    try {
      const { done, value } = await this.#source.next();
      if (done) {
        this.#end = "last page";
        return;
      }
      this.#lastPage = value.length;
      for (const entity of value) {
        this.#seen.set(entity[this.#listing.idKey], entity);
      }
    } catch {
      this.#end = "failed";
    }
  }

  /** The entity with this id, once for each kind: a second read needs a newer result. */
  take(id: string, kind: string): JsonObject | undefined {
    const used = this.#used.get(id);
    if (used !== undefined) {
      const isRepeated = used.kinds.has(kind);
      used.kinds.add(kind);
      return isRepeated ? undefined : used.entity;
    }
    const entity = this.#seen.get(id);
    this.#seen.delete(id);
    if (entity !== undefined && this.#listing.isShared === true) {
      this.#used.set(id, { entity, kinds: new Set([kind]) });
    }
    return entity;
  }
}
