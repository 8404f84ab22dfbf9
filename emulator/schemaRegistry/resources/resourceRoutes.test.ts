import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { profileClass } from "../../testing/bodies.testing";
import { start } from "../../testing/client.testing";
import {
  classBody,
  createResource,
  dataTypeBody,
  errorType,
  fieldGroupBody,
  patchResource,
  pathOf,
  readResource,
  registryPath,
  registryPaths,
  schemaOf,
} from "../../testing/registry.testing";
import { type RegistryKind, registryKindNames, registryKinds } from "../kinds";

const bodies: Readonly<Record<RegistryKind, (title: string) => JsonObject>> = {
  schemas: (title) => schemaOf(title, profileClass),
  classes: classBody,
  fieldGroups: fieldGroupBody,
  dataTypes: dataTypeBody,
};

const kinds = registryKindNames.map((kind) => ({ kind, ...registryKinds[kind] }));

test.each(kinds)("serves the whole life of one of the $kind", async ({ kind, idName, notFound }) => {
  const { client } = await start();
  const created = await createResource(client, kind, bodies[kind]("ACME"));
  expect(created).toMatchObject({
    $id: expect.stringMatching(new RegExp(`^https://ns.adobe.com/emulator/${idName}/[0-9a-f]{48}$`)),
    "meta:altId": expect.stringMatching(new RegExp(`^_emulator.${idName}.[0-9a-f]{48}$`)),
    "meta:resourceType": idName,
    "meta:abstract": kind !== "schemas",
    "meta:extensible": kind !== "schemas",
    "meta:tenantNamespace": "_emulator",
    "meta:usageCount": 0,
    version: "1.0",
  });
  for (const id of [created["meta:altId"], encodeURIComponent(created.$id)]) {
    expect((await client.getSchema(`${registryPaths[kind]}/${id}`)).body).toEqual(created);
  }
  const listed = await client.getSchema(registryPaths[kind], "application/vnd.adobe.xed+json");
  expect(listed.body.results).toEqual([created]);
  expect((await client.in("dev").getSchema(pathOf(kind, created))).body.type).toBe(errorType(notFound));
  const title = { op: "replace", path: "/title", value: "ACME renamed" };
  expect((await patchResource(client, kind, created, title)).body).toMatchObject({
    title: "ACME renamed",
    version: "1.1",
  });
  const replaced = await client.send("PUT", pathOf(kind, created), bodies[kind]("ACME again"));
  expect(replaced).toMatchObject({ status: 200, body: { $id: created.$id, version: "1.2" } });
  expect((await client.delete(pathOf(kind, created))).status).toBe(204);
  for (const method of ["GET", "DELETE"]) {
    const headers = { accept: "application/vnd.adobe.xed+json; version=1" };
    const response = await client.send(method, pathOf(kind, created), undefined, headers);
    expect([response.status, response.body.type]).toEqual([404, errorType(notFound)]);
  }
});

test.each(kinds)("requires a title of $kind that no resource of any kind has", async ({ kind }) => {
  const { client } = await start();
  for (const other of registryKindNames) {
    const { $id } = await createResource(client, other, bodies[other](`ACME ${other}`));
    const response = await client.post(registryPaths[kind], bodies[kind](`ACME ${other}`));
    expect(response.body).toMatchObject({ status: 400, type: errorType("XDM-1521-400") });
    expect(response.body.detail).toContain($id);
  }
});

test.each(kinds)("adds no version to $kind for a refused change", async ({ kind }) => {
  const { client } = await start();
  const created = await createResource(client, kind, bodies[kind]("ACME"));
  const operation = { op: "replace", path: "/title", value: "" };
  expect((await patchResource(client, kind, created, operation)).status).toBe(400);
  expect(await readResource(client, kind, created)).toEqual(created);
});

test("serves field groups under their older name, too", async () => {
  const { client } = await start();
  const path = `${registryPath}/tenant/mixins`;
  const created = (await client.post(path, fieldGroupBody("ACME"))).body;
  expect(await readResource(client, "fieldGroups", created)).toEqual(created);
  expect((await client.delete(`${path}/${created["meta:altId"]}`)).status).toBe(204);
});

test.each(kinds)("requires that $kind of a service stay as they are, by switch", async ({ kind }) => {
  const { client, emulator } = await start();
  const body = { ...bodies[kind]("Of a service"), "meta:service": "journeys" };
  const planted = (await client.post(`/_emulator/${kind}`, body)).body;
  expect(await readResource(client, kind, planted)).toHaveProperty("meta:service", "journeys");
  const operation = { op: "replace", path: "/title", value: "Ours" };
  expect((await patchResource(client, kind, planted, operation)).status).toBe(403);
  expect((await client.delete(pathOf(kind, planted))).status).toBe(403);
  emulator.switches.serviceResourceChange = "allow";
  expect((await patchResource(client, kind, planted, operation)).status).toBe(200);
});

test("accepts members of the service in a new resource if they are what it sets itself", async () => {
  const { client, emulator } = await start();
  const post = async (title: string, change: JsonObject) =>
    (await client.post(registryPaths.fieldGroups, { ...fieldGroupBody(title), ...change })).status;
  const own = { "meta:resourceType": "mixins", "meta:containerId": "tenant", "meta:xdmType": "object" };
  expect(await post("A", { ...own, "meta:tenantNamespace": "_emulator", "meta:abstract": true })).toBe(201);
  const wrong: JsonObject[] = [{ version: "1.0" }, { "meta:tenantNamespace": "_other" }, { refs: [] }];
  for (const change of wrong) {
    expect(await post("B", change), JSON.stringify(change)).toBe(400);
  }
  emulator.switches.registryReadOnlyFields = "ignore";
  expect(await post("B", { version: "7.0", "meta:tenantNamespace": "_other" })).toBe(201);
});

test("ignores If-Match, or compares it with the version by switch", async () => {
  const { client, emulator } = await start();
  const created = await createResource(client, "dataTypes", dataTypeBody("ACME"));
  const send = async (version: string, value: string) =>
    (
      await client.send("PATCH", pathOf("dataTypes", created), [{ op: "replace", path: "/title", value }], {
        "if-match": version,
      })
    ).status;
  expect(await send("0.9", "A")).toBe(200);
  emulator.switches.registryIfMatch = "check";
  expect(await send("1.0", "B")).toBe(412);
  expect(await send("1.1", "B")).toBe(200);
});

test("refuses fields in definitions for those at the root by switch", async () => {
  const { client, emulator } = await start({ switches: { definitionsShape422: true } });
  const created = await createResource(client, "dataTypes", dataTypeBody("ACME"));
  const body = {
    title: "ACME",
    type: "object",
    definitions: { customFields: { type: "object", properties: { level: { type: "string" } } } },
    allOf: [{ $ref: "#/definitions/customFields" }],
  };
  const put = () => client.send("PUT", pathOf("dataTypes", created), body);
  expect((await put()).body).toMatchObject({ status: 422, type: errorType("XDM-1406-422") });
  emulator.switches.definitionsShape422 = false;
  expect((await put()).status).toBe(200);
});
