import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { paths, start } from "../../testing/client.testing";
import { create, createSchema, friendlyName, identity, list, media } from "../../testing/descriptors.testing";
import { errorType as code } from "../../testing/registry.testing";

test("creates a descriptor with its id, and reads it without a special Accept header", async () => {
  const { client } = await start();
  const { $id } = await createSchema(client);
  const response = await client.post(paths.descriptors, identity($id));
  expect(response.status).toBe(201);
  expect(response.body).toMatchObject({
    ...identity($id),
    "@id": expect.stringMatching(/^[0-9a-f]{48}$/),
    "meta:containerId": "tenant",
    imsOrg: "EMULATOR@AdobeOrg",
    "meta:sandboxType": "production",
  });
  const path = `${paths.descriptors}/${response.body["@id"]}`;
  for (const accept of ["*/*", media()]) {
    expect((await client.getSchema(path, accept)).body).toEqual(response.body);
  }
  expect((await client.in("dev").get(path)).body.type).toBe(code("XDM-1014-404"));
});

test("refuses other Accept headers for a lookup, and a missing one by switch", async () => {
  const { client, emulator } = await start();
  const { $id } = await createSchema(client);
  const path = `${paths.descriptors}/${await create(client, identity($id))}`;
  for (const accept of ["application/vnd.adobe.xed+json;version=1", media("-id"), "application/json"]) {
    expect((await client.getSchema(path, accept)).body.type, accept).toBe(code("XDM-1009-400"));
  }
  emulator.switches.descriptorLookupAccept = "required";
  expect((await client.get(path)).body.type).toBe(code("XDM-1009-400"));
  expect((await client.getSchema(path, media())).status).toBe(200);
});

test("groups a list by type, in the form of the Accept header", async () => {
  const { client } = await start();
  expect((await list(client)).body).toEqual({});
  const { $id } = await createSchema(client);
  const first = await create(client, identity($id));
  const second = await create(client, identity($id, { "xdm:sourceProperty": "/_emulator/order/id" }));
  const name = await create(client, friendlyName($id));
  expect((await list(client, "-id")).body).toEqual({
    "xdm:descriptorIdentity": [first, second],
    "xdm:alternateDisplayInfo": [name],
  });
  expect((await list(client, "-link")).body).toEqual({
    "xdm:descriptorIdentity": [`/tenant/descriptors/${first}`, `/tenant/descriptors/${second}`],
    "xdm:alternateDisplayInfo": [`/tenant/descriptors/${name}`],
  });
  const { body } = await client.get(`${paths.descriptors}/${name}`);
  expect((await list(client)).body).toHaveProperty("xdm:alternateDisplayInfo", [body]);
  const query = `?property=${encodeURIComponent("@type==xdm:alternateDisplayInfo")}`;
  expect((await list(client, "-id", query)).body).toEqual({ "xdm:alternateDisplayInfo": [name] });
  expect((await list(client.in("dev"), "-id")).body).toEqual({});
});

test.each([
  "*/*",
  "application/json",
  "application/vnd.adobe.xed+json",
  "application/vnd.adobe.xdm+json; version=1",
])("refuses Accept %s for a list", async (accept) => {
  const { client, emulator } = await start();
  const response = await client.getSchema(paths.descriptors, accept);
  expect([response.status, response.body.type]).toEqual([400, code("XDM-1008-400")]);
  emulator.switches.invalidAcceptStatus = 406;
  expect((await client.getSchema(paths.descriptors, accept)).status).toBe(406);
});

test("lists v2 in pages, with a limit by switch", async () => {
  const { client, emulator } = await start();
  expect((await list(client, "-v2", "?orderby=title&limit=5")).status).toBe(400);
  emulator.switches.descriptorListLimit = "accept";
  const { $id } = await createSchema(client);
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    ids.push(await create(client, friendlyName($id, { "xdm:sourceProperty": `/person/name${index}` })));
  }
  const first = (await list(client, "-v2-id", "?orderby=xdm:sourceProperty&limit=3")).body;
  expect(first.results).toEqual(ids.slice(0, 3));
  expect(first._page).toEqual({ orderby: "xdm:sourceProperty", next: "/person/name2", count: 3 });
  const { href } = first._links.next as { href: string };
  const second = (await client.getSchema(href, media("-v2"))).body;
  expect(second.results.map((item) => item["@id"])).toEqual(ids.slice(3));
  expect([second._page.next, second._links]).toEqual([null, { next: null }]);
  expect((await list(client, "-v2-link", "?orderby=-@id&limit=1")).body.results).toEqual([
    `/tenant/descriptors/${[...ids].sort().at(-1)}`,
  ]);
  expect((await list(client, "-v2", "?limit=3")).status).toBe(200);
  expect((await list(client, "-v2", "?orderby=title&limit=501")).status).toBe(400);
});

test.each<[JsonObject]>([
  [{ "@type": "xdm:descriptorMagic" }],
  [{ "@id": "mine" }],
  [{ forceNew: true }],
  [{ "xdm:destinationSchema": "https://ns.adobe.com/emulator/schemas/none" }],
  [{ "xdm:sourceSchema": "https://ns.adobe.com/emulator/schemas/none" }],
  [{ "xdm:sourceVersion": 2 }],
  [{ "xdm:sourceVersion": "1" }],
  [{ "xdm:sourceProperty": "_emulator/email" }],
  [{ "xdm:sourceProperty": "/_emulator/email/" }],
  [{ "xdm:sourceProperty": "/properties/_emulator/properties/email" }],
  [{ "xdm:sourceProperty": ["/_emulator/email"] }],
  [{ "xdm:sourceProperty": "/_emulator" }],
  [{ "xdm:sourceProperty": "/_emulator/none" }],
  [{ "xdm:namespace": "" }],
  [{ "xdm:namespace": 6 }],
  [{ "xdm:property": "xdm:id" }],
  [{ "xdm:property": "code" }],
  [{ "xdm:isPrimary": "true" }],
])("refuses an identity with %j", async (change) => {
  const { client } = await start();
  const { $id } = await createSchema(client);
  const response = await client.post(paths.descriptors, identity($id, change));
  expect([response.status, response.body.type]).toEqual([400, code("XDM-1000-400")]);
  expect((await list(client, "-id")).body).toEqual({});
});

test("names missing members as the service does", async () => {
  const { client } = await start();
  const { $id } = await createSchema(client);
  const { "xdm:property": _, ...body } = identity($id);
  const response = await client.post(paths.descriptors, body);
  expect([response.status, response.body.type]).toEqual([400, code("XDM-4000-400")]);
  expect(response.body.report["sub-errors"]).toEqual([
    {
      path: "$",
      type: "required",
      arguments: ["xdm:property"],
      message: "$.xdm:property: is missing but it is required",
    },
  ]);
  const empty = (await client.post(paths.descriptors)).body.report["sub-errors"];
  expect(empty).toMatchObject(
    ["@type", "xdm:sourceSchema", "xdm:sourceProperty"].map((name) => ({ arguments: [name] })),
  );
});

test("refuses the schema's short id, and accepts a number as namespace", async () => {
  const { client } = await start();
  const { $id, "meta:altId": altId } = await createSchema(client);
  expect((await client.post(paths.descriptors, identity(altId))).status).toBe(400);
  const numbered = identity($id, { "xdm:namespace": 6, "xdm:property": "xdm:id" });
  expect((await client.post(paths.descriptors, numbered)).status).toBe(201);
});

test("accepts the members of every type", async () => {
  const { client } = await start();
  const { $id } = await createSchema(client);
  const { $id: other } = await createSchema(client, "ACME customers");
  const source = { "xdm:sourceSchema": $id, "xdm:sourceProperty": "/_emulator/email" };
  const destination = { "xdm:destinationSchema": other };
  const version = { "xdm:sourceVersion": 1 };
  const bodies: JsonObject[] = [
    { "@type": "xdm:descriptorReferenceIdentity", ...version, "xdm:identityNamespace": "Email" },
    { "@type": "xdm:descriptorOneToOne", ...version, ...destination, "xdm:destinationVersion": 1 },
    { "@type": "xdm:descriptorRelationship", ...version, ...destination, "xdm:cardinality": "M:1" },
    {
      "@type": "xdm:descriptorPrimaryKey",
      "xdm:sourceProperty": ["/_emulator/email", "/_emulator/order/id"],
    },
    { "@type": "xdm:descriptorVersion" },
    { "@type": "xdm:descriptorTimestamp" },
    { "@type": "xdm:descriptorDeprecated", ...version },
    { "@type": "xdm:descriptorLabel", ...version, "xdm:labels": ["core/C1"] },
    { "@type": "xdm:alternateDisplayInfo", ...version, "xdm:note": { en_us: "Of the shop" } },
  ];
  for (const body of bodies) {
    const response = await client.post(paths.descriptors, { ...source, ...body });
    expect(response.status, JSON.stringify(body)).toBe(201);
    expect(response.body).toMatchObject(body);
  }
  const wrong: JsonObject[] = [{ "xdm:cardinality": "1:M" }, { "xdm:destinationProperty": "id" }];
  for (const change of wrong) {
    const body = { ...source, ...bodies[2], "xdm:sourceProperty": "/_emulator/order/id", ...change };
    expect((await client.post(paths.descriptors, body)).status, JSON.stringify(change)).toBe(400);
  }
});

test("allows one primary identity per schema, and one descriptor of a type per field", async () => {
  const { client, emulator } = await start();
  const { $id } = await createSchema(client);
  const { $id: other } = await createSchema(client, "ACME customers");
  const primary = { "xdm:isPrimary": true };
  const first = await create(client, identity($id, primary));
  const orderId = { "xdm:sourceProperty": "/_emulator/order/id" };
  expect((await client.post(paths.descriptors, identity($id, { ...primary, ...orderId }))).status).toBe(400);
  expect((await client.post(paths.descriptors, identity(other, primary))).status).toBe(201);
  const second = await create(client, identity($id, orderId));
  const path = `${paths.descriptors}/${second}`;
  expect((await client.send("PUT", path, identity($id, { ...primary, ...orderId }))).status).toBe(400);
  await client.delete(`${paths.descriptors}/${first}`);
  expect((await client.send("PUT", path, identity($id, { ...primary, ...orderId }))).status).toBe(201);
  expect((await client.post(paths.descriptors, identity($id, orderId))).status).toBe(400);
  emulator.switches.duplicateDescriptor = "accept";
  expect((await client.post(paths.descriptors, identity($id, orderId))).status).toBe(201);
});

test("requires no existing schemas and fields by switch", async () => {
  const { client } = await start({
    switches: { descriptorSchemaExistence: "ignore", descriptorFieldExistence: "ignore" },
  });
  const { $id } = await createSchema(client);
  const missing = identity("https://ns.adobe.com/emulator/schemas/none");
  expect((await client.post(paths.descriptors, missing)).status).toBe(201);
  const field = identity($id, { "xdm:sourceProperty": "/_emulator/none" });
  expect((await client.post(paths.descriptors, field)).status).toBe(201);
});

test("replaces by PUT, and responds with the id or the whole descriptor", async () => {
  const { client, emulator } = await start();
  const { $id } = await createSchema(client);
  const original = (
    await client.post(paths.descriptors, friendlyName($id, { "xdm:description": { en_us: "x" } }))
  ).body;
  const path = `${paths.descriptors}/${original["@id"]}`;
  const body = friendlyName($id, { "xdm:title": { en_us: "Full name" } });
  emulator.clock.advance(60_000);
  const response = await client.send("PUT", path, body);
  expect([response.status, response.body]).toEqual([201, { "@id": original["@id"] }]);
  const after = (await client.get(path)).body;
  expect(after).toMatchObject(body);
  expect(after).not.toHaveProperty("xdm:description");
  const created = (item: unknown) => (item as { [key: string]: JsonObject })["meta:registryMetadata"] ?? {};
  expect(created(after)["repo:createdDate"]).toBe(created(original)["repo:createdDate"]);
  expect(Number(created(after)["repo:lastModifiedDate"])).toBeGreaterThanOrEqual(
    Number(created(original)["repo:lastModifiedDate"]) + 60_000,
  );
  emulator.switches.descriptorPutAnswer = "descriptor";
  const back = await client.send("PUT", path, { ...after } as never);
  expect(back.status).toBe(200);
  expect(back.body).toMatchObject({ ...body, "@id": original["@id"], "meta:containerId": "tenant" });
  expect((await client.send("PUT", path, identity($id))).status).toBe(400);
  expect((await client.send("PUT", path, { "@type": "xdm:alternateDisplayInfo" })).status).toBe(400);
  expect((await client.send("PUT", `${paths.descriptors}/none`, body)).status).toBe(404);
});

test("deletes a descriptor once", async () => {
  const { client } = await start();
  const { $id } = await createSchema(client);
  const path = `${paths.descriptors}/${await create(client, identity($id))}`;
  const response = await client.delete(path);
  expect([response.status, response.body]).toEqual([204, null]);
  expect((await client.get(path)).status).toBe(404);
  expect((await client.delete(path)).status).toBe(404);
});

test("is shown by its schema in the form with descriptors", async () => {
  const { client } = await start();
  const { $id, "meta:altId": altId } = await createSchema(client);
  const { $id: other } = await createSchema(client, "ACME customers");
  const read = async (form: string) =>
    (await client.getSchema(`${paths.schemas}/${altId}`, `application/vnd.adobe.xed${form}+json; version=1`))
      .body;
  expect(await read("-full-desc")).toHaveProperty("meta:descriptors", []);
  const { body } = await client.post(paths.descriptors, identity($id));
  await create(client, {
    "@type": "xdm:descriptorRelationship",
    "xdm:sourceSchema": other,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/_emulator/email",
    "xdm:destinationSchema": $id,
    "xdm:cardinality": "M:1",
  });
  expect(await read("-full-desc")).toHaveProperty("meta:descriptors", [body]);
  expect(await read("-full")).not.toHaveProperty("meta:descriptors");
});

test("is deleted with its schema, stays, or prevents the deletion, by switch", async () => {
  const { client, emulator } = await start();
  const { $id, "meta:altId": altId } = await createSchema(client);
  const { $id: other, "meta:altId": otherAltId } = await createSchema(client, "ACME customers");
  const id = await create(client, identity($id));
  const kept = await create(client, identity(other));
  emulator.switches.descriptorsOfDeletedSchema = "refuse";
  expect((await client.delete(`${paths.schemas}/${altId}`)).status).toBe(400);
  expect((await client.get(`${paths.descriptors}/${id}`)).status).toBe(200);
  emulator.switches.descriptorsOfDeletedSchema = "remove";
  expect((await client.delete(`${paths.schemas}/${altId}`)).status).toBe(204);
  expect((await client.get(`${paths.descriptors}/${id}`)).status).toBe(404);
  emulator.switches.descriptorsOfDeletedSchema = "keep";
  expect((await client.delete(`${paths.schemas}/${otherAltId}`)).status).toBe(204);
  expect((await list(client, "-id")).body).toEqual({ "xdm:descriptorIdentity": [kept] });
});

test("shows the user of a change by someone else", async () => {
  const { client } = await start();
  const { $id } = await createSchema(client);
  const id = await create(client, friendlyName($id));
  const patch = { "xdm:title": { en_us: "Theirs" } };
  expect((await client.send("PATCH", `/_emulator/descriptors/${id}`, patch)).status).toBe(200);
  expect((await client.get(`${paths.descriptors}/${id}`)).body).toMatchObject({
    "@id": id,
    ...patch,
    "meta:registryMetadata": { "xdm:lastModifiedUserId": "somebody-else@techacct.adobe.com" },
  });
});

test("shows a new descriptor after a delay by switch", async () => {
  const { client, emulator } = await start();
  const { $id } = await createSchema(client);
  emulator.switches.visibleAfterMs = 60_000;
  emulator.switches.listedAfterMs = 120_000;
  const id = await create(client, identity($id));
  expect((await client.get(`${paths.descriptors}/${id}`)).status).toBe(404);
  emulator.clock.advance(60_000);
  expect((await client.get(`${paths.descriptors}/${id}`)).status).toBe(200);
  expect((await list(client, "-id")).body).toEqual({});
  emulator.clock.advance(60_000);
  expect((await list(client, "-id")).body).toEqual({ "xdm:descriptorIdentity": [id] });
});
