import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { dataSetBody, profileClass, schemaBody, targetBody } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";

const readOne = async (client: Client, id: string) => {
  const body = (await client.get(`${paths.dataSets}/${id}`)).body as unknown as Record<string, JsonObject>;
  return body[id] ?? {};
};

const list = async (client: Client, query: string) =>
  (await client.get(`${paths.dataSets}?${query}`)).body as unknown as Record<string, JsonObject>;

test("creates a dataset with a schema, and reads it keyed by its id", async () => {
  const { client } = await start();
  const { $id } = (await client.post(paths.schemas, schemaBody)).body;
  const response = await client.post(`${paths.dataSets}?requestDataSource=true`, {
    ...dataSetBody($id),
    tags: { unifiedProfile: ["enabled:true"] },
  });
  const id = response.headers.get("location")?.split("/").at(-1) ?? "";
  expect(id).toMatch(/^[0-9a-f]{24}$/);
  expect([response.status, response.body]).toEqual([201, [`@/dataSets/${id}`]]);
  const read = await client.get(`${paths.dataSets}/${id}`);
  expect(Object.keys(read.body)).toEqual([id]);
  expect(await readOne(client, id)).toMatchObject({
    name: "ACME orders",
    schemaRef: { id: $id },
    version: "1.0.0",
    imsOrg: "EMULATOR@AdobeOrg",
    tags: {
      "adobe/pqs/table": ["acme_orders"],
      unifiedProfile: ["enabled:true", expect.stringContaining("enabledAt:")],
    },
    files: expect.stringMatching(`^@/dataSets/${id}/views/[0-9a-f]{24}/files$`),
  });
  expect((await client.get(`${paths.dataSets}/${id}?properties=name,version`)).body).toEqual({
    [id]: { name: "ACME orders", version: "1.0.0" },
  });
  expect((await client.in("dev").get(`${paths.dataSets}/${id}`)).status).toBe(404);
});

test.each<JsonObject>([
  { name: "" },
  { schemaRef: "none" },
  { schemaRef: { id: profileClass } },
  { schemaRef: { id: profileClass, contentType: "application/json" } },
  {
    schemaRef: {
      id: "https://ns.adobe.com/emulator/schemas/none",
      contentType: "application/vnd.adobe.xed+json;version=1",
    },
  },
  { tags: { a: "b" } },
  { version: "1.0.0" },
  { forceDestroy: true },
])("refuses %j", async (change) => {
  const { client } = await start();
  const response = await client.post(paths.dataSets, { ...dataSetBody(profileClass), ...change });
  expect([response.status, response.body.title]).toEqual([400, "BadRequestError"]);
});

test("replaces the fields of a PATCH", async () => {
  const { client } = await start();
  const id = await client.createDataSet(profileClass);
  const path = `${paths.dataSets}/${id}`;
  const response = await client.send("PATCH", path, { description: "d", tags: { mine: ["a"] } });
  expect([response.status, response.body]).toEqual([200, [`@/dataSets/${id}`]]);
  // The service's own tag is replaced with the tags.
  expect(await readOne(client, id)).toMatchObject({
    description: "d",
    version: "1.0.1",
    tags: { mine: ["a"] },
  });
  expect((await readOne(client, id)).tags).not.toHaveProperty(["adobe/pqs/table"]);
  await client.send("PATCH", path, { description: null });
  expect(await readOne(client, id)).not.toHaveProperty("description");
  expect((await client.send("PATCH", path, { created: 1 })).status).toBe(400);
});

test("accepts a JSON Patch with its own media type", async () => {
  const { client } = await start();
  const id = await client.createDataSet(profileClass);
  const operations = [{ op: "add", path: "/tags/unifiedIdentity", value: ["enabled:true"] }];
  const path = `${paths.dataSets}/${id}`;
  expect((await client.send("PATCH", path, operations)).status).toBe(400);
  const type = { "content-type": "application/json-patch+json" };
  expect((await client.send("PATCH", path, operations, type)).status).toBe(200);
  expect((await readOne(client, id)).tags).toEqual({
    "adobe/pqs/table": ["acme_orders"],
    unifiedIdentity: ["enabled:true"],
  });
  expect((await client.send("PATCH", path, operations, { "content-type": "text/plain" })).status).toBe(415);
});

test("merges objects and compares versions in the newer PATCH", async () => {
  const { client } = await start();
  const id = await client.createDataSet(profileClass);
  const patch = (headers: Record<string, string>) =>
    client.send("PATCH", `/data/foundation/catalog/v2/dataSets/${id}`, { tags: { mine: ["a"] } }, headers);
  expect((await patch({ "if-match": "9.9.9" })).status).toBe(412);
  expect((await patch({ "if-match": '"1.0.0"' })).status).toBe(200);
  expect((await patch({ "if-none-match": "1.0.1" })).status).toBe(412);
  expect((await readOne(client, id)).tags).toEqual({ "adobe/pqs/table": ["acme_orders"], mine: ["a"] });
});

test("replaces by PUT", async () => {
  const { client } = await start();
  const id = await client.createDataSet(profileClass);
  const before = await readOne(client, id);
  const path = `${paths.dataSets}/${id}`;
  expect((await client.send("PUT", path, { ...before, name: "n" })).body).toEqual([`@/dataSets/${id}`]);
  expect(await readOne(client, id)).toMatchObject({
    ...before,
    name: "n",
    version: "1.0.1",
    updated: expect.anything(),
  });
});

test("refuses another schema unless a switch allows it", async () => {
  const { client, emulator } = await start();
  const id = await client.createDataSet(profileClass);
  const change = dataSetBody("https://ns.adobe.com/xdm/context/experienceevent");
  const patch = async () => (await client.send("PATCH", `${paths.dataSets}/${id}`, change)).status;
  expect(await patch()).toBe(400);
  emulator.switches.dataSetSchemaChange = "allow";
  expect(await patch()).toBe(200);
});

test("deletes a dataset unless a target connection writes to it", async () => {
  const { client, emulator } = await start();
  const id = await client.createDataSet(profileClass);
  const path = `${paths.dataSets}/${id}`;
  const target = (await client.post(paths.targets, { ...targetBody, data: {}, params: { dataSetId: id } }))
    .body.id;
  expect((await client.delete(path)).status).toBe(400);
  await client.delete(`${paths.targets}/${target}`);
  const response = await client.delete(path);
  expect([response.status, response.body]).toEqual([200, [`@/dataSets/${id}`]]);
  const again = await client.delete(path);
  expect([again.status, again.body]).toMatchObject([
    404,
    { title: "NotFoundError", detail: "DataSet not found." },
  ]);
  expect((await client.get(path)).status).toBe(404);
  expect((await client.send("PATCH", path, { name: "n" })).status).toBe(404);
  emulator.switches.deleteUnknownDataSet = "emptyArray";
  emulator.switches.unknownDataSet = "emptyObject";
  expect(await client.delete(path)).toMatchObject({ status: 200, body: [] });
  expect((await client.get(path)).body).toEqual({});
});

test("lists all of 250 datasets in pages", async () => {
  const { client } = await start();
  for (let index = 0; index < 250; index += 1) {
    await client.post(paths.dataSets, { ...dataSetBody(profileClass), name: `n${index}` });
  }
  const found = new Set<string>();
  for (let start_ = 0; ; start_ += 100) {
    const page = Object.keys(await list(client, `limit=100&start=${start_}`));
    for (const id of page) {
      found.add(id);
    }
    if (page.length < 100) {
      break;
    }
  }
  expect(found.size).toBe(250);
  expect(Object.keys(await list(client, ""))).toHaveLength(20);
  const names = async (query: string) => Object.values(await list(client, query)).map(({ name }) => name);
  expect(await names("orderBy=desc:name&limit=2")).toEqual(["n99", "n98"]);
  expect(await names("name=n7,n8")).toEqual(["n7", "n8"]);
  expect(await names("property=name==n9")).toEqual(["n9"]);
  expect(await names("property=name~^n24[12]$")).toEqual(["n241", "n242"]);
  expect(await names("property=lastBatchId")).toEqual([]);
});

test.each(["limit=0", "limit=101", "limit=x", "start=-1", "orderBy=asc:", "property=name~("])(
  "%s is refused",
  async (query) => {
    const { client } = await start();
    expect((await client.get(`${paths.dataSets}?${query}`)).status).toBe(400);
  },
);

test("receives a batch by an admin call", async () => {
  const { client } = await start();
  const id = await client.createDataSet(profileClass);
  await client.post(`/_emulator/dataSets/${id}/batch`, { id: "01EMULATOR", status: "success" });
  expect(await readOne(client, id)).toMatchObject({ lastBatchId: "01EMULATOR", lastBatchStatus: "success" });
  expect((await client.post("/_emulator/dataSets/none/batch")).status).toBe(404);
});

test("explains the limit of a page", async () => {
  const { client } = await start();
  expect((await client.get(`${paths.dataSets}?limit=101`)).body).toMatchObject({
    title: "BadRequestError",
    detail: "Please supply a valid query limit: (1 - 100)",
  });
});

test("adds the members of recorded datasets by switch, and refuses to drop the tag for the format", async () => {
  const { client } = await start({ switches: { dataSetServerMembers: "all" } });
  const id = await client.createDataSet(profileClass);
  const path = `${paths.dataSets}/${id}`;
  const tags = { unifiedProfile: ["enabled:true"] };
  const refused = await client.send("PATCH", path, { tags });
  expect([refused.status, refused.body.detail]).toEqual([
    422,
    "Field 'adobe/siphon/table/format' cannot be empty or blank",
  ]);
  const operations = [{ op: "add", path: "/tags/unifiedProfile", value: tags.unifiedProfile }];
  const patch = { "content-type": "application/json-patch+json" };
  expect((await client.send("PATCH", path, operations, patch)).status).toBe(200);
  expect(await readOne(client, id)).toMatchObject({
    state: "ACTIVE",
    classification: { managedBy: "CUSTOMER" },
    tags: {
      "adobe/siphon/table/format": ["delta"],
      unifiedProfile: ["enabled:true", expect.stringMatching(/^enabledAt:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)],
    },
  });
});
