import type { OutputMap, Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { type AzureNativeStandIn, startAzureNative } from "../support/azure/azureNative";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient, shortPath } from "../support/emulator/plainClient";
import { type EngineProject, engineProject, plainOutputs } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { expectNothingLeft } from "../support/engine/sharedStack";
import { addAzureNative } from "../support/installedPackage";

const environment = {
  ARM_TENANT_ID: "00000000-0000-0000-0000-00000000aaaa",
  ARM_CLIENT_ID: "00000000-0000-0000-0000-00000000cccc",
  ARM_CLIENT_SECRET: "emulator-azure-secret",
  ARM_SUBSCRIPTION_ID: "00000000-0000-0000-0000-000000000001",
};

let emulator: RunningEmulator;
let plain: PlainClient;
let standIn: AzureNativeStandIn;
let project: EngineProject;
let stack: Stack;
let ids: Record<string, string>;
beforeAll(async () => {
  emulator = await startEmulator({ tls: true, switches: { approvalDelayMs: "never" } });
  const { url, ca, caFile = "" } = emulator;
  plain = new PlainClient(url, "dev", ca);
  const azure = {
    ...environment,
    AEP_AZURE_MANAGEMENT_URL: url,
    AEP_AZURE_AUTHORITY_URL: url,
    NODE_EXTRA_CA_CERTS: caFile,
  };
  standIn = await startAzureNative(azure);
  await addAzureNative(inject("installedPackage"));
  project = await engineProject("privateLink.ts", inject("installedPackage"));
  // The development sandbox allows only one endpoint.
  const config = { "aep:sandbox": "dev" };
  stack = await project.stack(url, config, { ...azure, PULUMI_DEBUG_PROVIDERS: standIn.debugProviders });
});
afterAll(async () => {
  await standIn.stop();
  await project.remove();
  await emulator.close();
});
beforeEach(() => emulator.log.clear());

interface Connection {
  readonly id: string;
  readonly properties: {
    readonly privateLinkServiceConnectionState: { readonly status: string; readonly description?: string };
  };
}

const connections = async () =>
  (await plain.admin("GET", "privateEndpointConnections")).items as unknown as Connection[];
const writes = () =>
  emulator.log
    .list({})
    .filter(({ method, path }) => method !== "GET" && !/token|listKeys|interactiveAuthoring/.test(path))
    .map(({ method, path }) => `${method} ${shortPath(path)}`);
const textOutputs = (outputs: OutputMap) => plainOutputs(outputs) as Record<string, string>;

it("previews all resources without a request while everything is unknown", async () => {
  expect((await stack.preview()).changeSummary).toEqual({ create: 10 });
  expect(emulator.log.list({})).toEqual([]);
});

it("approves nothing when only a foreign connection is pending, reports it, and continues with the next up", async () => {
  emulator.switches.azureConnectionDelayMs = 600_000;
  const failed = await stack.up({ onOutput: plantStranger }).catch((error: Error) => error.message);
  expect(failed).toContain("a-strangers-endpoint");
  expect((await connections()).map(statusOf)).toEqual(["Pending"]);
  expect(writes().filter((line) => line.includes("privateEndpointConnections"))).toEqual([]);

  emulator.clock.advance(600_000);
  emulator.switches.azureConnectionDelayMs = 0;
  emulator.log.clear();
  const { summary, outputs } = await stack.up();
  expect(summary.resourceChanges).toMatchObject({ create: 4, same: 6 });
  ids = textOutputs(outputs);
  expect(writes().map((line) => line.split(" ")[0])).toEqual(["PUT", "POST", "POST", "POST"]);
});

it("approves its own connection with its description, and not the foreign one", async () => {
  const states = new Map(
    (await connections()).map(({ id, properties }) => [id, properties.privateLinkServiceConnectionState]),
  );
  expect(states.get(ids.connectionId ?? "")).toMatchObject({
    status: "Approved",
    description: "Approved by Pulumi: project a-users-project, stack test, resource acme-approval",
  });
  expect([...states.values()].map(({ status }) => status).toSorted()).toEqual(["Approved", "Pending"]);
  await expectNothingLeft(stack);
});

it("shows changes on Azure in drift, and valid credentials for Azure in doctor", async () => {
  const shell = new ProjectShell(stack);
  const account = `storageAccounts/${encodeURIComponent(ids.accountId ?? "")}`;
  await plain.admin("PATCH", account, { tags: { stage: "by hand" } });
  const { code, stdout } = await shell.aep("drift", "--json");
  expect(code).toBe(2);
  expect(JSON.parse(stdout).resources).toMatchObject([
    {
      type: "azure-native:storage:StorageAccount",
      name: "lake",
      change: "changed",
      properties: [{ path: "tags", service: { stage: "by hand" } }],
    },
  ]);
  await plain.admin("PATCH", account, { tags: {} });
  const { output } = await shell.aep("doctor");
  expect(output).toMatch(
    /^ok {7}Azure: the stack has approvals; sign-in by a client secret, for https:.*; the token .*expires at/m,
  );
});

it("moves everything to another storage account in one up, in the order that the quota allows", async () => {
  await stack.setConfig("hierarchical", { value: "true" });
  const { outputs, stdout } = await stack.up();
  // Pulumi shows each line when it is printed, and again in the summary.
  const named = stdout.match(/With the private endpoint .*/g) ?? [];
  expect(named).toHaveLength(2);
  expect(new Set(named).size).toBe(1);
  expect(named[0]).toMatch(
    /^With the private endpoint "acme" \(.*\), these are deleted and re-created: private endpoint approval of "acme" \(.*\), base connection "acme" \(.*\), source connection "acme" \(.*\), flow "Orders" \(.*\)\.$/,
  );
  expect(named[0]).toContain(`private endpoint approval of "acme" (${ids.endpointId}) (${ids.connectionId})`);
  const moved = textOutputs(outputs);
  for (const key of ["accountId", "endpointId", "connectionId", "flowId"]) {
    expect(moved[key], key).not.toBe(ids[key]);
  }
  const kinds = writes().map((line) =>
    line.replace(/^(\w+) .*\/(privateEndpoints|connections|flows)\b.*/, "$1 $2"),
  );
  const order = ["DELETE flows", "DELETE connections", "DELETE privateEndpoints", "POST privateEndpoints"];
  expect(kinds.filter((kind) => order.includes(kind))).toEqual(order);
  await stack.preview({ expectNoChanges: true });
  await stack.refresh({ expectNoChanges: true });
});

it("shows a connection that was deleted on Azure, and re-creates everything over it", async () => {
  const { connectionId = "" } = textOutputs(await stack.outputs());
  await plain.admin("DELETE", `privateEndpointConnections/${encodeURIComponent(connectionId)}`);
  await stack.refresh();
  const { summary } = await stack.up();
  expect(summary.result).toBe("succeeded");
  const renewed = textOutputs(await stack.outputs());
  expect(renewed.connectionId).not.toBe(connectionId);
  await stack.preview({ expectNoChanges: true });
});

it("leaves nothing on either service when it is destroyed, and no secret in state", async () => {
  await stack.destroy();
  for (const collection of [
    "privateEndpoints",
    "connections",
    "sourceConnections",
    "targetConnections",
    "flows",
    "storageAccounts",
    "resourceGroups",
    "privateEndpointConnections",
  ]) {
    expect((await plain.admin("GET", collection)).items, collection).toEqual([]);
  }
  const state = await project.storedState();
  for (const secret of ["AccountKey=", environment.ARM_CLIENT_SECRET]) {
    expect(state).not.toContain(secret);
  }
});

// A foreign private endpoint requests a connection as soon as the account exists.
let planted = false;
function plantStranger(): void {
  const account = emulator.log
    .list({})
    .find(
      ({ method, path, status }) =>
        method === "PUT" && (status ?? 0) > 199 && path.includes("storageAccounts/"),
    );
  if (planted || account === undefined) {
    return;
  }
  planted = true;
  void plain.admin("POST", "privateEndpointConnections", {
    resource: account.path.split("?")[0],
    privateEndpointId:
      "/subscriptions/00000000-0000-0000-0000-00000000ffff/resourceGroups/theirs/providers/Microsoft.Network/privateEndpoints/a-strangers-endpoint",
  });
}

function statusOf({ properties }: Connection): string {
  return properties.privateLinkServiceConnectionState.status;
}
