import { expect, test } from "vitest";
import { profileClass } from "../testing/bodies.testing";
import { paths, start } from "../testing/client.testing";
import {
  createResource,
  dataTypeBody,
  fieldGroupBody,
  patchResource,
  pathOf,
  readResource,
  registryPaths,
  schemaOf,
} from "../testing/registry.testing";
import { type RegistryKind, registryKindNames } from "./kinds";

const bodies = {
  schemas: schemaOf("ACME", profileClass),
  classes: schemaOf("ACME", "https://ns.adobe.com/xdm/data/record"),
  fieldGroups: fieldGroupBody("ACME"),
  dataTypes: dataTypeBody("ACME"),
} as const satisfies Record<RegistryKind, object>;

test.each(registryKindNames)("lists new %s before it finds them by their id, by switch", async (kind) => {
  const { client, emulator } = await start({ switches: { registryVisibleAfterMs: 2000 } });
  const created = await createResource(client, kind, bodies[kind]);
  const title = { op: "replace", path: "/title", value: "ACME again" };
  const rows = async () =>
    (await client.getSchema(registryPaths[kind], "application/vnd.adobe.xed-id+json")).body.results;
  expect((await client.getSchema(pathOf(kind, created))).status).toBe(404);
  expect((await patchResource(client, kind, created, title)).status).toBe(404);
  expect((await client.delete(pathOf(kind, created))).status).toBe(404);
  expect(await rows()).toEqual([{ $id: created.$id, title: "ACME", version: "1.0" }]);
  emulator.clock.advance(2000);
  expect((await client.getSchema(pathOf(kind, created))).body).toEqual(created);
  expect(await rows()).toEqual([expect.objectContaining({ "meta:altId": created["meta:altId"] })]);
  expect((await patchResource(client, kind, created, title)).status).toBe(200);
});

test.each(registryKindNames)("shows %s as they were before a change for a while, by switch", async (kind) => {
  const { client, emulator } = await start({ switches: { registryStaleReadMs: 1500 } });
  const created = await createResource(client, kind, bodies[kind]);
  const rename = (value: string) =>
    patchResource(client, kind, created, { op: "replace", path: "/title", value });
  const changed = (await rename("First")).body;
  expect(changed).toMatchObject({ title: "First", version: "1.1" });
  expect(await readResource(client, kind, created)).toEqual(created);
  const listed = await client.getSchema(registryPaths[kind], "application/vnd.adobe.xed+json");
  expect(listed.body.results).toEqual([created]);
  // A second change is made to the real state.
  expect((await rename("Second")).body).toMatchObject({ title: "Second", version: "1.2" });
  expect(await readResource(client, kind, created)).toEqual(changed);
  emulator.clock.advance(1500);
  expect(await readResource(client, kind, created)).toMatchObject({ title: "Second", version: "1.2" });
});

test("does not find a new resource as part of another one either", async () => {
  const { client, emulator } = await start({ switches: { registryVisibleAfterMs: 2000 } });
  const group = await createResource(client, "fieldGroups", fieldGroupBody("Group"));
  const schema = schemaOf("Schema", profileClass, group.$id);
  expect((await client.post(registryPaths.schemas, schema)).status).toBe(404);
  emulator.clock.advance(2000);
  const { $id } = await createResource(client, "schemas", schema);
  const label = {
    "@type": "xdm:descriptorLabel",
    "xdm:sourceSchema": $id,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/_emulator/size",
    "xdm:labels": ["C1"],
  };
  expect((await client.post(paths.descriptors, label)).status).toBe(400);
  emulator.clock.advance(2000);
  const id = (await client.post(paths.descriptors, label)).body["@id"];
  expect((await client.get(`${paths.descriptors}/${id}`)).status).toBe(404);
  emulator.clock.advance(2000);
  expect((await client.get(`${paths.descriptors}/${id}`)).status).toBe(200);
});
