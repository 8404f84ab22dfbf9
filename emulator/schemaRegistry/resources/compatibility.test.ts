import { expect, test } from "vitest";
import { type JsonObject, objectAt } from "../../core/json";
import { profileClass } from "../../testing/bodies.testing";
import { type Client, start } from "../../testing/client.testing";
import {
  createResource,
  dataTypeBody,
  errorType,
  fieldGroupBody,
  patchResource,
  pathOf,
  readResource,
  reasonOf,
  schemaOf,
} from "../../testing/registry.testing";

const fields: JsonObject = {
  size: { type: "string" },
  colour: { type: "string", enum: ["red", "blue"] },
  box: { type: "object", properties: { width: { type: "number" } } },
  labels: { type: "array", items: { type: "string" } },
};

const inGroup = "/definitions/customFields/properties/_emulator/properties";

/** Changes that are only possible before there is a user. */
const breaking: [string, JsonObject][] = [
  ["removes a field", { op: "remove", path: "/size" }],
  ["removes a field of an object", { op: "remove", path: "/box/properties/width" }],
  ["renames a field", { op: "move", from: "/size", path: "/length" }],
  ["changes a type", { op: "replace", path: "/size/type", value: "integer" }],
  ["adds a format", { op: "add", path: "/size/format", value: "date" }],
  ["changes the type of elements", { op: "replace", path: "/labels/items/type", value: "number" }],
  ["allows fewer values", { op: "replace", path: "/colour/enum", value: ["red"] }],
  ["limits the values of a field", { op: "add", path: "/size/enum", value: ["S"] }],
  ["adds a pattern", { op: "add", path: "/size/pattern", value: "^S" }],
  [
    "turns an object into a data type",
    {
      op: "replace",
      path: "/box",
      value: { $ref: "https://ns.adobe.com/xdm/context/person" },
    },
  ],
];

/** Changes that are always possible. */
const harmless: [string, JsonObject][] = [
  ["adds a field", { op: "add", path: "/weight", value: { type: "number" } }],
  ["adds a field to an object", { op: "add", path: "/box/properties/height", value: { type: "number" } }],
  ["deprecates a field", { op: "add", path: "/size/meta:status", value: "deprecated" }],
  ["changes a title", { op: "add", path: "/size/title", value: "Size" }],
  ["allows more values", { op: "add", path: "/colour/enum/-", value: "green" }],
  ["allows all values", { op: "remove", path: "/colour/enum" }],
];

const below = (prefix: string, operation: JsonObject): JsonObject => ({
  ...operation,
  path: `${prefix}${String(operation.path)}`,
  ...(operation.from === undefined ? {} : { from: `${prefix}${String(operation.from)}` }),
});

async function usedGroup(client: Client) {
  const group = await createResource(client, "fieldGroups", fieldGroupBody("Group", fields));
  const use = () => createResource(client, "schemas", schemaOf("Schema", profileClass, group.$id));
  return { group, use };
}

test.each(breaking)("refuses a change that %s of a field group in use", async (_case, operation) => {
  const { client } = await start();
  const { group, use } = await usedGroup(client);
  await use();
  const response = await patchResource(client, "fieldGroups", group, below(inGroup, operation));
  expect(response.body).toMatchObject({
    status: 400,
    type: errorType("XDM-1536-400"),
    title: "Breaking change violation",
  });
  expect(reasonOf(response.body)).toMatch(/field \/_emulator\/\w+/);
});

test.each(breaking)("accepts a change that %s before there is a user", async (_case, operation) => {
  const { client } = await start();
  const { group } = await usedGroup(client);
  expect((await patchResource(client, "fieldGroups", group, below(inGroup, operation))).status).toBe(200);
});

test.each(harmless)("accepts a change that %s of a field group in use", async (_case, operation) => {
  const { client } = await start();
  const { group, use } = await usedGroup(client);
  const schema = await use();
  await client.createDataSet(schema.$id);
  expect((await patchResource(client, "fieldGroups", group, below(inGroup, operation))).status).toBe(200);
});

test.each([...breaking])(
  "refuses a change that %s of a data type in use by a schema",
  async (_case, operation) => {
    const { client } = await start();
    const type = await createResource(client, "dataTypes", dataTypeBody("Type", fields));
    const group = await createResource(
      client,
      "fieldGroups",
      fieldGroupBody("Group", { a: { $ref: type.$id } }),
    );
    const changing = [below("/properties", operation)];
    await createResource(client, "schemas", schemaOf("Schema", profileClass, group.$id));
    const response = await patchResource(client, "dataTypes", type, ...changing);
    expect(response.body.type).toBe(errorType("XDM-1536-400"));
  },
);

test("waits with the strict rules for a dataset by switch", async () => {
  const { client } = await start({ switches: { breakingChangeFrom: "dataSet" } });
  const { group, use } = await usedGroup(client);
  const schema = await use();
  const remove = (name: string) =>
    patchResource(client, "fieldGroups", group, { op: "remove", path: `${inGroup}/${name}` });
  expect((await remove("size")).status).toBe(200);
  await client.createDataSet(schema.$id);
  expect((await remove("box")).body.type).toBe(errorType("XDM-1536-400"));
});

test("accepts the same fields at another place of the resource", async () => {
  const { client } = await start();
  const { group, use } = await usedGroup(client);
  await use();
  const body: JsonObject = fieldGroupBody("Group", fields);
  const moved = { ...body, definitions: { other: objectAt(objectAt(body, "definitions"), "customFields") } };
  const parts = { allOf: [{ $ref: "#/definitions/other" }] };
  expect(
    (await client.send("PUT", pathOf("fieldGroups", group), { ...moved, ...parts } as never)).status,
  ).toBe(200);
  const fewer = { ...fieldGroupBody("Group", { size: { type: "string" } }) };
  expect((await client.send("PUT", pathOf("fieldGroups", group), fewer)).status).toBe(400);
});

test("gives all resources that contain a changed one a new version", async () => {
  const { client } = await start();
  const type = await createResource(client, "dataTypes", dataTypeBody("Type"));
  const group = await createResource(
    client,
    "fieldGroups",
    fieldGroupBody("Group", { a: { $ref: type.$id } }),
  );
  const schema = await createResource(client, "schemas", schemaOf("Schema", profileClass, group.$id));
  const other = await createResource(client, "schemas", schemaOf("Other", profileClass));
  await patchResource(client, "dataTypes", type, {
    op: "add",
    path: "/properties/more",
    value: { type: "string" },
  });
  const versions = await Promise.all([
    readResource(client, "dataTypes", type),
    readResource(client, "fieldGroups", group),
    readResource(client, "schemas", schema),
    readResource(client, "schemas", other),
  ]);
  expect(versions.map(({ version }) => version)).toEqual(["1.1", "1.1", "1.1", "1.0"]);
});
