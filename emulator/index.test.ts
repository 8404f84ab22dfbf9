import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "./index";
import {
  mappingSetBody,
  mergePolicyBody,
  namespaceBody,
  schemaBody,
  secretText,
} from "./testing/bodies.testing";
import { Client, createPipeline, paths, start } from "./testing/client.testing";

test("reports a port in use by one error", async () => {
  const { emulator } = await start();
  await expect(startEmulator({ port: emulator.port })).rejects.toThrow(
    `port ${emulator.port} is already in use`,
  );
});

test("reports a wrong switch, and frees the port", async () => {
  await expect(startEmulator({ switches: { none: 1 } as object })).rejects.toThrow("there is no switch none");
});

test("keeps data and clock over a restart, but no tokens, and no secret is in the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, "state");
  const before = await start({ stateFile });
  const { flow } = await createPipeline(before.client);
  const { body } = await before.client.get(`${paths.flows}/${flow}`);
  before.emulator.clock.advance(1_000_000);
  await before.emulator.close();

  const { emulator, client } = await start({ stateFile });
  expect((await client.get(`${paths.flows}/${flow}`)).body).toEqual(body);
  expect(emulator.clock.offsetMs).toBe(1_000_000);
  const old = new Client(emulator.url);
  old.headers = before.client.headers;
  expect((await old.get(paths.flows)).status).toBe(401);
  expect(readFileSync(stateFile, "utf8")).not.toContain("not-a-real-key");
  expect(readFileSync(stateFile, "utf8")).not.toContain("emulator-access");
});

test("keeps schemas, datasets and every version of mapping sets over a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, "state");
  const before = await start({ stateFile });
  const schema = (await before.client.post(paths.schemas, schemaBody)).body;
  const dataSet = await before.client.createDataSet(schema.$id);
  const { id } = (await before.client.post(paths.mappingSets, mappingSetBody(schema.$id))).body;
  const path = `${paths.mappingSets}/${id}`;
  const first = (await before.client.get(path)).body;
  await before.client.send("PUT", path, { ...mappingSetBody(schema.$id), name: "second" });
  await before.emulator.close();

  const { client } = await start({ stateFile });
  expect((await client.getSchema(`${paths.schemas}/${schema["meta:altId"]}`)).body).toEqual({
    ...schema,
    "meta:usageCount": 1,
  });
  expect((await client.get(`${path}?version=0`)).body).toEqual(first);
  expect((await client.get(path)).body).toMatchObject({ name: "second", version: 1 });
  // Lookups by title and by reference work again, too.
  expect((await client.post(paths.schemas, schemaBody)).status).toBe(400);
  expect((await client.delete(`${paths.schemas}/${schema["meta:altId"]}`)).status).toBe(400);
  expect((await client.delete(`${paths.dataSets}/${dataSet}`)).status).toBe(200);
  expect((await client.delete(`${paths.schemas}/${schema["meta:altId"]}`)).status).toBe(204);
});

test("keeps namespaces, merge policies, changed and added sandboxes over a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, "state");
  const before = await start({ stateFile });
  const namespace = (await before.client.post(paths.namespaces, namespaceBody())).body;
  await before.client.send("PATCH", "/_emulator/sandboxes/dev", { type: "production" });
  await before.client.post("/_emulator/sandboxes", { name: "stage", title: "Stage" });
  await before.client.post(paths.mergePolicies, mergePolicyBody({ default: true }));
  const policies = (await before.client.get(paths.mergePolicies)).body;
  await before.emulator.close();

  const { client } = await start({ stateFile });
  const path = `${paths.namespaces}/${namespace.id}`;
  expect((await client.get(path)).body).toEqual(namespace);
  const other = (await client.post(paths.namespaces, namespaceBody({ code: "Other", name: "Other" }))).body;
  expect(Number(other.id)).toBeGreaterThan(Number(namespace.id));
  expect((await client.get("/_emulator/sandboxes/dev")).body).toMatchObject({ type: "production" });
  expect((await client.get("/_emulator/sandboxes/stage")).body).toMatchObject({ title: "Stage" });
  expect((await client.get(paths.mergePolicies)).body).toEqual(policies);
});

test("resets to the state at the start", async () => {
  const { emulator, client } = await start({ switches: { deleteStatus: 202 } });
  await createPipeline(client);
  await client.post(paths.namespaces, namespaceBody());
  emulator.switches.deleteStatus = 204;
  emulator.clock.advance(5000);
  emulator.reset();
  expect(emulator.log.list()).toEqual([]);
  expect(emulator.switches.deleteStatus).toBe(202);
  expect(emulator.clock.offsetMs).toBe(0);
  expect((await client.get(paths.flows)).body.items).toEqual([]);
  expect((await client.post(paths.namespaces, namespaceBody())).status).toBe(200);
});

test("logs requests without their secrets", async () => {
  const { emulator, client } = await start();
  await createPipeline(client);
  const requests = emulator.log.list({ method: "POST" });
  expect(requests.map(({ template, status }) => [template, status])).toEqual([
    ["/ims/token/v3", 200],
    [paths.connections, 201],
    [paths.sources, 201],
    [paths.targets, 201],
    [paths.flows, 201],
  ]);
  const text = JSON.stringify(requests);
  expect(text).not.toContain(secretText);
  expect(text).not.toContain("emulator-secret");
  expect(text).not.toContain("emulator-access");
  expect(requests[1]?.body).toMatchObject({ name: "ACME base" });
});
