import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { namespaceBody } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";

const create = async (client: Client, change: JsonObject = {}) =>
  client.post(paths.namespaces, namespaceBody(change));

/** Creates a namespace and returns its path. */
const createdPath = async (client: Client, change: JsonObject = {}) =>
  `${paths.namespaces}/${(await create(client, change)).body.id}`;

const list = async (client: Client) => (await client.get(paths.namespaces)).body as unknown as JsonObject[];

const codes = async (client: Client) => (await list(client)).map(({ code }) => code);

test("creates, reads, lists and updates a namespace", async () => {
  const { client, emulator } = await start();
  const { status, body } = await create(client);
  expect(status).toBe(200);
  expect(body).toEqual({
    updateTime: expect.any(Number),
    code: "Loyalty",
    status: "ACTIVE",
    description: "Numbers of loyalty cards",
    id: expect.any(Number),
    createTime: expect.any(Number),
    idType: "CROSS_DEVICE",
    name: "Loyalty member",
    custom: true,
  });
  const path = `${paths.namespaces}/${body.id}`;
  expect((await client.get(path)).body).toEqual(body);
  expect(await list(client)).toContainEqual(body);

  emulator.clock.advance(1000);
  const { description: _description, ...replacement } = namespaceBody({ name: "Member" });
  const answer = await client.send("PUT", path, replacement);
  expect([answer.status, answer.body]).toMatchObject([200, [{ name: "Member", code: "Loyalty" }]]);
  const after = (await client.get(path)).body as unknown as JsonObject;
  // A PUT replaces the whole namespace.
  expect(after).not.toHaveProperty("description");
  expect(Number(after.updateTime)).toBeGreaterThanOrEqual(Number(after.createTime) + 1000);
});

test("accepts a replacement with the members of the service unchanged, and refuses others", async () => {
  const { client } = await start();
  const path = await createdPath(client);
  const body = (await client.get(path)).body as unknown as JsonObject;
  expect((await client.send("PUT", path, { ...body, name: "Member" })).status).toBe(200);
  expect((await client.send("PUT", path, { ...body, custom: false })).status).toBe(400);
});

test("lists the standard namespaces, and reads them by their documented ids", async () => {
  const { client } = await start();
  expect(await codes(client)).toEqual(expect.arrayContaining(["ECID", "Email", "Phone", "GAID", "IDFA"]));
  expect((await client.get(`${paths.namespaces}/6`)).body).toMatchObject({
    id: 6,
    code: "Email",
    custom: false,
  });
});

test.each<[JsonObject, string]>([
  [{ name: "" }, "name"],
  [{ code: "two words" }, "letters and numbers"],
  [{ code: "with_underscore" }, "letters and numbers"],
  [{ idType: "Person" }, "idType"],
  [{ colour: "red" }, "colour"],
  [{ id: 7 }, "id"],
  [{ description: 7 }, "description"],
])("refuses to create a namespace with %o", async (change, part) => {
  const { client } = await start();
  const { status, body } = await create(client, change);
  expect(status).toBe(400);
  expect(body).toEqual({
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    type: "http://ns.adobe.com/adobecloud/problem/namespacevalidation",
    status: 400,
    title: "Namespace validation",
    description: expect.stringContaining(part),
    report: { code: "INVALID_REQUEST_PARAMS" },
  });
});

test.each(["name", "code", "idType"])("requires %s", async (name) => {
  const { client } = await start();
  const { [name]: _removed, ...body } = namespaceBody();
  expect((await client.post(paths.namespaces, body)).status).toBe(400);
});

test.each(["Loyalty", "Email"])("refuses to create the code %s a second time", async (code) => {
  const { client } = await start();
  await create(client);
  const { status, body } = await create(client, { name: "Another name", code });
  expect(status).toBe(409);
  expect(body).toMatchObject({
    title: "NAMESPACE_CODE_CONFLICT",
    description: expect.stringContaining("already exists"),
    report: { code: "INTEGRATION_CODE_EXISTS" },
  });
});

test("compares codes without case, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const path = await createdPath(client);
  const other = { name: "Another name", code: "LOYALTY" };
  expect((await create(client, other)).status).toBe(409);
  expect((await client.send("PUT", path, namespaceBody({ code: "LOYALTY" }))).status).toBe(200);
  expect((await client.get(path)).body).toMatchObject({ code: "Loyalty" });
  emulator.switches.namespaceCodeCase = "sensitive";
  expect((await client.send("PUT", path, namespaceBody({ code: "LOYALTY" }))).status).toBe(400);
  expect((await create(client, other)).status).toBe(200);
});

test.each<[JsonObject]>([[{ code: "Other" }], [{ idType: "EMAIL" }]])(
  "refuses to change a namespace by %o",
  async (change) => {
    const { client } = await start();
    const path = await createdPath(client);
    expect(await client.send("PUT", path, namespaceBody(change))).toMatchObject({
      status: 400,
      body: {
        error: "INVALID_REQUEST_PARAMS",
        description: "code and idType are non editable fields",
        title: "Namespace Validation",
      },
    });
  },
);

test("refuses a taken name in new and changed namespaces, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const path = await createdPath(client);
  const other = { code: "Other" };
  expect((await create(client, other)).status).toBe(409);
  expect((await create(client, { name: "Email", code: "Mail" })).status).toBe(409);
  emulator.switches.duplicateNamespaceName = 400;
  expect((await create(client, other)).status).toBe(400);
  const otherPath = await createdPath(client, { name: "Another name", ...other });
  expect((await client.send("PUT", otherPath, namespaceBody(other))).status).toBe(400);
  expect((await client.send("PUT", path, namespaceBody())).status).toBe(200);
  emulator.switches.duplicateNamespaceName = "accept";
  expect((await client.send("PUT", otherPath, namespaceBody(other))).status).toBe(200);
});

test("accepts the types of the spec and of a known client in any case, and any type by switch", async () => {
  const { client, emulator } = await start();
  const { status } = await create(client, { code: "A", name: "A", idType: "b2b_account" });
  expect(status).toBe(200);
  const other = { code: "B", name: "B", idType: "Partner" };
  expect((await create(client, other)).status).toBe(400);
  emulator.switches.namespaceIdTypes = "any";
  expect((await create(client, other)).body).toMatchObject({ idType: "PARTNER" });
});

test("shows the type in upper case, or as it was sent by switch, and compares it without case", async () => {
  const { client } = await start({ switches: { namespaceIdTypeOnRead: "asSent" } });
  const path = await createdPath(client);
  expect((await client.get(path)).body).toMatchObject({ idType: "Cross_device" });
  expect((await client.send("PUT", path, namespaceBody({ idType: "CROSS_DEVICE" }))).status).toBe(200);
  expect((await client.get(path)).body).toMatchObject({ idType: "Cross_device" });
});

test("shows namespaceType by switch", async () => {
  const { client } = await start({ switches: { namespaceTypeMember: "shown" } });
  const path = await createdPath(client);
  expect((await client.get(path)).body).toMatchObject({ namespaceType: "Custom" });
  expect((await list(client))[0]).toMatchObject({ namespaceType: "Standard" });
});

test("answers an update with an array, or with the namespace by switch", async () => {
  const { client, emulator } = await start();
  const path = await createdPath(client);
  expect((await client.send("PUT", path, namespaceBody())).body).toMatchObject([{ code: "Loyalty" }]);
  emulator.switches.namespacePutAnswer = "object";
  expect((await client.send("PUT", path, namespaceBody())).body).toMatchObject({ code: "Loyalty" });
});

test("has namespaces of the sandbox, or of the organisation by switch", async () => {
  const { client, emulator } = await start();
  const path = await createdPath(client);
  const dev = client.in("dev");
  expect(await codes(dev)).not.toContain("Loyalty");
  expect((await dev.get(path)).status).toBe(404);
  emulator.switches.namespaceScope = "organisation";
  expect(await codes(dev)).toContain("Loyalty");
  expect((await dev.get(path)).status).toBe(200);
  expect((await create(dev)).status).toBe(409);
  emulator.switches.namespaceScope = "sandbox";
  expect((await create(dev)).status).toBe(200);
});

test.each([
  [405, "Method Not Allowed"],
  [404, "Namespace validation"],
] as const)("deletes no namespace, with status %i", async (namespaceDelete, title) => {
  const { client } = await start({ switches: { namespaceDelete } });
  const path = await createdPath(client);
  expect(await client.delete(path)).toMatchObject({ status: namespaceDelete, body: { title } });
  expect((await client.get(path)).status).toBe(200);
});

test.each([400, 404] as const)("changes no standard namespace, with status %i", async (status) => {
  const { client } = await start({ switches: { standardNamespaceChange: status } });
  const body = { name: "Mail", code: "Email", idType: "EMAIL" };
  expect((await client.send("PUT", `${paths.namespaces}/6`, body)).status).toBe(status);
});

test.each(["10999999", "Loyalty"])("finds no namespace %s", async (id) => {
  const { client } = await start();
  await create(client);
  for (const method of ["GET", "PUT"]) {
    const body = method === "GET" ? undefined : namespaceBody();
    expect(await client.send(method, `${paths.namespaces}/${id}`, body)).toMatchObject({
      status: 404,
      body: { error: "NAMESPACE_NOT_FOUND", report: { code: "NAMESPACE_NOT_FOUND" } },
    });
  }
});

test("refuses a valid token without the permission with 401", async () => {
  const { client } = await start({ switches: { identityAccess: "denied" } });
  expect(await client.get(paths.namespaces)).toMatchObject({
    status: 401,
    body: { title: "Namespace Validation", report: { message: expect.stringContaining("Authorization") } },
  });
  // Another service accepts the same token.
  expect((await client.get(paths.flows)).status).toBe(200);
});

test("refuses other media types", async () => {
  const { client } = await start();
  const patch = { "content-type": "application/json-patch+json" };
  const { status } = await client.send("POST", paths.namespaces, namespaceBody(), patch);
  expect(status).toBe(415);
});

test("shows a new namespace late by switch", async () => {
  const { client, emulator } = await start({ switches: { visibleAfterMs: 1000, listedAfterMs: 2000 } });
  const path = await createdPath(client);
  expect((await client.get(path)).status).toBe(404);
  emulator.clock.advance(1000);
  expect((await client.get(path)).status).toBe(200);
  expect(await codes(client)).not.toContain("Loyalty");
  emulator.clock.advance(1000);
  expect(await codes(client)).toContain("Loyalty");
});

test("admin calls list, change and remove namespaces of the organisation only", async () => {
  const { client } = await start();
  const path = await createdPath(client);
  const admin = `/_emulator/identityNamespaces${path.slice(paths.namespaces.length)}`;
  await client.send("PATCH", admin, { name: "Theirs", idType: "EMAIL" });
  expect((await client.get(path)).body).toMatchObject({ name: "Theirs", idType: "EMAIL" });
  expect((await client.get("/_emulator/identityNamespaces")).body.items).toHaveLength(1);
  await client.delete(admin);
  expect((await client.get(path)).status).toBe(404);
});

test("faults find the namespace that a request addresses", async () => {
  const { client, emulator } = await start();
  const path = await createdPath(client);
  emulator.faults.add({ kind: "edit", method: "PUT", patch: { name: "Theirs" } });
  expect((await client.send("PUT", path, namespaceBody({ name: "Ours" }))).status).toBe(200);
  expect((await client.get(path)).body).toMatchObject({ name: "Ours" });
  emulator.faults.add({ kind: "lostUpdate", method: "PUT" });
  expect((await client.send("PUT", path, namespaceBody({ name: "Lost" }))).status).toBe(200);
  expect((await client.get(path)).body).toMatchObject({ name: "Ours" });
  emulator.faults.add({ kind: "notVisible", method: "GET" });
  expect((await client.get(path)).status).toBe(404);
});
