import { expect, test } from "vitest";
import {
  accountBody,
  accountPath,
  groupPath,
  serverPath,
  startAzure,
} from "../../testing/azureClient.testing";

async function startWithGroup() {
  const started = await startAzure();
  await started.azure.send("PUT", groupPath, { location: "westeurope" });
  return started;
}

test("creates, reads, changes and deletes an account", async () => {
  const { azure } = await startWithGroup();
  const created = await azure.send("PUT", accountPath, {
    ...accountBody,
    properties: { supportsHttpsTrafficOnly: true },
  });
  expect(created).toMatchObject({
    status: 200,
    body: {
      ...accountBody,
      id: accountPath,
      name: "acmestorage",
      type: "Microsoft.Storage/storageAccounts",
      sku: { name: "Standard_LRS", tier: "Standard" },
      tags: {},
      properties: {
        supportsHttpsTrafficOnly: true,
        provisioningState: "Succeeded",
        primaryEndpoints: { blob: "https://acmestorage.blob.core.windows.net/" },
      },
    },
  });
  expect((await azure.send("GET", accountPath)).body).toEqual(created.body);
  expect((await azure.send("PATCH", accountPath, { tags: { a: "b" } })).body).toEqual({
    ...created.body,
    tags: { a: "b" },
  });
  // A PUT replaces all members.
  expect((await azure.send("PUT", accountPath, accountBody)).body).toMatchObject({ tags: {} });
  const list = await azure.send("GET", accountPath.replace("/acmestorage", ""));
  expect(list.body.value.map(({ name }) => name)).toEqual(["acmestorage"]);
  expect((await azure.send("DELETE", accountPath)).status).toBe(200);
  expect((await azure.send("DELETE", accountPath)).status).toBe(204);
  expect(await azure.send("GET", accountPath)).toMatchObject({
    status: 404,
    body: { error: { code: "ResourceNotFound" } },
  });
});

test.each([
  [{ ...accountBody, location: undefined }, "acme", 400, "LocationRequired"],
  [{ ...accountBody, kind: undefined }, "acme", 400, "InvalidRequestContent"],
  [{ ...accountBody, id: "a" }, "acme", 400, "InvalidRequestContent"],
  [accountBody, "Acme", 400, "AccountNameInvalid"],
  [accountBody, "ac", 400, "AccountNameInvalid"],
  [accountBody, "acmestorage", 409, "StorageAccountAlreadyTaken"],
])("refuses %j named %s with %i %s", async (body, name, status, code) => {
  const { azure } = await startWithGroup();
  await azure.send("PUT", accountPath, accountBody);
  const other = groupPath.replace("acme-group", "other");
  await azure.send("PUT", other, { location: "westeurope" });
  const path = `${other}/providers/Microsoft.Storage/storageAccounts/${name}`;
  const response = await azure.send("PUT", path, JSON.parse(JSON.stringify(body)));
  expect([response.status, response.body.error.code]).toEqual([status, code]);
});

test("refuses to create in an unknown group, and to move", async () => {
  const { azure } = await startWithGroup();
  const path = accountPath.replace("acme-group", "none");
  expect((await azure.send("PUT", path, accountBody)).body.error.code).toBe("ResourceGroupNotFound");
  await azure.send("PUT", accountPath, accountBody);
  const moved = await azure.send("PUT", accountPath, { ...accountBody, location: "eastus" });
  expect([moved.status, moved.body.error.code]).toEqual([409, "InvalidResourceLocation"]);
});

test("neither returns nor logs a server's password", async () => {
  const { azure, emulator } = await startWithGroup();
  const properties = { administratorLogin: "admin", administratorLoginPassword: "not-a-real-password" };
  const { body } = await azure.send("PUT", serverPath, { location: "westeurope", properties });
  expect(body.properties).toMatchObject({
    administratorLogin: "admin",
    fullyQualifiedDomainName: "acme-sql.database.windows.net",
  });
  expect(JSON.stringify([body, emulator.log.list()])).not.toContain("not-a-real-password");
});
