import type { Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { azureEnvironment } from "../support/azure/azureSide";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient, shortPath } from "../support/emulator/plainClient";
import { type EngineProject, engineProject, plainOutputs } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { failureOf } from "../support/engine/sharedStack";

type Texts = Record<string, string>;

let emulator: RunningEmulator;
let plain: PlainClient;
let project: EngineProject;
let stack: Stack;
let urns: Texts;
let ids: Texts;
beforeAll(async () => {
  const switches = { approvalDelayMs: "never", interactiveAuthoringRequired: false } as const;
  emulator = await startEmulator({ tls: true, switches });
  const { url, ca, caFile = "" } = emulator;
  plain = new PlainClient(url, "dev", ca);
  project = await engineProject("replaced.ts", inject("installedPackage"));
  // A development sandbox allows only one endpoint.
  stack = await project.stack(
    url,
    { "aep:sandbox": "dev" },
    { ...azureEnvironment, AEP_AZURE_AUTHORITY_URL: url, NODE_EXTRA_CA_CERTS: caFile },
  );
});
afterAll(async () => {
  await project.remove();
  await emulator.close();
});
beforeEach(() => emulator.log.clear());

/** Runs `up`; the ids are those of the new entities. */
async function up(options: Parameters<Stack["up"]>[0] = {}) {
  const { outputs, summary, stdout } = await stack.up(options);
  const plainly = plainOutputs(outputs);
  urns = plainly.urns as Texts;
  ids = plainly.ids as Texts;
  return { outputs: plainly.outputs, changes: summary.resourceChanges, stdout };
}

const writes = () =>
  emulator.log
    .list({})
    .filter(({ method, path }) => method !== "GET" && !/token/.test(path))
    .map(
      ({ method, path }) =>
        `${method} ${shortPath(path).replace(/^\/subscriptions.*(privateEndpointConnections).*/, "$1")}`,
    );
const statesOf = async (collection: string) =>
  (await plain.admin("GET", collection)).items as { id: string; state: string }[];

// One stack lives through these, in this order.
it("null counts as left out, and outputs survive a transformation that drops missing properties", async () => {
  const { outputs, changes } = await up();
  expect(changes).toMatchObject({ create: 7 });
  expect(outputs).toEqual({
    etag: expect.stringContaining('"'),
    sandbox: "dev",
    state: "Pending",
    names: "acmestorage",
  });
});

it("nothing differs after it, with and without a refresh, and secrets stay encrypted", async () => {
  await stack.refresh({ expectNoChanges: true });
  await stack.preview({ expectNoChanges: true });
  await stack.up({ refresh: true, expectNoChanges: true });
  expect(await project.storedState()).not.toContain("a-key-for-tests");
  expect(writes()).toEqual([]);
});

it("ignoreChanges keeps what others changed, after a refresh too", async () => {
  await plain.send("POST", `/data/foundation/flowservice/flows/${ids.flow}/action?op=disable`);
  await plain.admin("PATCH", `sourceConnections/${ids.source}`, { params: { path: "orders/*.csv" } });
  const { changeSummary } = await stack.previewRefresh();
  expect(changeSummary).toMatchObject({ update: 2 });
  // The preview has recorded nothing.
  expect((await stack.refresh()).summary.resourceChanges).toMatchObject({ update: 2 });
  emulator.log.clear();
  await stack.up({ expectNoChanges: true });
  expect(writes()).toEqual([]);
  expect(await project.storedState()).not.toContain("a-key-for-tests");
});

it("state taint deletes a flow first, and up --replace keeps the connection that a new approval needs", async () => {
  const { approval, flow } = ids;
  const taint = await new ProjectShell(stack).pulumi("state", "taint", String(urns.flow), "--yes");
  expect(taint.code, taint.output).toBe(0);
  const { changes } = await up({ replace: [String(urns.approval)] });
  expect(changes).toMatchObject({ replace: 2 });
  expect(ids.approval).toBe(approval);
  expect(ids.flow).not.toBe(flow);
  expect(writes()).toEqual([`DELETE /flows/${flow}`, "POST /flows"]);
  expect((await statesOf("privateEndpoints")).map(({ state }) => state)).toEqual(["Approved"]);
});

it("an approval with another name in the program keeps its connection", async () => {
  await stack.setConfig("approvalName", { value: "another" });
  const { changes, stdout } = await up();
  expect(changes).toMatchObject({ create: 1, delete: 1 });
  expect(stdout).toContain("is not deleted: another approval in this stack needs it.");
  expect(writes()).toEqual([]);
});

it("with --target, no dependent is re-created with the id of a deleted endpoint", async () => {
  await stack.setConfig("endpointName", { value: "ACME renamed" });
  const { endpoint } = ids;
  const message = await failureOf(stack.up({ target: [String(urns.endpoint)] }));
  expect(message).toContain(`privateEndpointId refers to ${endpoint}, which this run has deleted.`);
  expect(message).toContain("--target-dependents");
  expect(JSON.stringify(await plain.admin("GET", "connections"))).not.toContain(String(endpoint));
  await up({ target: [String(urns.endpoint)], targetDependents: true });
  expect((await statesOf("privateEndpoints")).map(({ id }) => id)).toEqual([ids.endpoint]);
});

it("up --replace deletes an endpoint before it creates the new one, and destroy deletes the connection", async () => {
  const { endpoint } = ids;
  await up({ replace: [String(urns.endpoint)] });
  const lines = writes().filter((line) => line.includes("privateEndpoints"));
  expect(lines.map((line) => line.split(" ")[0])).toEqual(["DELETE", "POST"]);
  expect(ids.endpoint).not.toBe(endpoint);
  emulator.log.clear();
  await stack.destroy();
  expect(
    writes().filter((line) => line.includes("DELETE") && line.includes("privateEndpointConnections")),
  ).toHaveLength(1);
});
