import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  account,
  configSecret,
  connectionBody,
  connectionsPath,
  MadconnectClient,
  startMadconnect,
  subAccount,
  updateBody,
} from "../testing/madconnect.testing";
import { markOf } from "./configs";

const day = 24 * 60 * 60 * 1000;

/** A connection through the admin calls, which show the marks of its configs. */
async function seen(client: MadconnectClient, id: string) {
  return (await fetch(`${client.url}/_emulator/madconnectConnections/${id}`)).json();
}

test.each([
  ["empty", {}],
  ["id", { id: expect.stringMatching(/^[0-9a-f]{16}$/) }],
  ["item", { id: expect.any(String), name: "ACME connection", status: "In-progress" }],
] as const)("responds to create with %s", async (madconnectCreateAnswer, response) => {
  const { client } = await startMadconnect({ switches: { madconnectCreateAnswer } });
  const { status, body } = await client.send("POST", connectionsPath, connectionBody);
  expect([status, body.statusCode]).toEqual([200, 0]);
  expect(body.response).toMatchObject(response);
  expect(Object.keys(body.response as object).length > 1).toBe(madconnectCreateAnswer === "item");
});

test.each([
  [{ ...connectionBody, name: "" }, "name is missing"],
  [{ ...connectionBody, srcConnectorId: "none" }, "no connector none"],
  [{ ...connectionBody, srcConnectorId: "13a4e0ca00af0011" }, "not compatible"],
  [{ ...connectionBody, srcConnectorId: "c04b8e6f1a2d3011" }, "not compatible"],
  [{ ...connectionBody, srcConfigurationId: 7 }, "srcConfigurationId"],
  [{ ...connectionBody, destConnectionConfig: "text" }, "destConnectionConfig must be an object"],
  [{ ...connectionBody, status: "active" }, "status"],
])("refuses %j inside HTTP 200", async (body, message) => {
  const { client } = await startMadconnect();
  expect(await client.send("POST", connectionsPath, body)).toMatchObject({
    status: 200,
    body: { statusCode: 400, statusMessage: expect.stringContaining(message), response: {} },
  });
  expect(await client.list()).toEqual([]);
});

test("shows a failure in HTTP's status by switch", async () => {
  const { client, emulator } = await startMadconnect();
  const statuses = async () => [
    (await client.send("GET", `${connectionsPath}/none`)).status,
    (await new MadconnectClient(client.url).send("GET", connectionsPath)).status,
  ];
  expect(await statuses()).toEqual([200, 401]);
  emulator.switches.madconnectHttpStatus = "everyFailure";
  expect(await statuses()).toEqual([404, 401]);
  emulator.switches.madconnectHttpStatus = "none";
  expect(await statuses()).toEqual([200, 200]);
  expect(await client.code("GET", `${connectionsPath}/none`)).toBe(404);
});

test("separates accounts, and refuses foreign ones", async () => {
  const { client, emulator } = await startMadconnect();
  const id = await client.create();
  const path = `${connectionsPath}/${id}`;
  expect(await client.in(subAccount).list()).toEqual([]);
  expect(await client.in(subAccount).code("GET", path)).toBe(404);
  expect(await client.in("0000000000000000").code("GET", path)).toBe(403);
  expect((await client.in("").read(id)).id).toBe(id);
  emulator.switches.madconnectMissingAccount = "refuse";
  expect(await client.in("").code("GET", path)).toBe(400);
});

test("keeps configs out of responses, log and file, and shows their marks", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, "state");
  const { client, emulator } = await startMadconnect({ stateFile });
  const id = await client.create();
  await client.send("PUT", `${connectionsPath}/${id}`, updateBody);
  const { connectorId, configured } = (await client.read(id)).src;
  expect([connectorId, configured]).toEqual(["STWkG5hhS3EvG511", true]);
  expect(await client.read(id)).not.toHaveProperty("srcConnectionConfig");
  expect(await seen(client, id)).toMatchObject({
    srcConnectionConfig: { bucketURI: markOf(configSecret) },
    destConnectionConfig: { advertiserId: markOf("123456"), audienceSource: markOf("USER_PROVIDED_ONLY") },
  });
  const [logged] = emulator.log.list({ method: "PUT" });
  expect(logged?.body).toEqual({
    name: "ACME connection",
    srcConnectionConfig: { bucketURI: "***" },
    destConnectionConfig: { advertiserId: "***", audienceSource: "***" },
  });
  for (const text of [JSON.stringify(emulator.log.list()), readFileSync(stateFile, "utf8")]) {
    expect(text).toContain("ACME connection");
    expect(text).not.toContain(configSecret);
    expect(text).not.toContain("emulator-secret");
    expect(text).not.toContain(client.token);
  }

  emulator.switches.madconnectConfigsOnRead = "masked";
  expect((await client.read(id)).srcConnectionConfig).toEqual({ bucketURI: markOf(configSecret) });
  emulator.switches.madconnectConfigsOnRead = "clear";
  expect((await client.read(id)).srcConnectionConfig).toEqual({ bucketURI: configSecret });
  await emulator.close();
  const again = await startMadconnect({ stateFile, switches: { madconnectConfigsOnRead: "clear" } });
  expect((await again.client.read(id)).srcConnectionConfig).toEqual({ bucketURI: markOf(configSecret) });
});

test("updates name, configs and updatedTime, but not the connectors", async () => {
  const { client, emulator } = await startMadconnect();
  const id = await client.create();
  const path = `${connectionsPath}/${id}`;
  const before = await client.read(id);
  emulator.clock.advance(5000);
  expect(await client.code("PUT", path, { ...updateBody, name: "renamed", destConnectionConfig: {} })).toBe(
    0,
  );
  const after = await client.read(id);
  expect(after).toEqual({
    ...before,
    name: "renamed",
    dest: { ...before.dest, configured: false },
    updatedTime: expect.any(Number),
  });
  expect(after.updatedTime - before.updatedTime).toBeGreaterThanOrEqual(5);

  const withConnectors = { ...updateBody, srcConnectorId: "7d1f4c02be5a9011" };
  expect(await client.code("PUT", path, withConnectors)).toBe(400);
  emulator.switches.madconnectConnectorsInUpdate = "ignore";
  expect(await client.code("PUT", path, withConnectors)).toBe(0);
  expect((await client.read(id)).src.connectorId).toBe("STWkG5hhS3EvG511");

  expect(await client.code("PUT", path, { name: "alone" })).toBe(400);
  emulator.switches.madconnectPartialUpdate = "keep";
  expect(await client.code("PUT", path, { name: "alone" })).toBe(0);
  expect(await seen(client, id)).toMatchObject({
    name: "alone",
    srcConnectionConfig: { bucketURI: markOf(configSecret) },
  });
});

test("requires unique names of connections that are not deleted by switch", async () => {
  const { client, emulator } = await startMadconnect();
  const first = await client.create();
  const second = await client.create();
  expect(second).not.toBe(first);
  emulator.switches.madconnectDuplicateName = "refuse";
  expect(await client.code("POST", connectionsPath, connectionBody)).toBe(409);
  expect(await client.code("PUT", `${connectionsPath}/${second}`, updateBody)).toBe(409);
  await client.send("DELETE", `${connectionsPath}/${first}`);
  expect(await client.code("PUT", `${connectionsPath}/${second}`, updateBody)).toBe(0);
});

test("ends In-progress by a call, or after its time", async () => {
  const { client, emulator } = await startMadconnect();
  const id = await client.create();
  emulator.clock.advance(10 * day);
  await client.authorise();
  expect(await client.read(id)).toMatchObject({ status: "In-progress", enabled: false });
  expect(await client.call(id, "activate")).toBe("active");

  emulator.switches.madconnectInProgressMs = 60_000;
  const other = await client.create({ ...connectionBody, name: "other" });
  expect((await client.read(other)).status).toBe("In-progress");
  emulator.clock.advance(60_000);
  expect(await client.list("status=active")).toHaveLength(2);

  emulator.switches.madconnectCreateStatus = "disabled";
  expect(await client.read(await client.create({ ...connectionBody, name: "third" }))).toMatchObject({
    status: "disabled",
    enabled: false,
  });
});

test("refuses status calls that do not apply by switches", async () => {
  const { client, emulator } = await startMadconnect();
  const id = await client.create();
  const code = (call: string) => client.code("PUT", `${connectionsPath}/${id}/status/${call}`);
  expect(await code("restore")).toBe(400);
  emulator.switches.madconnectStatusCall = "ownStatus";
  expect([await code("enable"), await code("disable"), await code("activate")]).toEqual([409, 409, 0]);
  expect([await code("disable"), await code("activate"), await code("enable")]).toEqual([0, 409, 0]);
  expect(await code("enable")).toBe(0);
  emulator.switches.madconnectSameStatus = "refuse";
  expect(await code("enable")).toBe(409);
  expect((await client.read(id)).status).toBe("active");
});

test.each([
  ["keep", 0, "broken", false],
  ["change", 0, "disabled", false],
  ["refuse", 409, "broken", true],
] as const)(
  "a status call of what is broken: %s",
  async (madconnectStatusOfBroken, code, status, enabled) => {
    const { client } = await startMadconnect({ switches: { madconnectStatusOfBroken } });
    const id = await client.create();
    await client.call(id, "activate");
    await client.send("PATCH", `/_emulator/madconnectConnections/${id}`, { status: "broken" });
    expect(await client.read(id)).toMatchObject({ status: "broken", enabled: true });
    expect(await client.code("PUT", `${connectionsPath}/${id}/status/disable`)).toBe(code);
    expect(await client.read(id)).toMatchObject({ status, enabled });
  },
);

test("shows a deleted connection for 30 days without changes, and removes it then", async () => {
  const { client, emulator } = await startMadconnect();
  const id = await client.create();
  const path = `${connectionsPath}/${id}`;
  expect(await client.code("DELETE", path)).toBe(0);
  expect(await client.read(id)).toMatchObject({ status: "deleted", deleted: true, enabled: false });
  expect(await client.code("PUT", path, updateBody)).toBe(409);
  expect(await client.code("PUT", `${path}/status/activate`)).toBe(409);
  expect(await client.code("DELETE", path)).toBe(409);
  emulator.switches.madconnectDeleteDeleted = "accept";
  expect(await client.code("DELETE", path)).toBe(0);

  expect(await client.list()).toHaveLength(1);
  expect(await client.list("status=active")).toEqual([]);
  emulator.switches.madconnectDeletedInList = "statusOnly";
  expect(await client.list("status=all")).toEqual([]);
  expect(await client.list("status=deleted")).toHaveLength(1);

  emulator.clock.advance(30 * day - 60_000);
  await client.authorise();
  expect((await client.read(id)).status).toBe("deleted");
  emulator.clock.advance(60_000);
  expect(await client.list("status=deleted")).toEqual([]);
  expect(await client.send("GET", path)).toMatchObject({ status: 200, body: { statusCode: 404 } });
  expect(await client.code("DELETE", path)).toBe(404);
});

test("lists by keyword and status in pages", async () => {
  const { client, emulator } = await startMadconnect();
  for (let count = 1; count <= 12; count += 1) {
    await client.send("POST", connectionsPath, { ...connectionBody, name: `ACME ${count}` });
  }
  const names = async (query: string) => (await client.list(query)).map(({ name }) => name.slice(5));
  expect(await names("")).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
  expect(await names("size=&offset=10")).toEqual(["11", "12"]);
  expect(await names("size=5&offset=2")).toEqual(["3", "4", "5", "6", "7"]);
  expect(await names("offset=12")).toEqual([]);
  expect(await names("q=acme%201")).toEqual(["1", "10", "11", "12"]);
  expect(await names("status=active")).toEqual([]);
  expect(await names("status=In-progress&size=2")).toEqual(["1", "2"]);
  emulator.switches.madconnectOffset = "pages";
  expect(await names("size=5&offset=2")).toEqual(["11", "12"]);
  const total = async () => (await client.send("GET", `${connectionsPath}?size=3`)).body.total;
  expect(await total()).toBeUndefined();
  emulator.switches.madconnectListTotal = "total";
  expect(await total()).toBe(12);
});

test.each(["size=0", "size=101", "size=ten", "offset=-1", "offset=1.5", "status=gone"])(
  "a list with %s is refused",
  async (query) => {
    const { client } = await startMadconnect();
    expect(await client.code("GET", `${connectionsPath}?${query}`)).toBe(400);
  },
);

test("shows a new connection after a delay by switch", async () => {
  const { client, emulator } = await startMadconnect({
    switches: { madconnectCreateAnswer: "id", visibleAfterMs: 60_000, listedAfterMs: 120_000 },
  });
  const { body } = await client.send<{ id: string }>("POST", connectionsPath, connectionBody);
  const path = `${connectionsPath}/${body.response.id}`;
  expect([await client.code("GET", path), (await client.list()).length]).toEqual([404, 0]);
  emulator.clock.advance(60_000);
  expect([await client.code("GET", path), (await client.list()).length]).toEqual([0, 0]);
  emulator.clock.advance(60_000);
  expect((await client.list()).length).toBe(1);
});

test("injects faults into a connection, not into the Flow Service's connections", async () => {
  const { client, emulator } = await startMadconnect();
  const id = await client.create();
  const path = `${connectionsPath}/${id}`;
  const template = "/es/v2/connections/{id}/status/{status}";

  emulator.faults.add({ kind: "answerLost", method: "POST", template: connectionsPath });
  await expect(client.send("POST", connectionsPath, { ...connectionBody, name: "lost" })).rejects.toThrow();
  expect(await client.list("q=lost")).toHaveLength(1);

  emulator.faults.add({ kind: "answerLost", method: "PUT", template });
  await expect(client.send("PUT", `${path}/status/activate`)).rejects.toThrow();
  expect((await client.read(id)).status).toBe("active");

  emulator.faults.add({ kind: "lostUpdate", method: "PUT", template });
  expect(await client.call(id, "disable")).toBe("active");
  emulator.faults.add({ kind: "lostUpdate", method: "PUT", path });
  expect(await client.code("PUT", path, { ...updateBody, name: "theirs" })).toBe(0);
  expect((await client.read(id)).name).toBe("ACME connection");
  emulator.faults.add({ kind: "edit", method: "GET", path, patch: { name: "edited", status: "offline" } });
  expect(await client.read(id)).toMatchObject({ name: "edited", status: "offline", enabled: true });
  emulator.faults.add({ kind: "lostUpdate", method: "DELETE", path });
  expect(await client.code("DELETE", path)).toBe(0);
  expect((await client.read(id)).deleted).toBe(false);

  emulator.faults.add({ kind: "answer", status: 503, apply: true, method: "DELETE", path, body: {} });
  expect((await client.send("DELETE", path)).status).toBe(503);
  expect((await client.read(id)).deleted).toBe(true);
  emulator.faults.add({ kind: "staleToken" });
  expect((await client.send("GET", path)).status).toBe(401);
});

test("keeps all data over a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, "state");
  const before = await startMadconnect({ stateFile });
  const id = await before.client.create();
  await before.client.call(id, "activate");
  await before.client.send("DELETE", `${connectionsPath}/${id}`);
  const item = await before.client.read(id);
  await before.emulator.close();
  const { client, emulator } = await startMadconnect({ stateFile });
  expect(await client.read(id)).toEqual(item);
  await client.send("POST", `/_emulator/madconnectConnections/${id}/restore`);
  expect((await client.read(id)).status).toBe("active");
  const old = new MadconnectClient(emulator.url, account);
  old.token = before.client.token;
  expect((await old.send("GET", connectionsPath)).status).toBe(401);
});
