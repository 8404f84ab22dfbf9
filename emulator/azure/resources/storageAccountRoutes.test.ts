import { expect, test } from "vitest";
import { accountBody, accountPath, groupPath, startAzure } from "../../testing/azureClient.testing";

async function startWithAccount() {
  const started = await startAzure();
  await started.azure.send("PUT", groupPath, { location: "westeurope" });
  await started.azure.send("PUT", accountPath, accountBody);
  return started;
}

test("shows constant keys that are recognisably not real", async () => {
  const { azure } = await startWithAccount();
  const { status, body } = await azure.send("POST", `${accountPath}/listKeys`);
  expect([status, body.keys.map(({ keyName }) => keyName)]).toEqual([200, ["key1", "key2"]]);
  expect(Buffer.from(body.keys[0]?.value ?? "", "base64").toString()).toBe("emulator-key-1-of-acmestorage");
  expect((await azure.send("POST", `${accountPath}/listKeys`)).body).toEqual(body);
});

test.each([
  ["blobServices", "containers", "ContainerNotFound"],
  ["fileServices", "shares", "ShareNotFound"],
])("creates, lists and deletes in %s: %s", async (service, collection, missing) => {
  const { azure, client } = await startWithAccount();
  const list = `${accountPath}/${service}/default/${collection}`;
  const path = `${list}/orders`;
  expect((await azure.send("GET", path)).body.error.code).toBe(missing);
  const created = await azure.send("PUT", path, { properties: { metadata: { a: "b" } } });
  expect(created).toMatchObject({
    status: 201,
    body: {
      id: path,
      name: "orders",
      type: `Microsoft.Storage/storageAccounts/${service}/${collection}`,
      properties: { metadata: { a: "b" } },
    },
  });
  expect((await azure.send("GET", path)).body).toEqual(created.body);
  const edit = `/_emulator/${collection}/${encodeURIComponent(path)}`;
  const edited = (await client.send("PATCH", edit, { properties: { metadata: { a: "c" } } })).body;
  expect((await azure.send("GET", path)).body).toEqual(edited);
  expect(Object.keys(edited)).toEqual(Object.keys(created.body));
  expect((await azure.send("PUT", path, { properties: {} })).status).toBe(200);
  expect((await azure.send("GET", list)).body.value).toHaveLength(1);
  expect((await azure.send("PUT", `${list}/No`)).status).toBe(400);
  expect((await azure.send("DELETE", path)).status).toBe(200);
  expect((await azure.send("DELETE", path)).status).toBe(204);
  expect((await azure.send("PUT", path.replace("acmestorage", "none"))).body.error.code).toBe(
    "ResourceNotFound",
  );
});
