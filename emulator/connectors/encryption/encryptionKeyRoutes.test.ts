import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { flowBody, sourceBody, targetBody } from "../../testing/bodies.testing";
import { type Client, createPipeline, paths, start } from "../../testing/client.testing";

const passPhrase = "a-passphrase-for-tests";
const keyBody: JsonObject = { name: "acme", encryptionAlgorithm: "PGP", params: { passPhrase } };
const days = (count: number) => count * 24 * 3_600_000;

interface Key {
  publicKeyId: string;
  publicKey: string;
  expiryTime: string;
}

const createKey = async (client: Client, body: JsonObject = keyBody) =>
  (await client.post(paths.encryptionKeys, body)).body as unknown as Key;

const listKeys = async (client: Client, path = paths.encryptionKeys) =>
  (await client.get(path)).body as unknown as JsonObject[];

const code = (response: { status: number; body: { type: string } }) => [
  response.status,
  response.body.type.split("/").at(-1),
];

test("creates a key pair that expires after 180 days, and lists and reads it", async () => {
  const { client, emulator } = await start();
  const response = await client.post(paths.encryptionKeys, keyBody);
  const key = response.body as unknown as Key;
  expect(response.status).toBe(201);
  expect(Object.keys(key).sort()).toEqual(["expiryTime", "publicKey", "publicKeyId"]);
  expect(key.expiryTime).toBe(String(Math.floor((emulator.clock.now() + days(180)) / 1000)));
  expect(Buffer.from(key.publicKey, "base64").toString()).toMatch(/^-----BEGIN PGP PUBLIC KEY BLOCK-----\n/);
  const entity = { encryptionAlgorithm: "PGP", name: "acme", ...key, keyType: "ENCRYPTION" };
  expect(await listKeys(client)).toEqual([entity]);
  expect((await client.get(`${paths.encryptionKeys}/${key.publicKeyId}`)).body).toEqual(entity);
  expect(await listKeys(client.in("dev"))).toEqual([]);
  expect((await client.in("dev").get(`${paths.encryptionKeys}/${key.publicKeyId}`)).status).toBe(404);
});

test("keeps no passphrase, in the log nor in any entity", async () => {
  const { client, emulator } = await start();
  await createKey(client);
  await client.post(paths.customerKeys, { ...keyBody, publicKey: "bm90IGEga2V5" });
  const entities = await Promise.all(
    ["encryptionKeys", "customerKeys"].map(async (name) => (await client.get(`/_emulator/${name}`)).body),
  );
  const text = JSON.stringify([emulator.log.list(), entities]);
  expect(text).toContain("acme");
  expect(text).not.toContain(passPhrase);
});

test.each<[JsonObject, string]>([
  [{ encryptionAlgorithm: "RSA" }, "CONNECTOR-1204-400"],
  [{ encryptionAlgorithm: null }, "CONNECTOR-1204-400"],
  [{ params: {} }, "CONNECTOR-1205-400"],
  [{ params: { passPhrase: "" } }, "CONNECTOR-1205-400"],
  [{ params: { passPhrase: 1 } }, "CONNECTOR-1205-400"],
  [{ params: "none" }, "FLOW-1100-400"],
  [{ name: 1 }, "FLOW-1100-400"],
  [{ expiryTime: "1" }, "FLOW-1100-400"],
])("refuses %j with %s", async (change, expected) => {
  const { client } = await start();
  expect(code(await client.post(paths.encryptionKeys, { ...keyBody, ...change }))).toEqual([400, expected]);
  expect(await listKeys(client)).toEqual([]);
});

test("validates a key until it expires by the clock", async () => {
  const { client, emulator } = await start();
  const { publicKeyId } = await createKey(client);
  const validate = async () => (await client.get(`${paths.encryptionKeys}/validate/${publicKeyId}`)).body;
  expect(await validate()).toEqual({ publicKeyId, status: "Active" });
  emulator.clock.advance(days(180) - 60_000);
  await client.authorise();
  expect(await validate()).toEqual({ publicKeyId, status: "Active" });
  emulator.clock.advance(60_000);
  expect(await validate()).toEqual({ publicKeyId, status: "Expired" });
  expect(await listKeys(client)).toHaveLength(1);
  emulator.switches.expiredEncryptionKeys = "gone";
  expect(await listKeys(client)).toEqual([]);
});

test("deletes a key, or has no DELETE by switch", async () => {
  const { client, emulator } = await start();
  const { publicKeyId } = await createKey(client);
  const path = `${paths.encryptionKeys}/${publicKeyId}`;
  for (const status of [405, 404] as const) {
    emulator.switches.encryptionKeyDelete = status;
    expect((await client.delete(path)).status).toBe(status);
  }
  expect((await client.get(path)).status).toBe(200);
  emulator.switches.encryptionKeyDelete = 204;
  expect(await client.delete(path)).toMatchObject({ status: 204, body: null });
  expect(code(await client.get(path))).toEqual([404, "CONNECTOR-1003-404"]);
  expect(code(await client.delete(path))).toEqual([404, "CONNECTOR-1003-404"]);
  emulator.switches.unknownEncryptionKey = 400;
  expect(code(await client.get(path))).toEqual([400, "CONNECTOR-1311-400"]);
});

test("follows the switches for names, lists and members", async () => {
  const { client, emulator } = await start({ switches: { encryptionKeyCreateStatus: 200 } });
  const { switches } = emulator;
  expect((await client.post(paths.encryptionKeys, keyBody)).status).toBe(200);
  switches.encryptionKeyList = "single";
  switches.encryptionKeyMembers = "older";
  expect(await listKeys(client)).not.toHaveProperty("name");
  expect(await listKeys(client)).toHaveProperty("publicKeyId");
  expect((await client.post(paths.encryptionKeys, keyBody)).status).toBe(200);
  expect(await listKeys(client)).toHaveLength(2);
  switches.duplicateEncryptionKeyName = "refuse";
  expect((await client.post(paths.encryptionKeys, keyBody)).status).toBe(400);
  const { name: _name, ...unnamed } = keyBody;
  expect((await client.post(paths.encryptionKeys, unnamed)).status).toBe(200);
  switches.encryptionKeyName = "required";
  expect(code(await client.post(paths.encryptionKeys, unnamed))).toEqual([400, "CONNECTOR-1304-400"]);
  switches.encryptionKeyScope = "organisation";
  expect(await listKeys(client.in("dev"))).toHaveLength(3);
});

test("stores the public keys of clients, which do not expire", async () => {
  const { client } = await start();
  const body = { name: "sign", encryptionAlgorithm: "GPG", publicKey: "bm90IGEga2V5" };
  const response = await client.post(paths.customerKeys, body);
  const { publicKeyId } = response.body as unknown as Key;
  expect([response.status, Object.keys(response.body)]).toEqual([201, ["publicKeyId"]]);
  expect(await listKeys(client, paths.customerKeys)).toEqual([
    { ...body, publicKeyId, keyType: "SIGN_VERIFICATION" },
  ]);
  expect(await listKeys(client)).toEqual([]);
  const publicKey = "-----BEGIN PGP";
  expect(code(await client.post(paths.customerKeys, { ...body, publicKey }))).toEqual([
    400,
    "CONNECTOR-1312-400",
  ]);
});

const encrypted = (source: string, target: string, params: JsonObject): JsonObject => ({
  ...flowBody(source, target),
  transformations: [
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
    { name: "Encryption", params },
  ],
});

test("a draft of a flow is not published with a key that has expired", async () => {
  const { client, emulator } = await start();
  const { source, target } = await createPipeline(client);
  const { publicKeyId } = await createKey(client);
  const body = encrypted(source, target, { publicKeyId });
  const { id } = (await client.post(`${paths.flows}?mode=draft`, body)).body;
  emulator.clock.advance(days(180));
  await client.authorise();
  const publish = () => client.post(`${paths.flows}/${id}/action?op=publish`);
  const scheduleParams = {
    startTime: String(Math.floor(emulator.clock.now() / 1000) + 3600),
    frequency: "once",
  };
  await client.patch(`${paths.flows}/${id}`, [
    { op: "replace", path: "/scheduleParams", value: scheduleParams },
  ]);
  expect(code(await publish())).toEqual([400, "CONNECTOR-1310-400"]);
  const { publicKeyId: newId } = await createKey(client);
  await client.patch(`${paths.flows}/${id}`, [
    { op: "replace", path: "/transformations/1/params/publicKeyId", value: newId },
  ]);
  expect((await publish()).status).toBe(200);
});

test("a flow names existing keys that have not expired", async () => {
  const { client, emulator } = await start();
  const { connection } = await createPipeline(client);
  const { publicKeyId } = await createKey(client);
  const customerKey = await client.post(paths.customerKeys, { ...keyBody, publicKey: "bm90IGEga2V5" });
  const { publicKeyId: signVerificationKeyId } = customerKey.body as unknown as Key;
  const create = async (params: JsonObject) => {
    const source = (await client.post(paths.sources, sourceBody(connection))).body.id;
    const target = (await client.post(paths.targets, targetBody)).body.id;
    return client.post(paths.flows, encrypted(source, target, params));
  };
  expect(code(await create({}))).toEqual([400, "CONNECTOR-1309-400"]);
  expect(code(await create({ publicKeyId: "none" }))).toEqual([400, "CONNECTOR-1311-400"]);
  expect(code(await create({ publicKeyId: signVerificationKeyId }))).toEqual([400, "CONNECTOR-1311-400"]);
  expect(code(await create({ publicKeyId, signVerificationKeyId: "none" }))).toEqual([
    400,
    "CONNECTOR-1311-400",
  ]);
  const flow = await create({ publicKeyId, signVerificationKeyId });
  expect(flow.status).toBe(201);
  expect(code(await client.delete(`${paths.encryptionKeys}/${publicKeyId}`))).toEqual([400, "FLOW-1447-400"]);
  emulator.clock.advance(days(180));
  await client.authorise();
  // A new flow cannot use the expired key, and an existing one can still be changed.
  const replace = (path: string, value: string) =>
    client.patch(`${paths.flows}/${flow.body.id}`, [{ op: "replace", path, value }]);
  expect((await replace("/name", "renamed")).status).toBe(200);
  expect(code(await replace("/transformations/1/params/publicKeyId", "none"))).toEqual([
    400,
    "CONNECTOR-1311-400",
  ]);
  emulator.switches.publicKeyExistence = "ignore";
  expect((await replace("/transformations/1/params/publicKeyId", "none")).status).toBe(200);
  expect(code(await replace("/transformations/1/params/publicKeyId", publicKeyId))).toEqual([
    400,
    "CONNECTOR-1310-400",
  ]);
  expect((await client.delete(`${paths.encryptionKeys}/${publicKeyId}`)).status).toBe(204);
});
