import { expect, test } from "vitest";
import type { Json, JsonObject } from "../core/json";
import { dataSetBody, profileClass, schemaBody } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";

const eventClass = "https://ns.adobe.com/xdm/context/experienceevent";
const v2 = "/data/foundation/catalog/v2/dataSets";

async function createDataSet(client: Client, schemaClass = eventClass): Promise<string> {
  const schema = { ...schemaBody, allOf: [{ $ref: schemaClass }] };
  const { $id } = (await client.post(paths.schemas, schema)).body;
  return client.createDataSet($id);
}

const readOne = async (client: Client, id: string): Promise<JsonObject> =>
  ((await client.get(`${paths.dataSets}/${id}`)).body as unknown as Record<string, JsonObject>)[id] ?? {};

const lakeHouse = (ttlValue: Json): JsonObject => ({
  extensions: { adobe_lakeHouse: { rowExpiration: { ttlValue } } },
});

test("sets the row expiration of a dataset without extensions, changes it and disables it", async () => {
  const { client, emulator } = await start();
  const id = await createDataSet(client);
  const before = await readOne(client, id);
  expect(before).not.toHaveProperty("extensions");
  const set = (ttlValue: Json) => client.send("PATCH", `${v2}/${id}`, lakeHouse(ttlValue));
  const response = await set("P3M");
  expect([response.status, response.body]).toEqual([200, [`@/dataSets/${id}`]]);
  const first = await readOne(client, id);
  const { updated } = (first.extensions as { adobe_lakeHouse: { rowExpiration: { updated: number } } })
    .adobe_lakeHouse.rowExpiration;
  expect(Math.abs(updated - emulator.clock.now())).toBeLessThan(60_000);
  expect(first).toEqual({
    ...before,
    version: "1.0.1",
    updated: first.updated,
    extensions: {
      adobe_lakeHouse: { rowExpiration: { ttlValue: "P3M", valueStatus: "custom", setBy: "user", updated } },
    },
  });
  emulator.switches.rowExpirationMembers = "ttlOnly";
  expect((await set("P6M")).status).toBe(200);
  expect((await readOne(client, id)).extensions).toEqual(lakeHouse("P6M").extensions);
  expect((await set(null)).status).toBe(200);
  expect((await readOne(client, id)).extensions).toEqual({ adobe_lakeHouse: { rowExpiration: {} } });
  emulator.switches.rowExpirationDisabled = "null";
  expect((await set("P1Y")).status).toBe(200);
  expect((await set(null)).status).toBe(200);
  expect((await readOne(client, id)).extensions).toEqual(lakeHouse(null).extensions);
});

test("keeps a row expiration that other changes do not name", async () => {
  const { client } = await start({ switches: { dataSetServerMembers: "all" } });
  const id = await createDataSet(client);
  await client.send("PATCH", `/data/foundation/catalog/v2/datasets/${id}`, lakeHouse("P30D"));
  const { extensions, classification } = await readOne(client, id);
  expect(extensions).toMatchObject({ adobe_lakeHouse: { metrics: {}, rowExpiration: { ttlValue: "P30D" } } });
  expect(classification).toEqual({ dataBehavior: "time-series", managedBy: "CUSTOMER" });
  await client.send("PATCH", `${paths.dataSets}/${id}`, { description: "d" });
  await client.send("PATCH", `${v2}/${id}`, { description: "e", extensions: extensions ?? {} });
  const { description, ...whole } = await readOne(client, id);
  await client.send("PUT", `${paths.dataSets}/${id}`, whole);
  expect([description, (await readOne(client, id)).extensions]).toEqual(["e", extensions]);
});

test.each<Json>(["P29D", "P4W", "P11Y", "P0D", "P", "P1H", "PT720H", "30", 30, "", ["P30D"], "P-30D"])(
  "refuses the period %j",
  async (ttlValue) => {
    const { client } = await start();
    const id = await createDataSet(client);
    const response = await client.send("PATCH", `${v2}/${id}`, lakeHouse(ttlValue));
    expect([response.status, response.body.title]).toEqual([400, "BadRequestError"]);
    expect(await readOne(client, id)).not.toHaveProperty("extensions");
  },
);

test.each(["P30D", "P1M", "P5W", "P12M", "P9Y", "P10Y", "P1Y6M"])(
  "accepts the period %s",
  async (ttlValue) => {
    const { client } = await start();
    const id = await createDataSet(client);
    expect((await client.send("PATCH", `${v2}/${id}`, lakeHouse(ttlValue))).status).toBe(200);
  },
);

test("requires a schema of events", async () => {
  const { client } = await start();
  const records = await createDataSet(client, profileClass);
  expect((await client.send("PATCH", `${v2}/${records}`, lakeHouse("P3M"))).status).toBe(400);
  const shared = await client.createDataSet(eventClass);
  expect((await client.send("PATCH", `${v2}/${shared}`, lakeHouse("P3M"))).status).toBe(200);
});

test.each<JsonObject>([
  { extensions: { adobe_lakeHouse: { metrics: { rowCount: 1 } } } },
  { extensions: { adobe_lakeHouse: { rowExpiration: { ttlValue: "P3M", setBy: "system" } } } },
  { extensions: { adobe_other: {} } },
  { extensions: "none" },
  { classification: { dataBehavior: "record" } },
  { classification: { dataBehavior: "record", managedBy: "NOBODY" } },
  { created: 1 },
])("refuses %j in the newer PATCH", async (patch) => {
  const { client } = await start();
  const id = await createDataSet(client);
  expect((await client.send("PATCH", `${v2}/${id}`, patch)).status).toBe(400);
});

test("classifies a dataset by the newer PATCH only", async () => {
  const { client } = await start();
  const id = await createDataSet(client);
  const classification = { dataBehavior: "record", managedBy: "CUSTOMER" };
  expect((await client.send("PATCH", `${paths.dataSets}/${id}`, { classification })).status).toBe(400);
  expect((await client.send("PATCH", `${v2}/${id}`, { classification })).status).toBe(200);
  expect(await readOne(client, id)).toMatchObject({ classification });
});

test("sets the row expiration by other requests and in other stores by switch", async () => {
  const { client, emulator } = await start();
  const id = await createDataSet(client);
  const older = () => client.send("PATCH", `${paths.dataSets}/${id}`, lakeHouse("P3M"));
  const body = { ...dataSetBody(eventClass), ...lakeHouse("P3M") };
  expect([(await older()).status, (await client.post(paths.dataSets, body)).status]).toEqual([400, 400]);
  emulator.switches.rowExpirationWrites = "everywhere";
  expect([(await older()).status, (await client.post(paths.dataSets, body)).status]).toEqual([200, 201]);
  const short = { ...dataSetBody(eventClass), ...lakeHouse("P7D") };
  expect((await client.post(paths.dataSets, short)).status).toBe(400);
  const rowExpiration = { ttlValue: "P90D" };
  const profile = () =>
    client.send("PATCH", `${v2}/${id}`, { extensions: { adobe_unifiedProfile: { rowExpiration } } });
  expect((await profile()).status).toBe(200);
  expect(await readOne(client, id)).toMatchObject({
    extensions: {
      adobe_lakeHouse: { rowExpiration: { ttlValue: "P3M" } },
      adobe_unifiedProfile: { rowExpiration },
    },
  });
  rowExpiration.ttlValue = "P60D";
  emulator.switches.profileRowExpiration = "refuse";
  expect((await profile()).status).toBe(400);
});

test("shows the limits of a dataset's row expiration", async () => {
  const { client, emulator } = await start();
  const id = await createDataSet(client);
  const limits = async () => (await client.get(`/data/foundation/catalog/ttl/${id}`)).body;
  const expected = (minValue: string, maxValue: string) => ({
    extensions: { adobe_lakeHouse: { rowExpiration: { defaultValue: "P12M", maxValue, minValue } } },
  });
  expect(await limits()).toEqual(expected("P30D", "P10Y"));
  emulator.switches.rowExpirationMinimumDays = 7;
  emulator.switches.rowExpirationMaximumDays = 400;
  expect(await limits()).toEqual(expected("P7D", "P400D"));
  expect((await client.send("PATCH", `${v2}/${id}`, lakeHouse("P7D"))).status).toBe(200);
  expect((await client.get("/data/foundation/catalog/ttl/none")).status).toBe(404);
});

test("a retention job runs every 30 days, and changes the dataset without a client", async () => {
  const { client, emulator } = await start();
  const id = await createDataSet(client);
  const other = await client.createDataSet(eventClass);
  await client.send("PATCH", `${v2}/${id}`, lakeHouse("P3M"));
  const day = 24 * 3_600_000;
  const rowExpiration = async (): Promise<JsonObject> => {
    const dataSet = await readOne(client, id);
    const { adobe_lakeHouse } = dataSet.extensions as { adobe_lakeHouse: { rowExpiration: JsonObject } };
    return { version: dataSet.version ?? "", ...adobe_lakeHouse.rowExpiration };
  };
  const first = await rowExpiration();
  emulator.clock.advance(30 * day - 60_000);
  await client.authorise();
  expect(await rowExpiration()).toEqual(first);
  emulator.clock.advance(60_000);
  const lastCompleted = Number(first.updated) + 30 * day;
  expect(await rowExpiration()).toEqual({ ...first, version: "1.0.2", lastCompleted });
  emulator.clock.advance(65 * day);
  await client.authorise();
  expect(await rowExpiration()).toMatchObject({ version: "1.0.3", lastCompleted: lastCompleted + 60 * day });
  expect(await readOne(client, other)).toMatchObject({ version: "1.0.0" });
  // A change of the period keeps the time of the last job.
  await client.send("PATCH", `${v2}/${id}`, lakeHouse("P6M"));
  expect(await rowExpiration()).toMatchObject({ ttlValue: "P6M", lastCompleted: lastCompleted + 60 * day });
  emulator.switches.rowExpirationJobDays = 0;
  emulator.clock.advance(90 * day);
  await client.authorise();
  expect(await rowExpiration()).toMatchObject({ lastCompleted: lastCompleted + 60 * day });
});
