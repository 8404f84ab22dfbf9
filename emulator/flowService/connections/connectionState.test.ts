import { expect, test } from "vitest";
import { connectionBody } from "../../testing/bodies.testing";
import { paths, start } from "../../testing/client.testing";

const patch = [{ op: "replace", path: "/auth/params/connectionString", value: "AccountKey=another" }];

async function initializingConnection(switches: object = {}) {
  const { client, emulator } = await start({ switches: { connectionInitializingMs: 60_000, ...switches } });
  const path = `${paths.connections}/${(await client.post(paths.connections, connectionBody)).body.id}`;
  const listed = async () => (await client.get(paths.connections)).body.items;
  const change = async () =>
    client.send("PATCH", path, patch, { "if-match": String((await client.read(path)).etag) });
  return { client, emulator, path, listed, change };
}

test.each(["enabled", "failed"])(
  "A new connection is initializing for a while, then %s, also in lists.",
  async (end) => {
    const { client, emulator, path, listed } = await initializingConnection({
      connectionInitializingEnd: end,
    });
    const { etag, ...before } = await client.read(path);
    expect(before).toMatchObject({ state: "initializing" });
    emulator.clock.advance(59_000);
    expect(await listed()).toMatchObject([{ state: "initializing" }]);
    emulator.clock.advance(1_000);
    expect(await listed()).toMatchObject([{ state: end }]);
    const after = await client.read(path);
    expect(after).toMatchObject({ state: end });
    expect(after.etag).not.toBe(etag);
  },
);

test("An initializing connection can be updated, which does not make it initialize longer.", async () => {
  const { client, emulator, path, change } = await initializingConnection();
  expect(await change()).toMatchObject({ status: 200 });
  emulator.clock.advance(60_000);
  expect(await client.read(path)).toMatchObject({ state: "enabled" });
});

test("A failed connection can be neither updated nor deleted.", async () => {
  const { client, emulator, path, change } = await initializingConnection({
    connectionInitializingEnd: "failed",
  });
  emulator.clock.advance(60_000);
  expect((await change()).body.type).toContain("FLOW-1416-400");
  expect((await client.delete(path)).body.type).toContain("FLOW-1416-400");
});

test("If the switch allows changes, new credentials initialize a failed connection again.", async () => {
  const { client, emulator, path, change } = await initializingConnection({
    connectionInitializingEnd: "failed",
    failedConnectionChange: "accept",
  });
  emulator.clock.advance(60_000);
  expect(await client.read(path)).toMatchObject({ state: "failed" });
  emulator.switches.connectionInitializingEnd = "enabled";
  expect(await change()).toMatchObject({ status: 200 });
  expect(await client.read(path)).toMatchObject({ state: "initializing" });
  emulator.clock.advance(60_000);
  expect(await client.read(path)).toMatchObject({ state: "enabled" });
  expect(await client.delete(path)).toMatchObject({ status: 204 });
});

test("Without initializing, a new connection has its end state at once.", async () => {
  const { client, path } = await initializingConnection({
    connectionInitializingMs: 0,
    connectionInitializingEnd: "failed",
  });
  expect(await client.read(path)).toMatchObject({ state: "failed" });
});
