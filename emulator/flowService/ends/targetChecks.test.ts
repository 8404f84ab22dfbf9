import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import {
  connectionBody,
  flowBody,
  fullSchema,
  mappingSetBody,
  profileClass,
  schemaBody,
  sourceBody,
  targetBody,
} from "../../testing/bodies.testing";
import { type Client, paths, start } from "../../testing/client.testing";

const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;
const strict = { dataSetExistence: "refuse", mappingExistence: "refuse" } as const;

const target = (dataSetId: string, schemaId: string): JsonObject => ({
  ...targetBody,
  data: { schema: { id: schemaId, version: fullSchema } },
  params: { dataSetId },
});

async function makeFlowBody(client: Client, targetId: string, mappingId: string, mappingVersion: number) {
  const connection = (await client.post(paths.connections, connectionBody)).body.id;
  const source = (await client.post(paths.sources, sourceBody(connection))).body.id;
  return {
    ...flowBody(source, targetId),
    transformations: [{ name: "Mapping", params: { mappingId, mappingVersion } }],
  };
}

test("requires an existing dataset of the sandbox with the given schema", async () => {
  const { client, emulator } = await start({ switches: strict });
  const id = await client.createDataSet(profileClass);
  const response = async (body: JsonObject, by = client) => (await by.post(paths.targets, body)).body.type;
  expect(await response(targetBody)).toBe(code("FLOW-1100-400"));
  expect(await response(target(id, profileClass), client.in("dev"))).toBe(code("FLOW-1100-400"));
  expect(await response(target(id, "https://ns.adobe.com/xdm/other"))).toBe(code("FLOW-1425-400"));
  const otherVersion = {
    schema: { id: profileClass, version: "application/vnd.adobe.xed-full+json;version=2" },
  };
  expect(await response({ ...target(id, profileClass), data: otherVersion })).toBe(code("FLOW-1425-400"));
  // Older samples show the version alone.
  const bare = { schema: { id: profileClass, version: "1.0" } };
  expect((await client.post(paths.targets, { ...target(id, profileClass), data: bare })).status).toBe(201);
  emulator.switches.targetSchemaMatch = "ignore";
  expect((await client.post(paths.targets, target(id, "https://ns.adobe.com/xdm/other"))).status).toBe(201);
});

test("requires an existing dataset in a patch", async () => {
  const { client } = await start({ switches: strict });
  const { id } = (
    await client.post(paths.targets, target(await client.createDataSet(profileClass), profileClass))
  ).body;
  const path = `${paths.targets}/${id}`;
  const patch = (value: string) => client.patch(path, [{ op: "replace", path: "/params/dataSetId", value }]);
  expect((await patch("5ef4551c52e054191a61a99f")).status).toBe(400);
  expect((await patch(await client.createDataSet(profileClass))).status).toBe(200);
});

test("requires an existing version of a mapping set with the dataset's schema", async () => {
  const { client } = await start({ switches: strict });
  const dataSet = await client.createDataSet(profileClass);
  const targetId = (await client.post(paths.targets, target(dataSet, profileClass))).body.id;
  const mappingId = (await client.post(paths.mappingSets, mappingSetBody(profileClass))).body.id;
  const { $id } = (await client.post(paths.schemas, schemaBody)).body;
  const other = (await client.post(paths.mappingSets, mappingSetBody($id))).body.id;
  const create = async (mapping: string, version: number) =>
    client.post(paths.flows, await makeFlowBody(client, targetId, mapping, version));
  expect((await create("bf5286a9c1ad4266baca76ba3adc9366", 0)).body.type).toBe(code("FLOW-1419-400"));
  expect((await create(mappingId, 1)).body.type).toBe(code("FLOW-1412-400"));
  expect((await create(other, 0)).body.type).toBe(code("FLOW-1425-400"));
  const flow = await create(mappingId, 0);
  expect(flow.status).toBe(201);
  await client.send("PUT", `${paths.mappingSets}/${mappingId}`, mappingSetBody(profileClass));
  const path = `${paths.flows}/${flow.body.id}`;
  const patch = (value: number) =>
    client.patch(path, [
      {
        op: "replace",
        path: "/transformations/0",
        value: { name: "Mapping", params: { mappingId, mappingVersion: value } },
      },
    ]);
  expect((await patch(2)).body.type).toBe(code("FLOW-1412-400"));
  expect((await patch(1)).status).toBe(200);
});

test("ignores unknown datasets and mapping sets by default", async () => {
  const { client } = await start();
  expect((await client.post(paths.targets, targetBody)).status).toBe(201);
});
