import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { MadconnectClient, startMadconnect } from "./madconnect.testing";

/** The sample response of Get Connection Details, with the type of each value. */
const sampleItem = {
  accountId: expect.stringMatching(/^[0-9a-f]{16}$/),
  createdTime: expect.any(Number),
  deleted: expect.any(Boolean),
  dest: {
    configured: expect.any(Boolean),
    connectorId: expect.stringMatching(/^\w{16}$/),
    connectorLogo: expect.stringMatching(/^https:\/\//),
    connectorName: expect.any(String),
  },
  editable: expect.any(Boolean),
  enabled: expect.any(Boolean),
  env: expect.any(String),
  id: expect.stringMatching(/^[0-9a-f]{16}$/),
  monthlyVolume: expect.any(Number),
  name: expect.any(String),
  src: {
    configured: expect.any(Boolean),
    connectorId: expect.stringMatching(/^\w{16}$/),
    connectorLogo: expect.stringMatching(/^https:\/\//),
    connectorName: expect.any(String),
  },
  status: expect.stringMatching(/^(In-progress|active|disabled|deleted|broken|offline)$/),
  totalVolume: expect.any(Number),
  updatedTime: expect.any(Number),
  usedVolume: expect.any(Number),
};

const sampleAnswer = (response: unknown) => ({ statusCode: 0, statusMessage: expect.any(String), response });

const createBody: JsonObject = {
  destConfigurationId: null,
  destConnectionConfig: { advertiserId: "12345", audienceSource: "USER_PROVIDED_ONLY" },
  destConnectorId: "13a4e0ca00af0011",
  name: "Sample Connection",
  srcConfigurationId: null,
  srcConnectionConfig: { bucketURI: "s3://snowflake-native-app-test/connectors/sample-csv" },
  srcConnectorId: "STWkG5hhS3EvG511",
};

const updateBody: JsonObject = {
  name: "Sample Connection",
  srcConnectionConfig: { bucketURI: "s3://snowflake-native-app-test/connectors/sample-csv" },
  destConnectionConfig: { advertiserId: "123456", audienceSource: "USER_PROVIDED_ONLY" },
};

const list = "/es/v2/connections?accountId=a3ba4fbd9d51df11&q=&size=10&offset=0&status=";

async function startWithConnection() {
  const { emulator, client: authorised } = await startMadconnect();
  // The samples contain the account.
  const client = new MadconnectClient(emulator.url, "");
  client.token = authorised.token;
  const created = await client.send("POST", "/es/v2/connections?accountId=a3ba4fbd9d51df11", createBody);
  const [item] = (await client.send<JsonObject[]>("GET", list)).body.response;
  const path = (rest = "") => `/es/v2/connections/${item?.id}${rest}?accountId=a3ba4fbd9d51df11`;
  return { client, created, item, path };
}

test("madconnect-connections.md, List Connections", async () => {
  const { client } = await startWithConnection();
  const { status, body } = await client.send("GET", list);
  expect([status, body]).toEqual([200, sampleAnswer([sampleItem])]);
});

test("madconnect-connections.md, Create a Connection", async () => {
  const { created, item } = await startWithConnection();
  expect([created.status, created.body]).toEqual([200, sampleAnswer({})]);
  expect(item).toMatchObject({
    accountId: "a3ba4fbd9d51df11",
    name: "Sample Connection",
    src: { configured: true, connectorId: "STWkG5hhS3EvG511" },
    dest: { configured: true, connectorId: "13a4e0ca00af0011" },
  });
});

test("madconnect-connections.md, Update Connection", async () => {
  const { client, path } = await startWithConnection();
  const { status, body } = await client.send("PUT", path(), { ...updateBody, name: "Renamed" });
  expect([status, body]).toEqual([200, sampleAnswer({})]);
  expect((await client.send("GET", path())).body.response).toMatchObject({ name: "Renamed" });
});

test.each([
  ["activate", "active", true],
  ["enable", "active", true],
  ["disable", "disabled", false],
])("madconnect-connections.md, Update Connection Status: %s", async (call, wanted, enabled) => {
  const { client, path } = await startWithConnection();
  const { status, body } = await client.send("PUT", path(`/status/${call}`));
  expect([status, body]).toEqual([200, sampleAnswer({})]);
  expect((await client.send("GET", path())).body.response).toMatchObject({ status: wanted, enabled });
});

test("madconnect-connections.md, Delete Connection", async () => {
  const { client, path } = await startWithConnection();
  const { status, body } = await client.send("DELETE", path());
  expect([status, body]).toEqual([200, sampleAnswer({})]);
  expect((await client.send("GET", path())).body.response).toMatchObject({
    status: "deleted",
    deleted: true,
  });
});

test("madconnect-connections.md, Get Connection Details", async () => {
  const { client, item, path } = await startWithConnection();
  const { status, body } = await client.send("GET", path());
  expect([status, body]).toEqual([200, sampleAnswer(sampleItem)]);
  expect(body.response).toEqual(item);
});
