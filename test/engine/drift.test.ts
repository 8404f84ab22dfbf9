import { beforeAll, expect, it } from "vitest";
import { plainOutputs } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { sharedStack } from "../support/engine/sharedStack";
import { parsedFlowchart } from "../support/graph/mermaidParser";

const flowService = "/data/foundation/flowservice";

const bed = sharedStack("pipeline.ts", {
  emulator: { switches: { interactiveAuthoringRequired: false } },
});
let shell: ProjectShell;
let ids: Record<string, unknown>;
beforeAll(async () => {
  shell = new ProjectShell(bed.stack);
  ids = plainOutputs((await bed.stack.up()).outputs);
});

/** Runs a command that must change neither the service nor the state. */
async function harmless(...args: string[]) {
  const before = await bed.project.storedState();
  const ended = await shell.aep(...args);
  expect(await bed.project.storedState()).toBe(before);
  const writes = await bed.plain.writeLines();
  expect(writes).toEqual([]);
  return ended;
}

// One stack lives through these, in this order.
it("drift reports none when nothing has changed, even if etags have", async () => {
  const { code, stdout } = await harmless("drift", "--json");
  expect(JSON.parse(stdout)).toEqual({
    stack: "test",
    outcome: "no drift",
    drift: false,
    checked: 5,
    resources: [],
    consequences: [],
    operations: [],
    locks: [],
    lastUpdate: { kind: "update", result: "succeeded", endTime: expect.any(String) },
  });
  expect(code).toBe(0);
});

it("graph draws the pipeline of the stack without a request, and without its credentials", async () => {
  bed.emulator.log.clear();
  const { code, stdout } = await harmless("graph");
  expect(code).toBe(0);
  const { edges, outside } = await parsedFlowchart(stdout);
  expect(edges).toEqual([
    "azureResource_acmestorage privateEndpoint_acme",
    "privateEndpoint_acme baseConnection_acme",
    "baseConnection_acme sourceConnection_orders",
    "sourceConnection_orders flow_orders",
    "flow_orders targetConnection_orders",
    "mappingSet_bf5286a9c1ad4266baca76ba3adc9366 flow_orders",
    "targetConnection_orders dataset_5ef4551c52e054191a61a99f",
    "schema_acme_schemas_0123456789 targetConnection_orders",
  ]);
  expect(outside).toHaveLength(4);
  expect(bed.emulator.log.list()).toEqual([]);
  expect(stdout).not.toMatch(/AccountKey|a-key-for-tests/);
});

it("doctor reports a healthy project as healthy", async () => {
  const { code, output } = await harmless("doctor");
  const lines = output.trim().split("\n");
  expect(lines.pop()).toBe("No failures.");
  expect(lines.filter((line) => !/^(ok|skipped) /.test(line))).toEqual([]);
  expect(output).toMatch(/sandbox: prod of organisation EMULATOR@AdobeOrg/);
  expect(code).toBe(0);
});

it("drift reports what others changed, disabled and deleted, and changes nothing", async () => {
  const { flowId, baseId, targetId } = ids;
  await bed.plain.send("POST", `${flowService}/flows/${flowId}/action?op=disable`);
  const base = await bed.plain.get(`${flowService}/connections/${baseId}`);
  const rename = [{ op: "replace", path: "/name", value: "Renamed by hand" }];
  await bed.plain.send("PATCH", `${flowService}/connections/${baseId}`, rename, {
    "if-match": String(base?.etag),
  });
  await bed.plain.admin("DELETE", `targetConnections/${targetId}`);
  bed.emulator.log.clear();

  const inJson = await harmless("drift", "--json");
  expect(inJson.code).toBe(2);
  const { resources, consequences, ...report } = JSON.parse(inJson.stdout);
  expect(report).toEqual({
    stack: "test",
    outcome: "drift",
    drift: true,
    checked: 5,
    operations: [],
    locks: [],
    lastUpdate: { kind: "update", result: "succeeded", endTime: expect.any(String) },
  });
  const told = Object.fromEntries(resources.map(({ urn, ...about }: { urn: string }) => [urn, about]));
  const urn = (type: string, name: string) => `urn:pulumi:test::a-users-project::${type}::${name}`;
  const types = ["Flow", "BaseConnection", "TargetConnection"].map(
    (name) => `pulumi-nodejs:dynamic/aep:${name}`,
  );
  const [flow = "", connection = "", target = ""] = types;
  expect(told).toEqual({
    [urn(flow, "orders")]: {
      type: flow,
      name: "orders",
      id: flowId,
      change: "changed",
      properties: [{ path: "state", recorded: "enabled", service: "disabled" }],
    },
    [urn(connection, "acme")]: {
      type: connection,
      name: "acme",
      id: baseId,
      change: "changed",
      properties: [{ path: "name", recorded: "ACME storage", service: "Renamed by hand" }],
    },
    [urn(target, "orders")]: { type: target, name: "orders", id: targetId, change: "gone", properties: [] },
  });

  const name = "ACME orders in the data lake";
  const messages = [
    `The target connection "${name}" (${targetId}) is re-created.`,
    `The flow "ACME orders" (${flowId}) is replaced together with the target connection "${name}" (${targetId}): ` +
      "the new flow reads all its data again. scheduleParams.backfill: false skips existing data.",
  ];
  expect(consequences).toEqual([
    { urn: urn(target, "orders"), id: targetId, action: "re-created", message: messages[0] },
    { urn: urn(flow, "orders"), id: flowId, action: "replaced", message: messages[1] },
  ]);

  const table = await harmless("drift");
  expect(table.code).toBe(2);
  expect(table.stdout).toMatch(/^aep:Flow +orders +state +"enabled" +"disabled"$/m);
  expect(table.stdout).toMatch(/^aep:BaseConnection +acme +name +"ACME storage" +"Renamed by hand"$/m);
  expect(table.stdout).toMatch(/^aep:TargetConnection +orders +gone$/m);
  expect(table.stdout).toContain(
    "Drift: of 5 resources of test that were read, 3 were changed outside Pulumi.",
  );
  expect(table.stdout).toContain(`\nIf you undo them:\n${messages.map((line) => `  ${line}\n`).join("")}`);
});

it("the remedy that drift reports restores everything, and the run warns about a misspelt key", async () => {
  await bed.stack.setConfig("aep:sandbx", { value: "dev" });
  const { stdout, summary, outputs } = await bed.stack.up({ refresh: true });
  await bed.stack.removeConfig("aep:sandbx");
  // As drift says: one is re-created, one is replaced, the base connection is updated, and the others stay.
  expect(summary.resourceChanges).toMatchObject({ create: 1, replace: 1, update: 1 });
  expect(plainOutputs(outputs).flowId).not.toBe(ids.flowId);
  expect(stdout).toContain(
    "aep:sandbx is no configuration key of pulumi-aep and has no effect. Did you mean aep:sandbox?",
  );
  expect(await shell.aep("drift")).toMatchObject({
    code: 0,
    stdout: "No drift: 5 resources of test were read, and all match their recorded state.\n",
  });
});

it("doctor reports the failures of a broken project and their remedies, without a secret", async () => {
  await bed.stack.setConfig("aep:madconnectClientSecret", { value: "not-a-real-key", secret: false });
  const { envVars } = bed.stack.workspace;
  bed.stack.workspace.envVars = { ...envVars, AEP_CLIENT_SECRET: "not-the-secret" };
  shell = new ProjectShell(bed.stack);
  const { code, output } = await harmless("doctor");
  expect(output).toMatch(/^failure {2}secrets: aep:madconnectClientSecret is in plain text/m);
  expect(output).toMatch(/^ +fix: pulumi config set --secret aep:madconnectClientSecret/m);
  expect(output).toMatch(/^failure {2}token: POST \/ims\/token\/v3 was refused with status 400/m);
  expect(output).toMatch(/^ +fix: Check aep:clientId \(AEP_CLIENT_ID\), aep:clientSecret/m);
  expect(output).toMatch(/^skipped {2}sandbox: not checked, because token failed$/m);
  expect(output).toMatch(/^failure {2}MadConnect: POST \/es\/v2\/oauth\/client-token was refused/m);
  expect(output).toMatch(/Failures: 3\.\n$/);
  expect(code).toBe(1);
  await bed.stack.removeConfig("aep:madconnectClientSecret");
  bed.stack.workspace.envVars = envVars;
  shell = new ProjectShell(bed.stack);
});

it("drift could not be determined when the service is down", async () => {
  await bed.emulator.close();
  const { code, stdout, output } = await shell.aep("drift", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "could not be determined", drift: null });
  expect(output).toContain("cannot be reached");
});
