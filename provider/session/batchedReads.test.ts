import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { path } from "../http/path";
import type { JsonObject } from "../values/json";
import { BatchedReads, type Found, type Listing } from "./batchedReads";

type Filter = "works" | "refused" | "ignored" | "none";

/** A collection behind requests that each take one turn of the event loop; it keeps a record of them. */
class FakeCollection {
  readonly requests: string[] = [];
  readonly clock = new FakeClock();
  readonly entities = new Map<string, JsonObject>();
  pageSize = 100;
  /** Entities that lists leave out. */
  readonly unlisted = new Set<string>();
  filter: Filter = "works";
  pagesFail = false;
  /** What happens while a page is under way. */
  duringPage: (() => void) | undefined;

  constructor(ids: Iterable<string>) {
    for (const id of ids) {
      this.entities.set(id, { id, name: "before" });
    }
  }

  reads(): BatchedReads {
    return new BatchedReads(this.#listing(), this.clock);
  }

  read(reads: BatchedReads, id: string): Promise<Found> {
    return reads.read(id, async () => {
      this.requests.push(`GET ${id}`);
      await turn();
      return this.entities.get(id);
    });
  }

  /** Reads as the engine does: never more than so many outstanding. */
  async refresh(reads: BatchedReads, ids: readonly string[], parallel: number): Promise<Map<string, Found>> {
    const found = new Map<string, Found>();
    const left = ids[Symbol.iterator]();
    const worker = async () => {
      for (const id of left) {
        found.set(id, await this.read(reads, id));
      }
    };
    await Promise.all(Array.from({ length: parallel }, worker));
    return found;
  }

  #listing(): Listing {
    const listed = () => [...this.entities.values()].filter(({ id }) => !this.unlisted.has(String(id)));
    const request = async (name: string) => {
      this.requests.push(name);
      await turn();
    };
    const pages = async function* (this: FakeCollection) {
      for (let start = 0; ; start += this.pageSize) {
        const page = listed().slice(start, start + this.pageSize);
        await request("page");
        this.duringPage?.();
        if (this.pagesFail) {
          throw new Error("no lists today");
        }
        yield page;
        if (page.length < this.pageSize) {
          return;
        }
      }
    }.bind(this);
    const byIds = async (ids: readonly string[]) => {
      await request("filter");
      if (this.filter === "refused") {
        throw new Error("no filters today");
      }
      const all = this.filter === "ignored" ? listed().slice(0, this.pageSize) : listed();
      return this.filter === "ignored" ? all : all.filter(({ id }) => ids.includes(String(id)));
    };
    const common: Listing = { collection: path`/entities`, idKey: "id", pages };
    return this.filter === "none" ? common : { ...common, byIds };
  }
}

const idsOf = (count: number, prefix = "own") =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

test("A single read is one request, and so is the next one after it.", async () => {
  const collection = new FakeCollection(idsOf(500));
  const reads = collection.reads();
  expect(await collection.read(reads, "own-7")).toEqual({
    entity: collection.entities.get("own-7"),
    listed: false,
  });
  await collection.read(reads, "own-8");
  expect(collection.requests).toEqual(["GET own-7", "GET own-8"]);
});

test("500 entities read 4 at a time take one request for the first, one per page of 100 and one to see the end.", async () => {
  const ids = idsOf(500);
  const collection = new FakeCollection(ids);
  const found = await collection.refresh(collection.reads(), ids, 4);
  for (const id of ids) {
    expect(found.get(id)?.entity).toBe(collection.entities.get(id));
  }
  expect(collection.requests.filter((request) => request === "page")).toHaveLength(6);
  expect(collection.requests.length).toBeLessThanOrEqual(9);
});

test("The next page is requested before a read waits for it, but not while most of the last one is left.", async () => {
  const ids = idsOf(300);
  const collection = new FakeCollection(ids);
  const reads = collection.reads();
  await collection.refresh(reads, ids.slice(0, 49), 2);
  expect(collection.requests).toEqual(["GET own-0", "page"]);
  await collection.refresh(reads, ids.slice(49, 52), 1);
  expect(collection.requests).toEqual(["GET own-0", "page", "page"]);
  await turn();
  await collection.refresh(reads, ids.slice(52, 148), 1);
  expect(collection.requests).toEqual(["GET own-0", "page", "page"]);
});

test("Pages of foreign entities are not requested before a read waits for them.", async () => {
  const own = idsOf(100);
  const collection = new FakeCollection(own.flatMap((id, index) => [id, `other-${index}`]));
  await collection.refresh(collection.reads(), own.slice(0, 50), 2);
  expect(collection.requests).toEqual(["GET own-0", "page"]);
});

test("No entity counts as gone because a list left it out; an individual read finds that it is gone.", async () => {
  const ids = idsOf(50);
  const collection = new FakeCollection(ids);
  collection.unlisted.add("own-20");
  collection.entities.delete("own-30");
  const found = await collection.refresh(collection.reads(), ids, 4);
  expect(found.get("own-20")).toEqual({ entity: collection.entities.get("own-20"), listed: false });
  expect(found.get("own-30")).toEqual({ entity: undefined, listed: false });
  expect(collection.requests.filter((request) => request.startsWith("GET"))).toEqual([
    "GET own-0",
    "GET own-20",
    "GET own-30",
  ]);
});

test("Among 10 000 foreign entities, the shared reads take fewer requests than individual ones.", async () => {
  const ids = idsOf(100);
  const collection = new FakeCollection([...idsOf(10_000, "other"), ...ids]);
  await collection.refresh(collection.reads(), ids, 8);
  expect(collection.requests.filter((request) => request === "page").length).toBeLessThanOrEqual(50);
  expect(collection.requests.length).toBeLessThan(100);
});

test("A refused filter is not used again, and all entities are found without it.", async () => {
  const ids = idsOf(40);
  const collection = new FakeCollection([...idsOf(10_000, "other"), ...ids]);
  collection.filter = "refused";
  const found = await collection.refresh(collection.reads(), ids, 4);
  expect([...found.values()].every(({ entity }) => entity !== undefined)).toBe(true);
  expect(collection.requests.filter((request) => request === "filter")).toHaveLength(1);
});

test("A list that fails is not continued, and all entities are found without it.", async () => {
  const ids = idsOf(40);
  const collection = new FakeCollection(ids);
  collection.pagesFail = true;
  const found = await collection.refresh(collection.reads(), ids, 4);
  expect([...found.values()].every(({ entity }) => entity !== undefined)).toBe(true);
  expect(collection.requests.filter((request) => request === "page")).toHaveLength(1);
});

test("The error of a read does not affect other reads.", async () => {
  const collection = new FakeCollection(idsOf(10));
  collection.unlisted.add("own-1");
  collection.filter = "none";
  const reads = collection.reads();
  const failing = reads.read("own-1", () => Promise.reject(new Error("sandbox not found")));
  const others = collection.refresh(reads, idsOf(10).slice(2), 4);
  await expect(failing).rejects.toThrow("sandbox not found");
  expect((await others).size).toBe(8);
});

test("A list is not used after a change, nor after a minute.", async () => {
  const collection = new FakeCollection(idsOf(50));
  const reads = collection.reads();
  await collection.refresh(reads, idsOf(20), 4);
  collection.entities.set("own-30", { id: "own-30", name: "after" });
  // The change is not known yet, so the list may still be used.
  expect(await collection.read(reads, "own-31")).toMatchObject({ listed: true });
  reads.forget();
  expect(await collection.read(reads, "own-30")).toMatchObject({ entity: { name: "after" }, listed: false });

  await collection.refresh(reads, idsOf(20), 4);
  collection.entities.set("own-40", { id: "own-40", name: "after" });
  collection.clock.advance(60_000);
  expect(await collection.read(reads, "own-40")).toMatchObject({ entity: { name: "after" }, listed: false });
});

test("A page that was requested before a change is not used for reads after the change.", async () => {
  const collection = new FakeCollection(idsOf(50));
  const reads = collection.reads();
  let late: Promise<Found> | undefined;
  collection.duringPage = () => {
    collection.duringPage = undefined;
    collection.entities.set("own-9", { id: "own-9", name: "after" });
    reads.forget();
    late = collection.read(reads, "own-9");
  };
  await Promise.all([collection.read(reads, "own-0"), collection.read(reads, "own-1")]);
  expect(await late).toMatchObject({ entity: { name: "after" } });
});

test("A second read of an entity is not served from the list.", async () => {
  const collection = new FakeCollection(idsOf(50));
  const reads = collection.reads();
  await collection.refresh(reads, idsOf(20), 4);
  collection.entities.set("own-10", { id: "own-10", name: "after" });
  expect(await collection.read(reads, "own-10")).toMatchObject({ entity: { name: "after" }, listed: false });
});

test("A list that contradicted an individual read is not requested again.", async () => {
  const collection = new FakeCollection(idsOf(50));
  const reads = collection.reads();
  await collection.refresh(reads, idsOf(20), 4);
  reads.distrust();
  collection.requests.length = 0;
  const found = await collection.refresh(reads, idsOf(50), 4);
  expect([...found.values()].every(({ listed }) => !listed)).toBe(true);
  expect(collection.requests).toHaveLength(50);
});

test("In any order and with any lists, every entity is found, with at most two requests per read.", async () => {
  const filter = fc.constantFrom<Filter>("works", "refused", "ignored", "none");
  const cases = fc.record({
    own: fc.integer({ min: 1, max: 60 }),
    others: fc.integer({ min: 0, max: 60 }),
    pageSize: fc.integer({ min: 1, max: 20 }),
    parallel: fc.integer({ min: 1, max: 16 }),
    filter,
    pagesFail: fc.boolean(),
    unlisted: fc.array(fc.nat(59)),
    gone: fc.array(fc.nat(59)),
    shuffle: fc.array(fc.nat(), { minLength: 120, maxLength: 120 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const ids = idsOf(given.own);
      const all = [...idsOf(given.others, "other"), ...ids]
        .map((id, index) => ({ id, place: given.shuffle[index] ?? 0 }))
        .toSorted((left, right) => left.place - right.place);
      const collection = new FakeCollection(all.map(({ id }) => id));
      Object.assign(collection, {
        filter: given.filter,
        pagesFail: given.pagesFail,
        pageSize: given.pageSize,
      });
      for (const index of given.unlisted) {
        collection.unlisted.add(`own-${index}`);
      }
      for (const index of given.gone) {
        collection.entities.delete(`own-${index}`);
      }
      const found = await collection.refresh(collection.reads(), ids, given.parallel);
      for (const id of ids) {
        expect(found.get(id)?.entity).toBe(collection.entities.get(id));
      }
      expect(collection.requests.length).toBeLessThanOrEqual(2 * ids.length);
    }),
  );
});
