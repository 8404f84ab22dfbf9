import { expect, test } from "vitest";
import {
  accountBody,
  accountPath,
  groupPath,
  serverPath,
  startAzure,
} from "../../testing/azureClient.testing";

test("creates, changes, finds and deletes a group with its content", async () => {
  const { azure } = await startAzure();
  expect((await azure.send("HEAD", groupPath)).status).toBe(404);
  expect(await azure.send("GET", groupPath)).toMatchObject({
    status: 404,
    body: { error: { code: "ResourceGroupNotFound" } },
  });
  const created = await azure.send("PUT", groupPath, { location: "westeurope" });
  expect(created).toMatchObject({
    status: 201,
    body: {
      id: groupPath,
      name: "acme-group",
      type: "Microsoft.Resources/resourceGroups",
      location: "westeurope",
      properties: { provisioningState: "Succeeded" },
    },
  });
  const changed = await azure.send("PUT", groupPath, { location: "westeurope", tags: { team: "acme" } });
  expect([changed.status, changed.body]).toEqual([200, { ...created.body, tags: { team: "acme" } }]);
  expect((await azure.send("HEAD", groupPath)).status).toBe(204);
  expect(await azure.send("PUT", groupPath, { location: "eastus" })).toMatchObject({
    status: 409,
    body: { error: { code: "InvalidResourceGroupLocation" } },
  });

  await azure.send("PUT", accountPath, accountBody);
  await azure.send("PUT", serverPath, { location: "westeurope" });
  const container = `${accountPath}/blobServices/default/containers/orders`;
  await azure.send("PUT", container);
  expect((await azure.send("DELETE", groupPath)).status).toBe(200);
  await azure.send("PUT", groupPath, { location: "westeurope" });
  await azure.send("PUT", accountPath, accountBody);
  expect((await azure.send("GET", container)).status).toBe(404);
  expect((await azure.send("GET", serverPath)).status).toBe(404);
});

test("accepts ids in any case, and refuses unknown members of a group", async () => {
  const { azure } = await startAzure();
  await azure.send("PUT", groupPath, { location: "westeurope" });
  const path = groupPath.replace("resourceGroups/acme-group", "resourcegroups/ACME-Group");
  expect((await azure.send("GET", path)).body.id).toBe(groupPath);
  expect(await azure.send("PUT", groupPath, { location: "westeurope", id: groupPath })).toMatchObject({
    status: 400,
    body: { error: { code: "InvalidRequestContent" } },
  });
});
