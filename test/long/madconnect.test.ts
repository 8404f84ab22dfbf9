import { beforeAll, expect, it } from "vitest";
import { exportedResources, plainOutputs } from "../support/engine/engineProject";
import { expectNothingLeft, sharedStack } from "../support/engine/sharedStack";

const bucket = "s3://acme-audience/a-key-for-tests/csv";
const advertiser = "a-key-for-tests-too";

const bed = sharedStack("madconnect", {
  config: { "aep:madconnectAccountId": "a3ba4fbd9d51df11" },
  environment: { AEP_CLIENT_SECRET: "" },
});
let id: unknown;

beforeAll(async () => {
  // Nothing of AEP is configured.
  for (const key of ["apiUrl", "imsUrl", "orgId", "clientId", "sandbox"]) {
    await bed.stack.removeConfig(`aep:${key}`);
  }
  await bed.stack.setConfig("bucketURI", { value: bucket, secret: true });
  await bed.stack.setConfig("advertiserId", { value: advertiser, secret: true });
});

const writes = async () =>
  (await bed.plain.writeLines()).map((line) => line.replace("?accountId=a3ba4fbd9d51df11", ""));
const onService = () => bed.plain.admin("GET", `madconnectConnections/${String(id)}`);

it("is previewed without a request", async () => {
  const { changeSummary } = await bed.stack.preview();
  expect(changeSummary).toEqual({ create: 2 });
  expect(await bed.plain.requestLines()).toEqual([]);
});

it("comes up disabled by one POST and one call, with nothing left to change or to refresh", async () => {
  const { outputs } = await bed.stack.up();
  id = plainOutputs(outputs).connectionId;
  expect(plainOutputs(outputs)).toEqual({
    connectionId: id,
    status: "disabled",
    from: "Amazon S3",
    to: "ACME Ads",
  });
  expect(await writes()).toEqual(["POST /connections", `PUT /connections/${String(id)}/status/disable`]);
  expect(await onService()).toMatchObject({ name: "ACME audience", status: "disabled" });
  await expectNothingLeft(bed.stack);
});

it("stores no secret in plain text, under the type token of every state", async () => {
  const state = await bed.project.storedState();
  expect(state).toContain("ACME audience");
  for (const secret of [bucket, advertiser, "USER_PROVIDED_ONLY", "emulator-secret"]) {
    expect(state).not.toContain(secret);
  }
  const { Connection } = Object.fromEntries(await exportedResources(bed.stack));
  expect(Connection).toMatchObject({ id, type: "pulumi-nodejs:dynamic/aep/madconnect:Connection" });
  expect(String(Connection?.outputs.__provider).length).toBeLessThanOrEqual(150);
});

it("is activated by one call", async () => {
  await bed.stack.setConfig("active", { value: "true" });
  const { summary, outputs } = await bed.stack.up();
  expect(summary.resourceChanges).toEqual({ update: 1, same: 1 });
  expect(plainOutputs(outputs).status).toBe("active");
  expect(await writes()).toEqual([`PUT /connections/${String(id)}/status/enable`]);
  expect(await onService()).toMatchObject({ status: "active" });
  await bed.stack.refresh({ expectNoChanges: true });
});

it("is updated by one PUT when a config changes", async () => {
  const before = await onService();
  await bed.stack.setConfig("advertiserId", { value: `${advertiser}-2`, secret: true });
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toEqual({ update: 1, same: 1 });
  expect(await writes()).toEqual([`PUT /connections/${String(id)}`]);
  const after = await onService();
  expect(after.destConnectionConfig).not.toEqual(before.destConnectionConfig);
  expect(after.srcConnectionConfig).toEqual(before.srcConnectionConfig);
  await bed.stack.preview({ expectNoChanges: true });
});

it("shows someone else's change, and restores it", async () => {
  await bed.plain.admin("PATCH", `madconnectConnections/${String(id)}`, { name: "Renamed by hand" });
  const { summary } = await bed.stack.refresh();
  expect(summary.resourceChanges).toMatchObject({ update: 1 });
  await bed.stack.up();
  expect(await onService()).toMatchObject({ name: "ACME audience", status: "active" });
});

it("warns about a broken connection and does not change it", async () => {
  await bed.plain.admin("PATCH", `madconnectConnections/${String(id)}`, { status: "broken" });
  const { stdout, stderr } = await bed.stack.refresh();
  expect(stdout + stderr).toMatch(/MadConnect connection \w+ \("ACME audience"\) is broken/);
  const { outputs } = await bed.stack.up();
  expect(plainOutputs(outputs).status).toBe("broken");
  expect(await writes()).toEqual([]);
  await bed.plain.admin("PATCH", `madconnectConnections/${String(id)}`, { status: "active" });
});

it("is disabled by one call after a refresh in the same run", async () => {
  await bed.stack.setConfig("active", { value: "false" });
  await bed.stack.up({ refresh: true });
  expect(await writes()).toEqual([`PUT /connections/${String(id)}/status/disable`]);
  expect(await onService()).toMatchObject({ status: "disabled" });
});

it("is replaced when its connector changes, and the old one is deleted first", async () => {
  await bed.stack.setConfig("srcConnectorId", { value: "7d1f4c02be5a9011" });
  const preview = await bed.stack.preview();
  expect(preview.changeSummary).toEqual({ replace: 1, same: 1 });
  await bed.plain.forgetRequests();
  const { outputs } = await bed.stack.up();
  const old = id;
  id = plainOutputs(outputs).connectionId;
  expect(await writes()).toEqual([
    `DELETE /connections/${String(old)}`,
    "POST /connections",
    `PUT /connections/${String(id)}/status/disable`,
  ]);
  await expectNothingLeft(bed.stack);
});

it("is deleted by destroy, which leaves a state without its secrets", async () => {
  await bed.stack.destroy();
  expect(await writes()).toEqual([`DELETE /connections/${String(id)}`]);
  expect(await onService()).toMatchObject({ deleted: true, status: "deleted" });
  const state = await bed.project.storedState();
  for (const secret of [bucket, advertiser, "emulator-secret"]) {
    expect(state).not.toContain(secret);
  }
});
