import { type CallLimits, within } from "../http/call";
import type { Clock } from "../http/clock";
import type { UrlPath } from "../http/path";
import type { Json, JsonObject } from "../values/json";

/** How many things of one kind are read by few requests. */
export interface Listing {
  /** Path of the collection: readers of one collection share its list. */
  readonly collection: UrlPath;
  /** Key of an entity that holds its id. */
  readonly idKey: string;
  /** All things, one request a page. */
  pages(): AsyncGenerator<readonly JsonObject[]>;
  /** The things with these ids, by one request; left out where no such filter is documented. */
  byIds?(ids: readonly string[]): Promise<readonly JsonObject[]>;
}

/** A thing as it was read. */
export interface Found {
  readonly entity: JsonObject | undefined;
  /** Whether it comes from a list, and so may be older or less than the thing itself. */
  readonly listed: boolean;
}

type ReadSingly = () => Promise<JsonObject | undefined>;

interface Reader {
  readonly id: string;
  readonly singly: ReadSingly;
  readonly answer: (found: Found | Promise<Found>) => void;
}

/**
 * How long a list is believed. A refresh of 2 000 things takes about as long, and what it says was never newer than
 * the moment at which the engine happened to ask. Milliseconds.
 */
const lifetime = 60_000;

/** One page for so many readers at least: at worst a list costs half of what it was to save. */
const readersPerPage = 2;

/** A longer list would fill the memory with things of others. */
const maxPages = 100;

/** Ids in one filter; so many make a URL of 4 000 characters, which every gateway takes. */
const maxIds = 100;

/**
 * Reads the things of one collection together. The engine keeps only some reads outstanding (`--parallel`, 16), spread
 * over all kinds, so that merging those alone would save little: what a page of the list holds besides is kept for the
 * readers to come.
 *
 * - A read that comes alone is one GET, at once.
 * - When another one comes while the first is under way, the collection is listed, a page whenever somebody waits for
 *   what was not in the pages before, or once less than half a page is left of them. Things of others do not make that
 *   dear: there is one page for two readers at most, and in between those who wait are read by a filter on their
 *   ids.
 * - Who is in no list is read singly. Nothing is taken for gone because a list was short, a filter was refused or a
 *   request failed.
 *
 * So this never takes more than twice as many requests as reading singly.
 */
export class BatchedReads {
  readonly #listing: Listing;
  readonly #clock: Clock;
  readonly #waiting: Reader[] = [];
  #snapshot: Snapshot;
  #single = 0;
  #isAnswering = false;
  #isListable = true;
  #isFilterable: boolean;

  constructor(listing: Listing, clock: Clock) {
    this.#listing = listing;
    this.#clock = clock;
    this.#snapshot = new Snapshot(listing, clock.now());
    this.#isFilterable = listing.byIds !== undefined;
  }

  /** Reads one thing; `singly` is the request for it alone. */
  async read(id: string, singly: ReadSingly, call?: CallLimits): Promise<Found> {
    if (!this.#isListable) {
      return this.#readSingly(singly);
    }
    if (this.#clock.now() - this.#snapshot.begunAt >= lifetime) {
      this.forget();
    }
    const snapshot = this.#snapshot;
    snapshot.readers++;
    const entity = snapshot.take(id);
    if (entity !== undefined) {
      if (snapshot.runsLow && !this.#isAnswering) {
        void this.#answerAll();
      }
      return { entity, listed: true };
    }
    const isAlone = snapshot.pages === 0 && this.#single === 0 && !this.#isAnswering;
    if (isAlone || snapshot.isWhole) {
      return this.#readSingly(singly);
    }
    return this.#wait(id, singly, call);
  }

  async #wait(id: string, singly: ReadSingly, call: CallLimits | undefined): Promise<Found> {
    let answer: Reader["answer"] = () => {};
    const found = new Promise<Found>((resolve) => {
      answer = resolve;
    });
    const reader: Reader = { id, singly, answer };
    this.#waiting.push(reader);
    if (!this.#isAnswering) {
      void this.#answerAll();
    }
    try {
      return await within(call, this.#clock, found, `the list that shows ${id}`);
    } finally {
      const position = this.#waiting.indexOf(reader);
      if (position >= 0) {
        this.#waiting.splice(position, 1);
      }
    }
  }

  /** Forgets what was listed: something in it has changed. */
  forget(): void {
    this.#snapshot = new Snapshot(this.#listing, this.#clock.now());
  }

  /** Says that the list shows a thing otherwise than the thing itself: from here on all are read singly. */
  distrust(): void {
    this.#isListable = false;
    this.forget();
  }

  async #answerAll(): Promise<void> {
    this.#isAnswering = true;
    while (this.#waiting.length > 0 || this.#snapshot.runsLow) {
      if (this.#snapshot.mayReadOn) {
        await this.#readPage();
      } else {
        await this.#readWaiting();
      }
    }
    this.#isAnswering = false;
  }

  async #readPage(): Promise<void> {
    const snapshot = this.#snapshot;
    await snapshot.readOn();
    // Forgotten meanwhile: the page may be older than what a reader has come for.
    if (snapshot !== this.#snapshot) {
      return;
    }
    for (const reader of this.#waiting.splice(0)) {
      const entity = snapshot.take(reader.id);
      if (entity === undefined) {
        this.#waiting.push(reader);
      } else {
        reader.answer({ entity, listed: true });
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
      const asked = this.#waiting.splice(0, maxIds);
      const ids = asked.map(({ id }) => id);
      try {
        const found = new Map((await listing.byIds(ids)).map((entity) => [entity[listing.idKey], entity]));
        // A filter that lets others through is none: it would cost a request and find things by chance.
        this.#isFilterable = [...found.keys()].every((id) => ids.includes(String(id)));
        for (const reader of asked) {
          const entity = found.get(reader.id);
          reader.answer(entity === undefined ? this.#readSingly(reader.singly) : { entity, listed: true });
        }
      } catch {
        // Refused or failed: the requests for each thing will tell, if there is more to it.
        this.#isFilterable = false;
        for (const { singly, answer } of asked) {
          answer(this.#readSingly(singly));
        }
      }
      return;
    }
    for (const { singly, answer } of this.#waiting.splice(0)) {
      answer(this.#readSingly(singly));
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

/** What a list has shown so far. */
class Snapshot {
  readonly begunAt: number;
  /** Readers since it was begun. */
  readers = 0;
  pages = 0;
  readonly #listing: Listing;
  readonly #source: AsyncGenerator<readonly JsonObject[]>;
  readonly #seen = new Map<Json, JsonObject>();
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

  /** Whether the next page will soon be asked for: less than half a page has been read and not been taken. */
  get runsLow(): boolean {
    return this.mayReadOn && this.#seen.size * 2 < this.#lastPage;
  }

  /** Reads the next page. One that fails ends the list: who waits for it is read by other means. */
  async readOn(): Promise<void> {
    // Also a list that has ended may find that out by a request.
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

  /** The thing with this id, once: whoever asks again wants to know what became of it since. */
  take(id: string): JsonObject | undefined {
    const entity = this.#seen.get(id);
    this.#seen.delete(id);
    return entity;
  }
}
