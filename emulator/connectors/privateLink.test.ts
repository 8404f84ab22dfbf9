import { expect, test } from "vitest";
import {
  accountBody,
  accountPath,
  createEndpoint,
  groupPath,
  startAzure,
} from "../testing/azureClient.testing";
import { endpointBody } from "../testing/bodies.testing";
import { paths } from "../testing/client.testing";

const lastPart = (id: string) => id.split("/").at(-1);

test("creates the endpoint's connection after one delay, and follows its approval after another", async () => {
  const { azure, client, emulator } = await startAzure({
    azureConnectionDelayMs: 60_000,
    azureFollowDelayMs: 30_000,
  });
  const { state } = await createEndpoint(client);
  expect(await azure.connections()).toEqual([]);
  emulator.clock.advance(60_000);
  const { id } = await azure.connection();
  await azure.decide(id, "Approved");
  expect(await state()).toBe("Pending");
  emulator.clock.advance(30_000);
  expect(await state()).toBe("Approved");
  await azure.decide(id, "Rejected");
  expect(await state()).toBe("Approved");
  emulator.clock.advance(30_000);
  expect(await state()).toBe("Rejected");
});

test("approves on Azure after the delay of approval, and shows it on both sides", async () => {
  const { azure, client, emulator } = await startAzure({
    approvalDelayMs: 60_000,
    azureFollowDelayMs: 60_000,
  });
  const { state } = await createEndpoint(client);
  const status = async () => (await azure.connection()).properties.privateLinkServiceConnectionState.status;
  expect(await status()).toBe("Pending");
  emulator.clock.advance(60_000);
  expect([await status(), await state()]).toEqual(["Approved", "Pending"]);
  emulator.clock.advance(60_000);
  expect(await state()).toBe("Approved");

  // The earlier decision wins.
  const other = await createEndpoint(client, { ...endpointBody, resourceName: "other" });
  const { id } = await azure.connection(accountPath.replace("acmestorage", "other"));
  await azure.decide(id, "Rejected");
  emulator.clock.advance(120_000);
  expect(await other.state()).toBe("Rejected");
});

test.each([
  ["id", (id: string) => `pe-${id}`],
  ["name", () => "ACME-endpoint"],
  ["opaque", () => expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/)],
] as const)("names its endpoint on Azure by %s", async (form, expected) => {
  const { azure, client } = await startAzure({ azurePrivateEndpointName: form });
  const { id } = await createEndpoint(client);
  const endpoint = (await azure.connection()).properties.privateEndpoint.id;
  expect(endpoint).toMatch(/^\/subscriptions\/00000000-0000-0000-0000-00000000bbbb\/resourceGroups\//);
  expect(lastPart(endpoint)).toEqual(expected(id));
  expect(lastPart(endpoint) === id).toBe(false);
  expect((await azure.connection()).properties.privateEndpoint.id).toBe(endpoint);
});

test.each([
  ["Rejected", "Rejected"],
  ["Failed", "Failed"],
  ["Pending", "Pending"],
  ["unchanged", "Approved"],
] as const)(
  "sets the endpoint to %s when its connection is deleted, and creates no other",
  async (form, expected) => {
    const { azure, client, emulator } = await startAzure({
      disconnectedEndpointState: form,
      azureFollowDelayMs: 60_000,
    });
    const { state } = await createEndpoint(client);
    const { id } = await azure.connection();
    await azure.decide(id, "Approved");
    emulator.clock.advance(60_000);
    expect(await state()).toBe("Approved");
    await azure.send("DELETE", id);
    expect([await azure.connections(), await state()]).toEqual([[], "Approved"]);
    expect((await azure.send("GET", id)).status).toBe(404);
    emulator.clock.advance(60_000);
    expect(await state()).toBe(expected);
    emulator.clock.advance(60_000);
    expect([await azure.connections(), await state()]).toEqual([[], expected]);
  },
);

test("removes only its own connection from Azure when the endpoint is deleted", async () => {
  const { azure, client } = await startAzure();
  const one = await createEndpoint(client);
  const other = await createEndpoint(client);
  await client.post("/_emulator/privateEndpointConnections", { resource: accountPath, name: "stranger" });
  await client.delete(`${paths.endpoints}/${one.id}`);
  const left = async () =>
    (await azure.connections()).map(({ properties }) => lastPart(properties.privateEndpoint.id));
  expect(await left()).toEqual([`pe-${other.id}`, "stranger"]);
  await client.delete(`/_emulator/privateEndpoints/${other.id}`);
  expect(await left()).toEqual(["stranger"]);
});

test("removes connections with their account, and leaves the endpoints unchanged", async () => {
  const { azure, client } = await startAzure();
  await azure.send("PUT", groupPath, { location: "westeurope" });
  await azure.send("PUT", accountPath, accountBody);
  const { state } = await createEndpoint(client);
  await azure.decide((await azure.connection()).id, "Approved");
  expect((await azure.send("DELETE", accountPath)).status).toBe(200);
  expect(await state()).toBe("Approved");
  expect((await azure.send("GET", accountPath)).status).toBe(404);
  await azure.send("PUT", accountPath, accountBody);
  expect([await azure.connections(), await state()]).toEqual([[], "Approved"]);
});

test("adopts an unknown account that an endpoint names, unless a switch forbids it", async () => {
  const { azure, client, emulator } = await startAzure();
  expect((await azure.send("GET", accountPath)).body.error.code).toBe("ResourceNotFound");
  const { state } = await createEndpoint(client);
  expect((await azure.send("GET", accountPath)).body).toMatchObject({ id: accountPath });
  expect(await state()).toBe("Pending");

  emulator.reset();
  emulator.switches.storageAccountMadeElsewhere = "missing";
  await client.authorise();
  await azure.authorise();
  const other = await createEndpoint(client);
  expect(await other.state()).toBe("Failed");
  expect((await azure.send("GET", accountPath)).body.error.code).toBe("ResourceGroupNotFound");
  await azure.send("PUT", groupPath, { location: "westeurope" });
  expect((await azure.send("GET", accountPath)).body.error.code).toBe("ResourceNotFound");
  await azure.send("PUT", accountPath, accountBody);
  const { state: third } = await createEndpoint(client);
  expect([await third(), (await azure.connections()).length]).toEqual(["Pending", 1]);
});

test("sets only one side by the admin call", async () => {
  const { azure, client } = await startAzure();
  const { id, state } = await createEndpoint(client);
  await client.post(`/_emulator/privateEndpoints/${id}/state`, { state: "Approved" });
  const connection = await azure.connection();
  expect(connection.properties.privateLinkServiceConnectionState.status).toBe("Pending");
  expect(await state()).toBe("Approved");
  await client.post(`/_emulator/privateEndpoints/${id}/state`, { state: "Failed" });
  await azure.decide(connection.id, "Approved");
  expect(await state()).toBe("Approved");
  await client.post(`/_emulator/privateEndpoints/${id}/state`, { state: "Rejected" });
  expect([await state(), await state()]).toEqual(["Rejected", "Rejected"]);
});

test("shows no endpoints of Snowflake in Azure's management calls", async () => {
  const { azure, client, emulator } = await startAzure();
  const { id, state } = await createEndpoint(client, {
    ...endpointBody,
    fqdns: ["acme.privatelink.snowflakecomputing.com"],
    connectionSpec: { id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3", version: "1.0" },
  });
  expect([await state(), (await azure.send("GET", accountPath)).status]).toEqual(["Pending", 404]);
  expect((await client.get("/_emulator/privateEndpointConnections")).body.items).toEqual([]);
  emulator.switches.approvalDelayMs = 0;
  expect(await state()).toBe("Approved");
  expect((await client.delete(`${paths.endpoints}/${id}`)).status).toBe(200);
});

test("reads and changes connections by their ids in admin calls", async () => {
  const { azure, client } = await startAzure();
  const { state } = await createEndpoint(client);
  const { id } = await azure.connection();
  const path = `/_emulator/privateEndpointConnections/${encodeURIComponent(id)}`;
  expect((await client.get(path)).body).toEqual(await azure.connection());
  await client.send("PATCH", path, {
    properties: { privateLinkServiceConnectionState: { status: "Approved" } },
  });
  expect(await state()).toBe("Approved");
  await client.delete(path);
  expect([await azure.connections(), await state()]).toEqual([[], "Rejected"]);
});
