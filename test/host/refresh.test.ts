import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { InProcessHost } from "../support/host/inProcessHost";
import { type Created, createMany, refreshMany } from "../support/host/manyEntities";
import { startTestBed, type TestBed } from "../support/host/testBed";
import { type ResourceCase, resourceCases } from "../support/resourceCases";

const count = 40;

let testBed: TestBed;
const runs: InProcessHost[] = [];
beforeAll(async () => {
  testBed = await startTestBed();
});
afterAll(async () => {
  await Promise.all(runs.map((run) => run.close()));
  await testBed.close();
});

/** The provider in the next run of Pulumi, with nothing cached. */
function nextRun(): InProcessHost {
  const run = new InProcessHost(testBed.emulator.url);
  runs.push(run);
  return run;
}

const batched = resourceCases.filter(({ notBatched }) => notBatched === undefined);

describe.each(batched)("$kind", (resource: ResourceCase) => {
  const { kind, collection, drift } = resource;
  let created: Created[];
  beforeEach(() => testBed.plain.switches({ listedAfterMs: 0 }));
  beforeAll(async () => {
    testBed.emulator.reset();
    await testBed.plain.switches({ privateEndpointQuotas: false });
    created = await createMany(nextRun(), resource, testBed.plain, count);
    // As after the first refresh: the service changes etags once after a create.
    const first = await refreshMany(nextRun(), kind, created);
    created = created.map(({ id }) => ({ id, outputs: first.get(id) ?? {} }));
  });

  test(`${count} of them are refreshed by one GET, one list and at most one filter.`, async () => {
    const host = nextRun();
    await testBed.plain.forgetRequests();
    const seen = await refreshMany(host, kind, created);
    for (const { id, outputs } of created) {
      expect(seen.get(id)).toEqual(outputs);
    }
    const lines = await testBed.plain.requestLines();
    expect(lines.length, lines.join("\n")).toBeLessThanOrEqual(3);
  });

  test("One of them alone is refreshed by one GET.", async () => {
    const host = nextRun();
    await testBed.plain.forgetRequests();
    expect((await refreshMany(host, kind, created.slice(0, 1))).size).toBe(1);
    const requests = await testBed.plain.requests();
    expect(requests).toHaveLength(1);
    expect(decodeURIComponent(requests[0]?.path ?? "")).toContain(created[0]?.id);
  });

  test("When lists leave entities out, each is read by itself, and none counts as gone.", async () => {
    await testBed.plain.switches({ listedAfterMs: 3_600_000 });
    const seen = await refreshMany(nextRun(), kind, created);
    for (const { id, outputs } of created) {
      expect(seen.get(id)).toEqual(outputs);
    }
  });

  test("A refresh shows changes and deletions by others, and the rest unchanged.", async () => {
    const [changed, deleted, ...rest] = created.slice(2);
    if (changed === undefined || deleted === undefined) {
      throw new Error("too few");
    }
    const keyOf = (id: string) => encodeURIComponent(id);
    if (drift !== undefined) {
      await testBed.plain.admin("PATCH", `${collection}/${keyOf(changed.id)}`, drift.edit);
    }
    await testBed.plain.admin("DELETE", `${collection}/${keyOf(deleted.id)}`);
    const seen = await refreshMany(nextRun(), kind, created);
    if (drift !== undefined) {
      expect(seen.get(changed.id)?.[drift.field]).toEqual(drift.value);
    }
    expect(seen.has(deleted.id)).toBe(true);
    expect(seen.get(deleted.id)).toBeUndefined();
    for (const { id, outputs } of rest) {
      expect(seen.get(id)).toEqual(outputs);
    }
  });

  test("An entity of another sandbox is not found in the list of this one.", async () => {
    const elsewhere = created.map(({ id, outputs }) => ({ id, outputs: { ...outputs, sandbox: "dev" } }));
    const seen = await refreshMany(nextRun(), kind, elsewhere.slice(5, 10));
    expect([...seen.values()]).toEqual(Array(5).fill(undefined));
  });
});

test("In the real host process, a read after an update returns the written values.", async () => {
  const [{ kind, body }] = resourceCases.filter(({ kind }) => kind === "targetConnection") as [ResourceCase];
  const { host } = testBed;
  const create = async (name: string) => {
    const { inputs } = await host.check(kind, {}, { ...body, name });
    return { inputs, ...(await host.create(kind, inputs)) };
  };
  const created = await Promise.all(["a", "b", "c", "d"].map(create));
  const first = created[0];
  if (first === undefined) {
    throw new Error("unreachable");
  }
  // A list has been read now.
  await refreshMany(host, kind, created.slice(1));
  await host.update(kind, first.id, first.outputs, { ...first.inputs, name: "renamed" });
  const seen = await refreshMany(host, kind, created);
  expect(seen.get(first.id)?.name).toBe("renamed");
});
