import { expect, test } from "vitest";
import type { Json } from "../core/json";
import {
  connectionBody,
  connectionsPath,
  type MadconnectItem,
  startMadconnect,
  subAccount,
} from "../testing/madconnect.testing";
import { markOf } from "./configs";

async function startWithAdmin() {
  const { client, emulator } = await startMadconnect();
  const admin = async (method: string, path: string, body?: Json) => {
    const response = await fetch(`${client.url}/_emulator/madconnectConnections${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as MadconnectItem & { items: Json[] } };
  };
  return { client, emulator, admin };
}

test("creates a connection in any status and account", async () => {
  const { client, admin } = await startWithAdmin();
  const { body } = await admin("POST", "", { ...connectionBody, status: "broken", accountId: subAccount });
  expect(await client.in(subAccount).read(body.id)).toMatchObject({
    status: "broken",
    name: "ACME connection",
  });
  expect((await admin("POST", "", { ...connectionBody, status: "gone" })).status).toBe(400);
  expect((await admin("POST", "", { ...connectionBody, accountId: "none" })).status).toBe(400);
  expect((await admin("POST", "", { ...connectionBody, destConnectorId: "none" })).status).toBe(400);
  expect((await admin("GET", "")).body.items).toEqual([expect.objectContaining({ id: body.id })]);
});

test("changes a connection as someone else would", async () => {
  const { client, emulator, admin } = await startWithAdmin();
  const id = await client.create();
  const before = await client.read(id);
  emulator.clock.advance(5000);
  await admin("PATCH", `/${id}`, {
    name: "theirs",
    status: "disabled",
    srcConnectionConfig: { region: "their secret" },
  });
  const after = await client.read(id);
  expect(after).toMatchObject({ name: "theirs", status: "disabled", enabled: false });
  expect(after.updatedTime).toBeGreaterThan(before.updatedTime);
  const { body } = await admin("GET", `/${id}`);
  expect(body.srcConnectionConfig).toEqual({
    bucketURI: markOf("s3://acme-not-a-real-bucket/orders"),
    region: markOf("their secret"),
  });
  await admin("PATCH", `/${id}`, { status: "active" });
  expect((await client.read(id)).enabled).toBe(true);
  await admin("PATCH", `/${id}`, { enabled: false });
  expect(await client.read(id)).toMatchObject({ status: "active", enabled: false });
});

test("deletes and restores within 30 days", async () => {
  const { client, emulator, admin } = await startWithAdmin();
  const id = await client.create();
  await client.call(id, "activate");
  expect((await admin("POST", `/${id}/restore`)).status).toBe(400);
  await client.send("DELETE", `${connectionsPath}/${id}`);
  expect((await admin("POST", `/${id}/restore`)).status).toBe(200);
  expect(await client.read(id)).toMatchObject({ status: "active", enabled: true, deleted: false });

  await admin("PATCH", `/${id}`, { status: "deleted" });
  expect(await client.read(id)).toMatchObject({ status: "deleted", deleted: true });
  emulator.clock.advance(30 * 24 * 60 * 60 * 1000);
  expect((await admin("GET", "")).body.items).toEqual([]);
  expect((await admin("POST", `/${id}/restore`)).status).toBe(404);
  expect((await admin("GET", `/${id}`)).status).toBe(404);
});

test("removes a connection without the 30 days", async () => {
  const { client, admin } = await startWithAdmin();
  const id = await client.create();
  expect((await admin("DELETE", `/${id}`)).status).toBe(200);
  expect(await client.code("GET", `${connectionsPath}/${id}`)).toBe(404);
});
