import type { Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { type EngineProject, engineProject, plainOutputs } from "../support/engine/engineProject";

const secret = "AccountName=acmestorage;AccountKey=a-key-for-tests";

let emulator: RunningEmulator;
let plain: PlainClient;
let project: EngineProject;
let stack: Stack;
let ids: Record<string, unknown>;

beforeAll(async () => {
  // Here everything that a thing refers to exists, so the emulator may insist on it.
  emulator = await startEmulator({
    switches: { dataSetExistence: "refuse", mappingExistence: "refuse", mappingSetDelete: 204 },
  });
  plain = new PlainClient(emulator.url);
  project = await engineProject("whole-pipeline", inject("installedPackage"));
  stack = await project.stack(emulator.url, {
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    resourceGroupName: "acme-sources",
    storageAccountName: "acmestorage",
  });
  await stack.setConfig("connectionString", { value: secret, secret: true });
});
afterAll(async () => {
  await project.remove();
  await emulator.close();
});
beforeEach(() => plain.forgetRequests());

const writes = async () => (await plain.requestLines()).filter((line) => !line.startsWith("GET"));

it("comes up from nothing, and nothing is left to change or to refresh", async () => {
  const { summary, outputs } = await stack.up();
  ids = plainOutputs(outputs);
  expect(summary.resourceChanges).toMatchObject({ create: 9 });
  expect((await writes()).toSorted()).toEqual(
    [
      "POST /tenant/schemas",
      "POST /dataSets",
      "POST /mappingSets",
      "POST /privateEndpoints",
      "POST /privateEndpoints/interactiveAuthoring?op=enable",
      "POST /connections",
      "POST /sourceConnections",
      "POST /targetConnections",
      "POST /flows",
    ].toSorted(),
  );
  await stack.preview({ expectNoChanges: true });
  await stack.refresh({ expectNoChanges: true });
  await stack.up({ expectNoChanges: true });
});

it("carries a changed mapping to the flow by one PUT and one PATCH", async () => {
  await stack.setConfig("idColumn", { value: "OrderId" });
  const preview = await stack.preview();
  expect(preview.changeSummary).toMatchObject({ update: 2, same: 7 });
  await plain.forgetRequests();
  const { outputs } = await stack.up();
  expect(plainOutputs(outputs).mappingVersion).toBe(1);
  expect(await writes()).toEqual([`PUT /mappingSets/${ids.mappingSetId}`, `PATCH /flows/${ids.flowId}`]);
  await stack.preview({ expectNoChanges: true });
  await stack.refresh({ expectNoChanges: true });
});

it("reads the runs of the flow back and prints them as a table", async () => {
  const records = { inputRecordCount: 100, outputRecordCount: 99, failedRecordCount: 1 };
  await plain.admin("POST", "runs", {
    flowId: ids.flowId,
    metrics: { recordSummary: records, statusSummary: { status: "success", errors: [] } },
  });
  const { stdout } = await stack.up();
  expect(stdout).toMatch(/status {4}read {6}written {3}failed\s+success {3}100 {7}99 {8}1/);
  await stack.refresh({ expectNoChanges: true });
});

it("is destroyed in the right order and leaves nothing", async () => {
  await stack.destroy();
  const deleted = (await writes()).map((line) => line.split("/").at(1) ?? "");
  const place = (collection: string) => deleted.indexOf(collection);
  for (const [first, second] of [
    ["flows", "sourceConnections"],
    ["flows", "targetConnections"],
    ["flows", "mappingSets"],
    ["sourceConnections", "connections"],
    ["connections", "privateEndpoints"],
    ["targetConnections", "dataSets"],
    ["dataSets", "tenant"],
    ["mappingSets", "tenant"],
  ] as const) {
    expect(place(first), `${first} is deleted`).toBeGreaterThanOrEqual(0);
    expect(place(first), `${first} before ${second}`).toBeLessThan(place(second));
  }
  for (const collection of [
    "schemas",
    "dataSets",
    "mappingSets",
    "privateEndpoints",
    "connections",
    "sourceConnections",
    "targetConnections",
    "flows",
  ]) {
    expect(await plain.admin("GET", collection), collection).toEqual({ items: [] });
  }
  const state = await project.storedState();
  expect(state).not.toContain("a-key-for-tests");
});
