import { afterEach, beforeEach, expect, it } from "vitest";
import type { RunningEmulator } from "../../../emulator/index";
import { startEmulator } from "../emulator/emulator";
import { PlainClient } from "../emulator/plainClient";
import { describeWithoutIds, neededBy, readGraph } from "../export/sandboxGraph";
import { baseSecretValues, bases, endpoints } from "./bases";
import { datasets, mappingSets, schemas } from "./data";
import { fillWithFieldGroup } from "./fieldGroup";
import { at, fillSandbox } from "./filledSandbox";
import { fillMadconnect, livingPipes } from "./madconnect";
import { fillWithMany } from "./many";
import { fillWithNames } from "./names";
import { flows, sources, targets } from "./pipelines";

let emulator: RunningEmulator;
let plain: PlainClient;
beforeEach(async () => {
  emulator = await startEmulator({
    sandboxes: ["prod", { name: "prod-two", type: "production" }, "dev"],
    switches: { dataSetExistence: "refuse", mappingExistence: "refuse" },
  });
  plain = new PlainClient(emulator.url);
});
afterEach(() => emulator.close());

const countsOf = async (client: PlainClient) => {
  const counts: Record<string, number> = {};
  for (const { kind } of await readGraph(client)) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
};

it("fills a sandbox with more than 60 entities, all those of every table", async () => {
  const planted = await fillSandbox(plain);
  expect(await countsOf(plain)).toEqual({
    endpoints: endpoints.length,
    schemas: schemas.length,
    dataSets: datasets.length,
    mappingSets: mappingSets.length,
    connections: bases.length,
    sources: sources.length,
    targets: targets.length,
    flows: flows.length,
  });
  const graph = await readGraph(plain);
  expect(graph.length).toBeGreaterThan(60);
  for (const value of baseSecretValues.filter((secret) => secret.includes("for-tests"))) {
    expect(JSON.stringify(graph)).not.toContain(value);
  }

  // It was filled a year ago, and has the content of the tables now.
  const flow = async (key: string) => plain.admin("GET", `flows/${at(planted.flows, key)}`);
  expect(Number((await flow("orders")).createdAt)).toBeLessThan(Date.now() - 300 * 24 * 3_600_000);
  expect(await flow("sharedSecond")).toMatchObject({ state: "disabled" });
  for (const { key, starts } of flows) {
    const { startTime } = (await flow(key)).scheduleParams as { startTime: string };
    expect(Number(startTime) * 1000 > Date.now(), key).toBe(starts === "future");
  }
  const versions = async (flowKey: string, setKey: string) => [
    ((await flow(flowKey)).transformations as { params: unknown }[]).at(-1)?.params,
    (await plain.admin("GET", `mappingSets/${at(planted.mappingSets, setKey)}`)).version,
  ];
  expect(await versions("lake", "changed")).toMatchObject([{ mappingVersion: "2" }, 2]);
  expect(await versions("lagging", "lagging")).toMatchObject([{ mappingVersion: "1" }, 2]);
});

it("distinguishes sandboxes that differ in one reference, and no equal ones", async () => {
  const other = new PlainClient(emulator.url, "prod-two");
  await fillSandbox(plain);
  const planted = await fillSandbox(other);
  const like = async (client: PlainClient) =>
    describeWithoutIds(await readGraph(client), ({ entity }) => {
      const { scheduleParams, inheritedAttributes: _derived, ...rest } = entity;
      return scheduleParams === undefined
        ? rest
        : { ...rest, scheduleParams: { ...(scheduleParams as object), startTime: "" } };
    });
  expect(await like(other)).toEqual(await like(plain));

  // The twins' flows keep their own twins of everything, but one of them reads the other's source.
  const twin = `flows/${at(planted.flows, "ordersTwin")}`;
  await plain.admin("PATCH", twin, { sourceConnectionIds: [at(planted.sources, "orders")] });
  expect(await like(other)).not.toEqual(await like(plain));
});

it("finds the entities that flows need", async () => {
  await fillSandbox(plain);
  const needed = neededBy(await readGraph(plain), ({ kind }) => kind === "flows");
  const named = needed.filter(({ entity }) => [entity.name, entity.title].includes("nobody's"));
  expect(named).toEqual([]);
  expect(needed.filter(({ kind }) => kind === "flows")).toHaveLength(flows.length);
  expect(needed.filter(({ kind }) => kind === "connections")).toHaveLength(bases.length - 1);
});

it("gives each awkward name to entities of all kinds", async () => {
  const count = await fillWithNames(plain);
  expect((await countsOf(plain)).flows).toBe(count);
});

it("creates many flows", async () => {
  await fillWithMany(plain, 200);
  expect(await countsOf(plain)).toMatchObject({ flows: 200, dataSets: 20, connections: 10 });
});

it("creates a schema with a field group that no resource can create", async () => {
  const { schemaId, fieldGroupId } = await fillWithFieldGroup(plain);
  const schema = await plain.admin("GET", `schemas/${encodeURIComponent(schemaId)}`);
  expect(JSON.stringify(schema.allOf)).toContain(fieldGroupId);
});

it("fills MadConnect, which returns no configs", async () => {
  await fillMadconnect(plain);
  const { body } = await plain.send("GET", "/es/v2/connections?size=100&offset=0");
  const living = (body.response as { name: string; deleted: boolean }[]).filter(({ deleted }) => !deleted);
  expect(living.map(({ name }) => name).toSorted()).toEqual(livingPipes.map(({ name }) => name).toSorted());
  expect(JSON.stringify(body)).not.toContain("an-advertiser-of-acme");
});
