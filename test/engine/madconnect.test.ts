import type { Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator/index";
import { PlainClient } from "../support/emulator/plainClient";
import {
  type EngineProject,
  engineProject,
  exportedResources,
  plainOutputs,
} from "../support/engine/engineProject";

const bucket = "s3://acme-audience/a-key-for-tests/csv";
const advertiser = "a-key-for-tests-too";

let emulator: RunningEmulator;
let plain: PlainClient;
let project: EngineProject;
let stack: Stack;
let id: unknown;

beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
  project = await engineProject("madconnect", inject("installedPackage"));
  const account = { "aep:madconnectAccountId": "a3ba4fbd9d51df11" };
  stack = await project.stack(emulator.url, account, { AEP_CLIENT_SECRET: "" });
  // Nothing of AEP is configured.
  for (const key of ["apiUrl", "imsUrl", "orgId", "clientId", "sandbox"]) {
    await stack.removeConfig(`aep:${key}`);
  }
  await stack.setConfig("bucketURI", { value: bucket, secret: true });
  await stack.setConfig("advertiserId", { value: advertiser, secret: true });
});
afterAll(async () => {
  await project.remove();
  await emulator.close();
});
beforeEach(() => plain.forgetRequests());

const writes = async () =>
  (await plain.requestLines())
    .filter((line) => !line.startsWith("GET"))
    .map((line) => line.replace("?accountId=a3ba4fbd9d51df11", ""));
const onService = () => plain.admin("GET", `madconnectConnections/${String(id)}`);

async function nothingIsLeft(): Promise<void> {
  await stack.preview({ expectNoChanges: true });
  await stack.refresh({ expectNoChanges: true });
  await stack.up({ expectNoChanges: true });
}

it("is previewed without a request", async () => {
  const { changeSummary } = await stack.preview();
  expect(changeSummary).toEqual({ create: 2 });
  expect(await plain.requestLines()).toEqual([]);
});

it("comes up disabled by one POST and one call, and nothing is left to change or to refresh", async () => {
  const { outputs } = await stack.up();
  id = plainOutputs(outputs).connectionId;
  expect(plainOutputs(outputs)).toEqual({
    connectionId: id,
    status: "disabled",
    from: "Amazon S3",
    to: "ACME Ads",
  });
  expect(await writes()).toEqual(["POST /connections", `PUT /connections/${String(id)}/status/disable`]);
  expect(await onService()).toMatchObject({ name: "ACME audience", status: "disabled" });
  await nothingIsLeft();
});

it("holds no secret in clear, under the type token that stands in every state", async () => {
  const state = await project.storedState();
  expect(state).toContain("ACME audience");
  for (const secret of [bucket, advertiser, "USER_PROVIDED_ONLY", "emulator-secret"]) {
    expect(state).not.toContain(secret);
  }
  const { Connection } = Object.fromEntries(await exportedResources(stack));
  expect(Connection).toMatchObject({ id, type: "pulumi-nodejs:dynamic/aep/madconnect:Connection" });
  expect(String(Connection?.outputs.__provider).length).toBeLessThanOrEqual(150);
});

it("is activated by one call", async () => {
  await stack.setConfig("active", { value: "true" });
  const { summary, outputs } = await stack.up();
  expect(summary.resourceChanges).toEqual({ update: 1, same: 1 });
  expect(plainOutputs(outputs).status).toBe("active");
  expect(await writes()).toEqual([`PUT /connections/${String(id)}/status/enable`]);
  expect(await onService()).toMatchObject({ status: "active" });
  await nothingIsLeft();
});

it("has a config changed by one PUT", async () => {
  const before = await onService();
  await stack.setConfig("advertiserId", { value: `${advertiser}-2`, secret: true });
  const { summary } = await stack.up();
  expect(summary.resourceChanges).toEqual({ update: 1, same: 1 });
  expect(await writes()).toEqual([`PUT /connections/${String(id)}`]);
  const after = await onService();
  expect(after.destConnectionConfig).not.toEqual(before.destConnectionConfig);
  expect(after.srcConnectionConfig).toEqual(before.srcConnectionConfig);
  await nothingIsLeft();
});

it("shows what somebody else changed, and puts it back", async () => {
  await plain.admin("PATCH", `madconnectConnections/${String(id)}`, { name: "Renamed by hand" });
  const { summary } = await stack.refresh();
  expect(summary.resourceChanges).toMatchObject({ update: 1 });
  await stack.up();
  expect(await onService()).toMatchObject({ name: "ACME audience", status: "active" });
  await nothingIsLeft();
});

it("warns about a broken connection and leaves it alone", async () => {
  await plain.admin("PATCH", `madconnectConnections/${String(id)}`, { status: "broken" });
  const { stdout, stderr } = await stack.refresh();
  expect(stdout + stderr).toMatch(/MadConnect connection \w+ \("ACME audience"\) is broken/);
  const { outputs } = await stack.up();
  expect(plainOutputs(outputs).status).toBe("broken");
  expect(await writes()).toEqual([]);
  await plain.admin("PATCH", `madconnectConnections/${String(id)}`, { status: "active" });
  await stack.refresh();
});

it("is disabled by one call", async () => {
  await stack.setConfig("active", { value: "false" });
  await stack.up();
  expect(await writes()).toEqual([`PUT /connections/${String(id)}/status/disable`]);
  expect(await onService()).toMatchObject({ status: "disabled" });
  await nothingIsLeft();
});

it("is replaced, old before new, for another connector", async () => {
  await stack.setConfig("srcConnectorId", { value: "7d1f4c02be5a9011" });
  const preview = await stack.preview();
  expect(preview.changeSummary).toEqual({ replace: 1, same: 1 });
  await plain.forgetRequests();
  const { outputs } = await stack.up();
  const old = id;
  id = plainOutputs(outputs).connectionId;
  expect(await writes()).toEqual([
    `DELETE /connections/${String(old)}`,
    "POST /connections",
    `PUT /connections/${String(id)}/status/disable`,
  ]);
  await nothingIsLeft();
});

it("is destroyed, which leaves it deleted, and a state without its secrets", async () => {
  await stack.destroy();
  expect(await writes()).toEqual([`DELETE /connections/${String(id)}`]);
  expect(await onService()).toMatchObject({ deleted: true, status: "deleted" });
  const state = await project.storedState();
  for (const secret of [bucket, advertiser, "emulator-secret"]) {
    expect(state).not.toContain(secret);
  }
});
