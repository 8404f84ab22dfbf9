import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { JsonObject } from "../core/json";
import {
  accountBody,
  accountPath,
  createEndpoint,
  groupPath,
  serverPath,
  startAzure,
} from "../testing/azureClient.testing";
import { paths } from "../testing/client.testing";

const stateOf = (connection: { properties: { privateLinkServiceConnectionState: object } }) =>
  connection.properties.privateLinkServiceConnectionState;

test("reads, approves and deletes a connection", async () => {
  const { azure, client } = await startAzure();
  const { id } = await createEndpoint(client);
  const pending = await azure.connection();
  expect(pending).toEqual({
    id: `${accountPath}/privateEndpointConnections/${pending.name}`,
    name: expect.stringMatching(/^acmestorage\.[\da-f-]{36}$/),
    type: "Microsoft.Storage/storageAccounts/privateEndpointConnections",
    properties: {
      privateEndpoint: { id: expect.stringMatching(new RegExp(`/privateEndpoints/pe-${id}$`)) },
      privateLinkServiceConnectionState: { status: "Pending", description: "", actionRequired: "None" },
      provisioningState: "Succeeded",
    },
  });
  expect((await azure.send("GET", pending.id)).body).toEqual(pending);
  const approved = await azure.decide(pending.id, "Approved", "by ACME");
  expect(approved.status).toBe(200);
  expect(stateOf(approved.body)).toEqual({
    status: "Approved",
    description: "by ACME",
    actionRequired: "None",
  });
  expect(await azure.connection()).toEqual(approved.body);
  expect((await azure.send("DELETE", pending.id)).status).toBe(200);
  expect((await azure.send("DELETE", pending.id)).status).toBe(204);
  expect(await azure.connections()).toEqual([]);
});

test("refuses a second decision, and keeps a rejection", async () => {
  const { azure, client } = await startAzure();
  await createEndpoint(client);
  const { id } = await azure.connection();
  const codeOf = async (status: string) => (await azure.decide(id, status)).body.error?.code;
  expect(await codeOf("Approved")).toBeUndefined();
  expect(await codeOf("Approved")).toBe("InvalidValuesForRequestParameters");
  expect(await codeOf("Rejected")).toBeUndefined();
  expect(await codeOf("Approved")).toBe("InvalidValuesForRequestParameters");
  expect(stateOf(await azure.connection())).toMatchObject({ status: "Rejected" });
});

test("accepts only a decision, and only its relevant fields", async () => {
  const { azure, client } = await startAzure();
  await createEndpoint(client);
  const pending = await azure.connection();
  const { properties } = pending;
  const privateLinkServiceConnectionState = { status: "Approved", description: "", actionRequired: "all" };
  const refused: JsonObject[] = [
    { ...pending, properties: { privateLinkServiceConnectionState } },
    { properties: { ...properties, privateLinkServiceConnectionState } },
    { properties: { privateLinkServiceConnectionState: { status: "Pending" } } },
    {},
  ];
  for (const body of refused) {
    const { status, body: response } = await azure.send("PUT", pending.id, body);
    expect([status, response.error.code]).toEqual([400, "InvalidRequestContent"]);
  }
  await azure.send("PUT", pending.id, { properties: { privateLinkServiceConnectionState } });
  expect(stateOf(await azure.connection())).toEqual({
    status: "Approved",
    description: "",
    actionRequired: "None",
  });
});

test.each([
  [404, 404, "ResourceNotFound"],
  [400, 400, "ResourceNotFound"],
  [204, 204, undefined],
] as const)("responds with %i to a missing connection by switch", async (form, status, code) => {
  const { azure, client } = await startAzure({ azureMissingConnection: form });
  await createEndpoint(client);
  const path = `${accountPath}/privateEndpointConnections/none`;
  const response = await azure.send("GET", path);
  expect([response.status, response.body?.error.code]).toEqual([status, code]);
  // Only the other side creates connections.
  expect((await azure.decide(path, "Approved")).body.error.code).toBe("ResourceNotFound");
  const other = path.replace("acmestorage", "none");
  expect(await azure.send("GET", other)).toMatchObject({
    status: 404,
    body: { error: { code: "ResourceNotFound" } },
  });
});

test("lists in pages of two, in an order that tests choose", async () => {
  const { azure, client } = await startAzure();
  await createEndpoint(client);
  const own = (await azure.connection()).name;
  const create = (name: string, more = {}) =>
    client.post("/_emulator/privateEndpointConnections", { resource: accountPath, name, ...more });
  for (const name of ["b", "c"]) {
    await create(name);
  }
  const first = await create("a b", { position: 0, status: "Approved", privateEndpointId: "/x/pe-1" });
  expect(first.body).toMatchObject({
    id: `${accountPath}/privateEndpointConnections/a b`,
    properties: {
      privateEndpoint: { id: "/x/pe-1" },
      privateLinkServiceConnectionState: { status: "Approved" },
    },
  });
  const page = await azure.send("GET", `${accountPath}/privateEndpointConnections`);
  expect(page.body.value.map(({ name }) => name)).toEqual(["a b", own]);
  expect(page.body.nextLink).toMatch(new RegExp(`^${client.url}${accountPath}.*api-version=2025-08-01`));
  const names = async () => (await azure.connections()).map(({ name }) => name);
  expect(await names()).toEqual(["a b", own, "b", "c"]);
  const order = await client.send("PUT", "/_emulator/privateEndpointConnections", {
    resource: accountPath,
    names: ["c", own],
  });
  expect(order.body).toEqual({ names: ["c", own, "a b", "b"] });
  await create("d");
  expect(await names()).toEqual(["c", own, "a b", "b", "d"]);
  expect((await azure.send("GET", `${accountPath}/privateEndpointConnections/a%20b`)).status).toBe(200);
  const wrongs: JsonObject[] = [{ name: "b" }, { status: "None" }, { resource: `${accountPath}x` }];
  for (const wrong of wrongs) {
    expect(
      (await client.post("/_emulator/privateEndpointConnections", { resource: accountPath, ...wrong }))
        .status,
    ).toBe(400);
  }
});

test("polls approvals of SQL, whose members have another spelling", async () => {
  const { azure, client, emulator } = await startAzure({ azureOperationMs: 5000 });
  await azure.send("PUT", groupPath, { location: "westeurope" });
  await azure.send("PUT", serverPath, { location: "westeurope" });
  await client.post("/_emulator/privateEndpointConnections", { resource: serverPath, name: "one" });
  const { id, properties } = await azure.connection(serverPath);
  expect(properties.privateLinkServiceConnectionState).toHaveProperty("actionsRequired");
  const response = await azure.decide(id, "Approved", "by ACME");
  expect([response.status, response.body, response.headers.get("retry-after")]).toEqual([202, null, "5"]);
  const poll = async (header: string) =>
    azure.send("GET", (response.headers.get(header) ?? "").replace(client.url, ""));
  expect(await poll("azure-asyncoperation")).toMatchObject({ status: 200, body: { status: "InProgress" } });
  expect((await poll("location")).status).toBe(202);
  expect(stateOf(await azure.connection(serverPath))).toMatchObject({ status: "Pending" });
  emulator.clock.advance(5000);
  expect((await poll("azure-asyncoperation")).body).toMatchObject({ status: "Succeeded" });
  const done = await poll("location");
  expect(stateOf(done.body)).toEqual({
    status: "Approved",
    description: "by ACME",
    actionsRequired: "None",
  });
  expect((await azure.decide(id, "Approved")).status).toBe(400);
});

test("polls approvals of storage by switch, and fails if the connection is deleted meanwhile", async () => {
  const { azure, client, emulator } = await startAzure({ azureStorageApproval: "polled" });
  const { state } = await createEndpoint(client);
  const { id } = await azure.connection();
  const quick = await azure.decide(id, "Approved");
  expect([quick.status, quick.headers.get("retry-after")]).toEqual([202, null]);
  expect(await state()).toBe("Approved");

  emulator.switches.azureOperationMs = 5000;
  const slow = await azure.decide(id, "Rejected");
  await azure.send("DELETE", id);
  emulator.clock.advance(5000);
  const status = (slow.headers.get("azure-asyncoperation") ?? "").replace(client.url, "");
  expect((await azure.send("GET", status)).body).toMatchObject({
    status: "Failed",
    error: { code: "ResourceNotFound" },
  });
});

test("injects faults into management calls, and decisions by someone else", async () => {
  const { azure, client, emulator } = await startAzure();
  const { state } = await createEndpoint(client);
  const { id } = await azure.connection();
  emulator.faults.add({ kind: "answerLost", method: "PUT", path: accountPath });
  await expect(azure.decide(id, "Approved")).rejects.toThrow();
  expect(stateOf(await azure.connection())).toMatchObject({ status: "Approved" });
  expect(emulator.log.list({ method: "PUT" })).toMatchObject([{ fault: "answerLost", status: null }]);

  const patch = { properties: { privateLinkServiceConnectionState: { status: "Rejected" } } };
  emulator.faults.add({ kind: "edit", method: "GET", path: id, patch });
  expect(stateOf((await azure.send("GET", id)).body)).toMatchObject({ status: "Rejected" });
  expect(await state()).toBe("Rejected");
});

test("keeps accounts, connections and decisions over a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, "state");
  const before = await startAzure({}, { stateFile });
  await before.azure.send("PUT", groupPath, { location: "westeurope" });
  await before.azure.send("PUT", accountPath, accountBody);
  const { id } = await createEndpoint(before.client);
  await before.azure.decide((await before.azure.connection()).id, "Approved");
  const connection = await before.azure.connection();
  await before.emulator.close();

  const { azure, client } = await startAzure({}, { stateFile });
  expect(await azure.connection()).toEqual(connection);
  expect((await client.read(`${paths.endpoints}/${id}`)).state).toBe("Approved");
  expect((await azure.send("GET", accountPath)).body.location).toBe("westeurope");
});
