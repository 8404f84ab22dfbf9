import { expect, test } from "vitest";
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
  reasonOf,
  schemaOf,
} from "../../testing/registry.testing";

test("refuses to delete what other resources contain, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const type = await createResource(client, "dataTypes", dataTypeBody("Type"));
  const group = await createResource(
    client,
    "fieldGroups",
    fieldGroupBody("Group", { a: { $ref: type.$id } }),
  );
  const itsClass = await createResource(client, "classes", classBody("Class"));
  const schema = await createResource(client, "schemas", schemaOf("Schema", itsClass.$id, group.$id));
  const order = [
    ["dataTypes", type, group],
    ["fieldGroups", group, schema],
    ["classes", itsClass, schema],
  ] as const;
  for (const [kind, used, user] of order) {
    const response = await client.delete(pathOf(kind, used));
    expect(response.body.type, kind).toBe(errorType("XDM-1536-400"));
    expect(reasonOf(response.body)).toContain(user.$id);
  }
  emulator.switches.registryDeleteInUse = "allow";
  expect((await client.delete(pathOf("classes", itsClass))).status).toBe(204);
  emulator.switches.registryDeleteInUse = "refuse";
  expect((await client.delete(pathOf("schemas", schema))).status).toBe(204);
  expect((await client.delete(pathOf("fieldGroups", group))).status).toBe(204);
  expect((await client.delete(pathOf("dataTypes", type))).status).toBe(204);
});

test("refuses to delete a schema of the profile, unless a switch is set", async () => {
  const { client, emulator } = await start({ switches: { unionPreconditions: false } });
  const schema = await createResource(client, "schemas", schemaOf("Schema", profileClass));
  await patchResource(client, "schemas", schema, {
    op: "add",
    path: "/meta:immutableTags",
    value: ["union"],
  });
  expect((await client.delete(pathOf("schemas", schema))).body.type).toBe(errorType("XDM-1536-400"));
  emulator.switches.registryDeleteInUse = "allow";
  expect((await client.delete(pathOf("schemas", schema))).status).toBe(204);
});

test("frees the title of a deleted resource", async () => {
  const { client } = await start();
  const type = await createResource(client, "dataTypes", dataTypeBody("Type"));
  await client.delete(pathOf("dataTypes", type));
  await createResource(client, "schemas", schemaOf("Type", profileClass));
});
