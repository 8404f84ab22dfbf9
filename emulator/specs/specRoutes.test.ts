import { expect, test } from "vitest";
import { azureBlob, cloudStorageToAep } from "../testing/bodies.testing";
import { start } from "../testing/client.testing";

test("shows which parameters of a connection spec are secret", async () => {
  const { client } = await start();
  const spec = await client.read(`/data/foundation/flowservice/connectionSpecs/${azureBlob.id}`);
  expect(spec).toMatchObject({ id: azureBlob.id, version: "1.0" });
  expect(spec.authSpec[0]).toMatchObject({
    name: "ConnectionString",
    spec: {
      properties: { connectionString: { format: "password" }, container: { type: "string" } },
      required: ["connectionString"],
    },
  });
});

test("finds a flow spec by its quoted name", async () => {
  const { client } = await start();
  const { body } = await client.get(
    "/data/foundation/flowservice/flowSpecs?property=name==%22CloudStorageToAEP%22",
  );
  expect(body.items).toEqual([expect.objectContaining({ id: cloudStorageToAep.id })]);
  expect(body._links).toEqual({});
});

test.each([
  ["d69717ba-71b4-4313-b654-49f9cf126d7a", "Stream data with optional transformation"],
  ["e77fde5a-22a8-11ed-861d-0242ac120002", "GenericStreamingAEP"],
])("has the flow spec %s of streaming sources", async (id, name) => {
  const { client } = await start();
  expect(await client.read(`/data/foundation/flowservice/flowSpecs/${id}`)).toMatchObject({
    name,
    providerId: "521eee4d-8cbe-4906-bb48-fb6bd4450033",
    transformationSpecs: [{ name: "Mapping" }],
  });
});

test("responds with 404 to unknown ids", async () => {
  const { client } = await start();
  expect((await client.get("/data/foundation/flowservice/flowSpecs/none")).status).toBe(404);
});
