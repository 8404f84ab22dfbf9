import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../core/json";
import {
  azureBlob,
  connectionBody,
  endpointBody,
  privateConnectionBody,
  secretText,
} from "../../testing/bodies.testing";
import { createPipeline, paths, start } from "../../testing/client.testing";

// Interactive authoring has its own tests.
const noAuthoring = { interactiveAuthoringRequired: false };

const snowflakeSpec = { id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3", version: "1.0" };
const url = expect.stringMatching(/^https:\/\/\w+\.vault\.azure\.net\/secrets\/[0-9a-f-]{36}$/);
const etag = expect.stringMatching(/^"[0-9a-f]{8}-0000-0200-0000-[0-9a-f]{12}"$/);
const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;

test("creates, reads, patches and deletes a connection", async () => {
  const { client } = await start({ switches: { etagMovesAfterCreate: false } });
  const created = await client.post(`${paths.connections}/`, { ...connectionBody, description: "d" });
  expect(created).toMatchObject({ status: 201, body: { id: expect.any(String), etag } });
  expect(Object.keys(created.body)).toEqual(["id", "etag"]);
  const path = `${paths.connections}/${created.body.id}`;
  expect(created.headers.get("location")).toBe(path);

  const entity = await client.read(path);
  expect(entity).toEqual({
    id: created.body.id,
    createdAt: expect.any(Number),
    updatedAt: expect.any(Number),
    createdBy: expect.any(String),
    updatedBy: expect.any(String),
    createdClient: "emulator-client",
    updatedClient: "emulator-client",
    sandboxId: expect.any(String),
    sandboxName: "prod",
    imsOrgId: "EMULATOR@AdobeOrg",
    name: "ACME base",
    description: "d",
    connectionSpec: azureBlob,
    state: "enabled",
    auth: { specName: "ConnectionString", params: { connectionString: url } },
    version: created.body.etag,
    etag: created.body.etag,
    lastOperation: { started: 0, updated: 0, operation: "create" },
  });

  const patched = await client.send("PATCH", `${path}/`, [{ op: "replace", path: "/name", value: "other" }], {
    "if-match": created.body.etag,
  });
  expect(patched).toMatchObject({ status: 200, body: { id: created.body.id, etag } });
  expect(patched.body.etag).not.toBe(created.body.etag);
  expect(await client.read(path)).toMatchObject({
    name: "other",
    version: patched.body.etag,
    auth: entity.auth,
    lastOperation: { operation: "update" },
  });

  const gone = await client.delete(`${path}/`);
  expect([gone.status, gone.body]).toEqual([204, null]);
  const absent = await client.get(path);
  expect(absent.status).toBe(404);
  expect(absent.body).toEqual({
    type: code("FLOW-1439-404"),
    title: "Resource not found",
    status: 404,
    report: {
      "detailed-message": `connections not found with id = [${created.body.id}]`,
      id: created.body.id,
      "request-id": absent.headers.get("x-request-id"),
      type: "connections",
    },
    errorMessage: `connections not found with id = [${created.body.id}]`,
    errorDetails: `connections not found with id = [${created.body.id}]`,
  });
});

test("changes the etag once by itself after a create", async () => {
  const { client } = await start();
  const { id, etag: first } = (await client.post(paths.connections, connectionBody)).body;
  const path = `${paths.connections}/${id}`;
  const patch = (ifMatch: string) =>
    client.send("PATCH", path, [{ op: "replace", path: "/name", value: "b" }], { "if-match": ifMatch });
  const stale = await patch(first);
  const current = (await client.read(path)).etag;
  expect(stale.status).toBe(412);
  expect(stale.body.type).toBe(code("FLOW-1404-412"));
  expect(stale.body.errorMessage).toBe(
    `Supplied version=[${first}] does not match the current version on entity=[${current}]`,
  );
  const next = await patch(current);
  expect(next.status).toBe(200);
  expect((await patch(next.body.etag)).status).toBe(200);
});

test("requires If-Match, with its quotes", async () => {
  const { client, emulator } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const path = `${paths.connections}/${id}`;
  const operations = [{ op: "replace", path: "/name", value: "b" }];
  const missing = await client.send("PATCH", path, operations);
  expect([missing.status, missing.body.type]).toEqual([400, code("FLOW-1403-400")]);
  const unquoted = { "if-match": (await client.read(path)).etag.replaceAll('"', "") };
  expect((await client.send("PATCH", path, operations, unquoted)).status).toBe(412);
  emulator.switches.unquotedIfMatch = "accept";
  expect((await client.send("PATCH", path, operations, unquoted)).status).toBe(200);
});

test.each<[string, JsonObject, number, string | undefined]>([
  ["no spec", { name: "a", auth: { specName: "ConnectionString" } }, 400, "CONNECTOR-1304-400"],
  ["no name", { ...connectionBody, name: "" }, 400, "CONNECTOR-1304-400"],
  [
    "an unknown spec",
    { ...connectionBody, connectionSpec: { id: "none", version: "1.0" } },
    400,
    "FLOW-1413-400",
  ],
  ["no spec version", { ...connectionBody, connectionSpec: { id: azureBlob.id } }, 422, undefined],
  [
    "an unknown auth spec",
    { ...connectionBody, auth: { specName: "none", params: {} } },
    400,
    "FLOW-1415-400",
  ],
  ["no auth", { name: "a", connectionSpec: azureBlob }, 400, "CONNECTOR-1304-400"],
  [
    "a missing parameter",
    { ...connectionBody, auth: { specName: "ConnectionString", params: {} } },
    400,
    "CONNECTOR-1304-400",
  ],
  ["a field of the client's own", { ...connectionBody, privateEndpointId: "a" }, 400, "FLOW-1100-400"],
  [
    "usePrivateLink as a text",
    {
      ...connectionBody,
      auth: { specName: "ConnectionString", params: { connectionString: "a", usePrivateLink: "true" } },
    },
    400,
    "FLOW-1100-400",
  ],
])("refuses %s", async (_what, body, status, name) => {
  const { client } = await start();
  const response = await client.post(paths.connections, body);
  expect(response.status).toBe(status);
  expect(response.body.type).toBe(name === undefined ? undefined : code(name));
  expect(response.body.errorMessage).toEqual(expect.any(String));
  expect((await client.get(paths.connections)).body.items).toEqual([]);
});

test("reports an unknown spec also in the way that one spec documents", async () => {
  const { client } = await start();
  const { body } = await client.post(paths.connections, {
    ...connectionBody,
    connectionSpec: { id: "none" },
  });
  expect(body.message).toBe("Please provide a valid spec id");
});

test("responds in the older error format by switch", async () => {
  const { client } = await start({ switches: { flowServiceErrors: "older" } });
  const text = "connections not found with id = [none]";
  expect((await client.get(`${paths.connections}/none`)).body).toEqual({
    errorMessage: text,
    errorDetails: text,
  });
});

test.each<[string, Json, string]>([
  ["connectionSpec", [{ op: "replace", path: "/connectionSpec/version", value: "2.0" }], "FLOW-1414-400"],
  [
    "auth.specName",
    [{ op: "replace", path: "/auth/specName", value: "SasURIAuthentication" }],
    "CONNECTOR-1365-400",
  ],
  ["state", [{ op: "replace", path: "/state", value: "disabled" }], "CONNECTOR-1365-400"],
  ["etag", [{ op: "replace", path: "/etag", value: "a" }], "CONNECTOR-1365-400"],
  ["a field it does not have", [{ op: "add", path: "/privateEndpointId", value: "a" }], "CONNECTOR-1365-400"],
  ["the name away", [{ op: "remove", path: "/name" }], "CONNECTOR-1304-400"],
  ["by move", [{ op: "move", from: "/name", path: "/description" }], "FLOW-1434-400"],
  [
    "a valid and an invalid operation",
    [
      { op: "replace", path: "/name", value: "b" },
      { op: "replace", path: "/description", value: "b" },
    ],
    "FLOW-1455-400",
  ],
])("refuses the whole patch for %s", async (_what, operations, name) => {
  const { client } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const before = (await client.get(`${paths.connections}/${id}`)).body;
  const response = await client.patch(`${paths.connections}/${id}`, operations);
  expect([response.status, response.body.type]).toEqual([400, code(name)]);
  expect((await client.get(`${paths.connections}/${id}`)).body).toEqual(before);
});

test("masks new secrets in both forms of a patch", async () => {
  const { client, emulator } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const path = `${paths.connections}/${id}`;
  const secret = async () => (await client.read(path)).auth.params.connectionString;
  const first = await secret();
  await client.patch(path, [
    { op: "replace", path: "/auth/params/connectionString", value: "another secret" },
  ]);
  const second = await secret();
  await client.patch(path, [
    { op: "replace", path: "/auth/params", value: { connectionString: "a third secret" } },
  ]);
  expect(new Set([first, second, await secret()]).size).toBe(3);
  await client.patch(path, [{ op: "replace", path: "/name", value: "b" }]);
  expect(await secret()).toEqual(url);
  expect(JSON.stringify(emulator.log.list())).not.toMatch(/another secret|third secret/);
});

test("requires an approved endpoint of the same spec and sandbox for private link", async () => {
  const { client, emulator } = await start({ switches: { approvalDelayMs: "never", ...noAuthoring } });
  const post = () => client.post(paths.connections, privateConnectionBody);
  expect((await post()).body.type).toBe(code("FLOW-1100-400"));
  await client.in("dev").post(paths.endpoints, endpointBody);
  const { id } = (await client.post(paths.endpoints, endpointBody)).body;
  await client.post(paths.endpoints, {
    ...endpointBody,
    connectionSpec: { id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4", version: "1.0" },
  });
  expect((await post()).status).toBe(400);
  emulator.switches.approvalDelayMs = 0;
  const created = (await post()).body;
  expect((await client.read(`${paths.connections}/${created.id}`)).auth.params).toEqual({
    connectionString: url,
    usePrivateLink: true,
    privateEndpointId: id,
  });
  const byEndpoint = await client.get(`${paths.connections}?property=auth.params.privateEndpointId==${id}`);
  expect(byEndpoint.body).toEqual({ items: [expect.objectContaining({ id: created.id })], _links: {} });

  // The id stays when a client replaces its own parameters.
  await client.patch(`${paths.connections}/${created.id}`, [
    { op: "replace", path: "/auth/params", value: { connectionString: secretText, usePrivateLink: true } },
  ]);
  expect((await client.read(`${paths.connections}/${created.id}`)).auth.params.privateEndpointId).toBe(id);
});

test("shows no privateEndpointId for Snowflake", async () => {
  const { client } = await start({ switches: noAuthoring });
  await client.post(paths.endpoints, {
    ...endpointBody,
    fqdns: ["acme.example.com"],
    connectionSpec: snowflakeSpec,
  });
  const { id } = (
    await client.post(paths.connections, { ...privateConnectionBody, connectionSpec: snowflakeSpec })
  ).body;
  expect((await client.read(`${paths.connections}/${id}`)).auth.params).toEqual({
    connectionString: url,
    usePrivateLink: true,
  });
  // It is still in use.
  const [endpoint] = (await client.get(paths.endpoints)).body.items;
  expect((await client.delete(`${paths.endpoints}/${endpoint?.id}`)).status).toBe(400);
});

test("refuses to delete a connection in use", async () => {
  const { client, emulator } = await start();
  const { connection, source, flow } = await createPipeline(client);
  const remove = () => client.delete(`${paths.connections}/${connection}`);
  const byFlow = await remove();
  expect([byFlow.status, byFlow.body.type]).toEqual([400, code("FLOW-1418-400")]);
  expect(byFlow.body.errorMessage).toContain(flow);
  await client.delete(`${paths.flows}/${flow}`);
  expect((await remove()).body.errorMessage).toContain(source);
  emulator.switches.baseConnectionUsedBySourceConnection = "allow";
  expect((await remove()).status).toBe(204);
});

test("separates sandboxes", async () => {
  const { client } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const dev = client.in("dev");
  expect((await dev.get(`${paths.connections}/${id}`)).status).toBe(404);
  expect((await dev.delete(`${paths.connections}/${id}`)).status).toBe(404);
  expect((await dev.get(paths.connections)).body.items).toEqual([]);
  expect((await dev.get(`${paths.connections}?property=id==${id}`)).body.items).toEqual([]);
});

test("shows and lists a new connection after a delay by switch", async () => {
  const { client, emulator } = await start({ switches: { visibleAfterMs: 60_000, listedAfterMs: 300_000 } });
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const look = async () => [
    (await client.get(`${paths.connections}/${id}`)).status,
    (await client.get(paths.connections)).body.items.length,
  ];
  expect(await look()).toEqual([404, 0]);
  emulator.clock.advance(60_000);
  expect(await look()).toEqual([200, 0]);
  emulator.clock.advance(240_000);
  expect(await look()).toEqual([200, 1]);
});

test("requires a JSON body with its content type", async () => {
  const { client } = await start();
  const post = (body: string, type: string) =>
    fetch(client.url + paths.connections, {
      method: "POST",
      body,
      headers: { ...client.headers, "content-type": type },
    });
  expect((await post("{}", "text/plain")).status).toBe(415);
  expect((await post("{", "application/json")).status).toBe(400);
  expect((await post("", "application/json")).status).toBe(400);
  expect((await post("[]", "application/json; charset=utf-8")).status).toBe(400);
});

test("finds the endpoint also by the account's name by switch", async () => {
  const { client } = await start({ switches: { privateEndpointMatch: "resourceName", ...noAuthoring } });
  await client.post(paths.endpoints, { ...endpointBody, resourceName: "other" });
  expect((await client.post(paths.connections, privateConnectionBody)).status).toBe(400);
  const { id } = (await client.post(paths.endpoints, endpointBody)).body;
  const created = await client.post(paths.connections, privateConnectionBody);
  const read = () => client.read(`${paths.connections}/${created.body.id}`);
  expect((await read()).auth.params.privateEndpointId).toBe(id);
  // Masked parameters cannot be matched again, and need not be.
  const operations = [{ op: "add", path: "/auth/params/container", value: "orders" }];
  expect((await client.patch(`${paths.connections}/${created.body.id}`, operations)).status).toBe(200);
  expect((await read()).auth.params).toMatchObject({ container: "orders", privateEndpointId: id });
});

test("accepts an endpoint's id only by switch", async () => {
  const { client, emulator } = await start({ switches: noAuthoring });
  await client.post(paths.endpoints, endpointBody);
  const { id } = (await client.post(paths.endpoints, endpointBody)).body;
  const body = {
    ...privateConnectionBody,
    auth: {
      specName: "ConnectionString",
      params: { connectionString: secretText, usePrivateLink: true, privateEndpointId: id },
    },
  };
  expect((await client.post(paths.connections, body)).body.type).toBe(code("FLOW-1100-400"));
  emulator.switches.privateEndpointIdSent = "use";
  const created = await client.post(paths.connections, body);
  expect((await client.read(`${paths.connections}/${created.body.id}`)).auth.params.privateEndpointId).toBe(
    id,
  );
});
