import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { mergePolicyBody, profileClass } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";
import { classBody, createResource, schemaOf } from "../testing/registry.testing";

const create = (client: Client, change: JsonObject = {}) =>
  client.post(paths.mergePolicies, mergePolicyBody(change));

/** Creates a merge policy and returns its path. */
const createdPath = async (client: Client, change: JsonObject = {}) =>
  `${paths.mergePolicies}/${(await create(client, change)).body.id}`;

const read = async (client: Client, path: string) => (await client.get(path)).body as unknown as JsonObject;

const list = async (client: Client, query = "") =>
  (await client.get(paths.mergePolicies + query)).body as unknown as { children: JsonObject[] };

const createDataSet = async (client: Client) =>
  client.createDataSet((await createResource(client, "schemas", schemaOf("Schema", profileClass))).$id);

test("creates, reads, changes and deletes a merge policy", async () => {
  const { client, emulator } = await start();
  const { status, body } = await create(client);
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: "ACME policy",
    imsOrgId: "EMULATOR@AdobeOrg",
    sandbox: { sandboxId: expect.any(String), sandboxName: "prod", type: "production", default: true },
    schema: { name: "_xdm.context.profile" },
    version: 1,
    identityGraph: { type: "pdg" },
    attributeMerge: { type: "timestampOrdered" },
    default: false,
    isActiveOnEdge: false,
    updateEpoch: expect.any(Number),
  });
  const path = `${paths.mergePolicies}/${body.id}`;
  expect(await read(client, path)).toEqual(body);

  emulator.clock.advance(5000);
  const changed = await client.send("PUT", path, mergePolicyBody({ name: "Other" }));
  expect(changed.body).toMatchObject({ id: body.id, name: "Other", version: 2 });
  expect(Number((changed.body as unknown as JsonObject).updateEpoch)).toBeGreaterThan(
    Number((body as unknown as JsonObject).updateEpoch),
  );
  const deleted = await client.delete(path);
  expect([deleted.status, deleted.body]).toEqual([200, null]);
  expect((await client.get(path)).status).toBe(404);
});

test("replaces all members with a PUT, which may have those of the service", async () => {
  const { client } = await start();
  const path = await createdPath(client, { isActiveOnEdge: true });
  const { name: _name, ...body } = await read(client, path);
  const { isActiveOnEdge: _edge, ...rest } = body;
  expect((await client.send("PUT", path, rest)).body).toMatchObject({ isActiveOnEdge: false });
  expect(await read(client, path)).not.toHaveProperty("name");
  expect((await client.send("PUT", path, { ...body, id: "other" })).status).toBe(400);
});

test.each<[JsonObject, string]>([
  [{ schema: {} }, "name"],
  [{ schema: { name: profileClass } }, "meta:altId"],
  [{ identityGraph: { type: "coop" } }, "identityGraph.type"],
  [{ attributeMerge: { type: "none" } }, "attributeMerge.type"],
  [{ attributeMerge: { type: "dataSetPrecedence" } }, "order"],
  [{ attributeMerge: { type: "dataSetPrecedence", order: [] } }, "order"],
  [{ attributeMerge: { type: "timestampOrdered", data: {} } }, "data"],
  [{ default: "true" }, "default"],
  [{ version: 1 }, "version"],
  [{ colour: "red" }, "colour"],
  [{ name: 7 }, "name"],
])("refuses to create a policy with %o", async (change, part) => {
  const { client } = await start();
  const { status, body } = await create(client, change);
  expect([status, body.detail]).toEqual([400, expect.stringContaining(part)]);
});

test.each(["schema", "identityGraph", "attributeMerge"])("requires %s", async (name) => {
  const { client } = await start();
  const { [name]: _removed, ...body } = mergePolicyBody();
  expect((await client.post(paths.mergePolicies, body)).status).toBe(400);
});

test("checks the order of datasets, and which datasets it has unless a switch is set", async () => {
  const { client, emulator } = await start();
  const id = await createDataSet(client);
  const withOrder = (...order: string[]) => ({ attributeMerge: { type: "dataSetPrecedence", order } });
  expect((await create(client, withOrder(id))).body).toMatchObject(withOrder(id));
  expect((await create(client, withOrder(id, id))).status).toBe(400);
  const unknown = withOrder(id, "5b76f86b85d0e00000be5c8b");
  expect((await create(client, unknown)).status).toBe(400);
  emulator.switches.mergePolicyDataSetExistence = "ignore";
  expect((await create(client, unknown)).body).toMatchObject(unknown);
});

test("refuses an order without dataSetPrecedence, or ignores it by switch", async () => {
  const { client, emulator } = await start();
  const surplus = { attributeMerge: { type: "timestampOrdered", order: [] } };
  expect((await create(client, surplus)).status).toBe(400);
  emulator.switches.mergePolicySurplusOrder = "ignore";
  expect((await create(client, surplus)).body).toMatchObject({
    attributeMerge: { type: "timestampOrdered" },
  });
});

test("deletes a dataset of an order, unless a switch is set", async () => {
  const { client, emulator } = await start({ switches: { dataSetUsedByMergePolicy: "refuse" } });
  const id = await createDataSet(client);
  const policy = await createdPath(client, { attributeMerge: { type: "dataSetPrecedence", order: [id] } });
  const { status, body } = await client.delete(`${paths.dataSets}/${id}`);
  expect([status, body.detail]).toEqual([400, expect.stringContaining("merge policies")]);
  emulator.switches.dataSetUsedByMergePolicy = "allow";
  expect((await client.delete(`${paths.dataSets}/${id}`)).status).toBe(200);
  expect((await client.get(policy)).status).toBe(200);
});

test("knows standard classes and those of the tenant by their short ids, and any by switch", async () => {
  const { client, emulator } = await start();
  const own = await createResource(client, "classes", classBody("Class"));
  for (const name of ["_xdm.context.experienceevent", own["meta:altId"], "_xdm.context.product"]) {
    expect((await create(client, { name, schema: { name } })).status, name).toBe(200);
  }
  const unknown = { schema: { name: "_emulator.classes.0" } };
  expect((await create(client, unknown)).status).toBe(400);
  emulator.switches.mergePolicyClassExistence = "ignore";
  expect((await create(client, unknown)).status).toBe(200);
});

test.each<[JsonObject, JsonObject]>([
  [{ path: "/name", value: "New" }, { name: "New" }],
  [{ path: "/identityGraph.type", value: "none" }, { identityGraph: { type: "none" } }],
  [{ path: "/schema.name", value: "_xdm.context.experienceevent" }, { version: 2 }],
  [{ path: "/default", value: "true" }, { default: true }],
  [{ path: "/version", value: "7" }, { version: 2 }],
])("patches by %o", async (operation, after) => {
  const { client } = await start();
  const path = await createdPath(client);
  const { status, body } = await client.send("PATCH", path, { op: "add", ...operation });
  expect([status, body]).toMatchObject([200, after]);
  expect(await read(client, path)).toEqual(body);
});

test("patches the type of the merge, whose order belongs to one type only", async () => {
  const { client } = await start();
  const id = await createDataSet(client);
  const path = await createdPath(client, { attributeMerge: { type: "dataSetPrecedence", order: [id] } });
  const patch = (value: string) =>
    client.send("PATCH", path, { op: "replace", path: "/attributeMerge.type", value });
  expect((await patch("timestampOrdered")).body).toMatchObject({
    attributeMerge: { type: "timestampOrdered" },
  });
  expect((await patch("dataSetPrecedence")).status).toBe(400);
});

test.each<[JsonObject]>([
  [{ op: "add", path: "/attributeMerge/type", value: "timestampOrdered" }],
  [{ op: "add", path: "/isActiveOnEdge", value: "true" }],
  [{ op: "add", path: "/default", value: true }],
  [{ op: "remove", path: "/name" }],
])("refuses to patch by %o", async (operation) => {
  const { client } = await start();
  const path = await createdPath(client);
  expect((await client.send("PATCH", path, [operation])).status).toBe(400);
});

test.each([
  ["either", 200, 200],
  ["object", 200, 400],
  ["array", 400, 200],
] as const)(
  "with mergePolicyPatchBody %s, responds with %i to an object and %i to an array",
  async (...row) => {
    const [mergePolicyPatchBody, object, array] = row;
    const { client } = await start({ switches: { mergePolicyPatchBody } });
    const path = await createdPath(client);
    const operation = { op: "add", path: "/name", value: "New" };
    expect((await client.send("PATCH", path, operation)).status).toBe(object);
    expect((await client.send("PATCH", path, [operation])).status).toBe(array);
  },
);

test("requires x-profile-instance-id for writes by switch", async () => {
  const { client } = await start({ switches: { profileInstanceHeader: "required" } });
  expect((await create(client)).status).toBe(400);
  client.headers["x-profile-instance-id"] = "1";
  const path = await createdPath(client);
  delete client.headers["x-profile-instance-id"];
  expect((await client.send("PUT", path, mergePolicyBody())).status).toBe(400);
  expect((await client.send("PATCH", path, [])).status).toBe(400);
  expect((await client.get(path)).status).toBe(200);
  expect((await client.delete(path)).status).toBe(200);
});

test("counts versions, unless a switch is set, and refuses an older one by switch", async () => {
  const { client, emulator } = await start();
  const path = await createdPath(client);
  const put = (change: JsonObject) => client.send("PUT", path, mergePolicyBody(change));
  expect((await put({ version: 1 })).body).toMatchObject({ version: 2 });
  expect((await put({ version: 1 })).body).toMatchObject({ version: 3 });
  emulator.switches.mergePolicyStaleVersion = "refuse";
  expect((await put({ version: 2 })).status).toBe(400);
  emulator.switches.mergePolicyVersionGrows = false;
  expect((await put({ version: 3 })).body).toMatchObject({ version: 3 });
});

test("accepts equal names, unless a switch is set", async () => {
  const { client, emulator } = await start();
  await create(client);
  const path = await createdPath(client);
  emulator.switches.duplicateMergePolicyName = "refuse";
  expect((await create(client)).status).toBe(400);
  expect((await create(client, { name: "Other" })).status).toBe(200);
  expect((await client.send("PUT", path, mergePolicyBody({ name: "Other" }))).status).toBe(400);
  expect((await client.send("PUT", path, mergePolicyBody({ name: "Third" }))).status).toBe(200);
  expect((await client.send("PUT", path, mergePolicyBody({ name: "Third" }))).status).toBe(200);
});

test("limits the policies of a sandbox, or of the organisation by switch", async () => {
  const { client, emulator } = await start();
  emulator.switches.readyMadeMergePolicies = "none";
  const dev = client.in("dev");
  for (let count = 0; count < 5; count += 1) {
    expect((await create(client)).status).toBe(200);
  }
  expect((await create(client)).body.detail).toContain("limit of merge policies");
  const other = await createdPath(dev);
  emulator.switches.mergePolicyLimitScope = "organisation";
  expect((await create(dev)).status).toBe(400);
  emulator.switches.mergePolicyLimit = 0;
  expect((await create(client)).status).toBe(200);
  // A policy belongs to its sandbox.
  expect((await client.get(other)).status).toBe(404);
  expect((await list(dev)).children).toHaveLength(1);
});

test("has one policy that is active on edge in each sandbox", async () => {
  const { client, emulator } = await start();
  const path = await createdPath(client, { isActiveOnEdge: true });
  expect((await create(client.in("dev"), { isActiveOnEdge: true })).status).toBe(200);
  expect((await create(client, { isActiveOnEdge: true })).status).toBe(400);
  expect((await client.send("PUT", path, mergePolicyBody({ isActiveOnEdge: true }))).status).toBe(200);
  emulator.switches.secondEdgeMergePolicy = "clearsOld";
  expect((await create(client, { isActiveOnEdge: true })).status).toBe(200);
  expect(await read(client, path)).toMatchObject({ isActiveOnEdge: false });
});

test("refuses a valid token without the permission with 401", async () => {
  const { client } = await start({ switches: { profileAccess: "denied" } });
  for (const path of [paths.mergePolicies, "/data/core/ups/segment/definitions"]) {
    expect(await client.get(path)).toMatchObject({ status: 401, body: { title: "Unauthorized" } });
  }
  expect((await client.get(paths.flows)).status).toBe(200);
});

test("responds to unknown policies and paths with JSON", async () => {
  const { client } = await start();
  expect(await client.get(`${paths.mergePolicies}/none`)).toMatchObject({
    status: 404,
    body: { status: 404 },
  });
  expect(await client.get("/data/core/ups/none")).toMatchObject({
    status: 404,
    body: { error_code: "404000" },
  });
});

test("shows a new policy late by switch", async () => {
  const { client, emulator } = await start({ switches: { visibleAfterMs: 1000, listedAfterMs: 2000 } });
  const path = await createdPath(client);
  expect((await client.get(path)).status).toBe(404);
  expect((await list(client)).children).toMatchObject([{ default: true }]);
  emulator.clock.advance(2000);
  expect((await client.get(path)).status).toBe(200);
  expect((await list(client)).children).toHaveLength(2);
});

test("faults find the policy that a request addresses", async () => {
  const { client, emulator } = await start();
  const path = await createdPath(client);
  emulator.faults.add({ kind: "edit", method: "GET", patch: { name: "Theirs" } });
  expect(await read(client, path)).toMatchObject({ name: "Theirs", version: 2 });
  emulator.faults.add({ kind: "lostUpdate", method: "PUT" });
  expect((await client.send("PUT", path, mergePolicyBody({ name: "Lost" }))).status).toBe(200);
  expect(await read(client, path)).toMatchObject({ name: "Theirs" });
  emulator.faults.add({ kind: "staleList", method: "GET" });
  expect((await list(client)).children).toMatchObject([{ default: true }]);
});
