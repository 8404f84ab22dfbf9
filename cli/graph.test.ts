import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { RunningEmulator } from "../emulator/index";
import { startEmulator } from "../test/support/emulator/emulator";
import { PlainClient } from "../test/support/emulator/plainClient";
import { serviceEnvironment } from "../test/support/exportCommand";
import { createBlobBase, createDataset, createEvents, createFlow } from "../test/support/filled/flow";
import { fillMadconnect } from "../test/support/filled/madconnect";
import { parsedFlowchart } from "../test/support/graph/mermaidParser";
import { secretsIn } from "../test/support/secrets";
import { runInStack, stackResource } from "../test/support/stackCommand";
import { runCommandLine } from ".";

let emulator: RunningEmulator;
let plain: PlainClient;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  plain = new PlainClient(emulator.url);
});

async function graph(...args: readonly string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const lines = { log: [] as string[], error: [] as string[] };
  const code = await runCommandLine(["graph", ...args], {
    environment: serviceEnvironment(emulator.url),
    folder,
    log: (line) => lines.log.push(line),
    error: (line) => lines.error.push(line),
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  return { code, folder, log: lines.log.join("\n"), error: lines.error.join("\n") };
}

/** A sandbox with two flows into one dataset. */
async function fill(): Promise<void> {
  const baseConnectionId = await createBlobBase(plain, "ACME storage");
  const schemaId = await createEvents(plain, "ACME events");
  const dataSetId = await createDataset(plain, schemaId, "ACME dataset");
  for (const name of ["orders", "returns"]) {
    await createFlow(plain, {
      name,
      baseConnectionId,
      schemaId,
      dataSetId,
      path: `/${name}/*.csv`,
      mappings: [{ sourceType: "ATTRIBUTE", source: "id", destination: "_id" }],
    });
  }
}

test("A sandbox is drawn with its pipelines; nothing is changed there.", async () => {
  await fill();
  emulator.log.clear();
  const { code, log } = await graph("--sandbox", "prod");
  expect(code).toBe(0);
  const { nodes, edges, outside } = await parsedFlowchart(log);
  expect(edges).toEqual([
    "baseConnection_ACME_storage sourceConnection_orders",
    "baseConnection_ACME_storage sourceConnection_returns",
    ...["orders", "returns"].map((name) => `sourceConnection_${name} flow_${name}`),
    ...["orders", "returns"].map((name) => `flow_${name} targetConnection_${name}`),
    ...["orders", "returns"].map((name) => `mappingSet_${name} flow_${name}`),
    ...["orders", "returns"].map((name) => `targetConnection_${name} dataset_ACME_dataset`),
    ...["mappingSet_orders", "mappingSet_returns", "targetConnection_orders", "targetConnection_returns"].map(
      (key) => `schema_ACME_events ${key}`,
    ),
    "schema_ACME_events dataset_ACME_dataset",
  ]);
  expect(nodes.get("baseConnection_ACME_storage")).toMatch(
    /^base connection · .*Azure Blob storage<br>ACME storage$/,
  );
  expect(nodes.get("flow_orders")).toBe("flow · enabled<br>orders");
  expect(outside).toEqual([]);
  expect(log).not.toMatch(/undefined|null|NaN/);
  expect(await plain.writeLines()).toEqual([]);
});

test("--flow draws one flow of a sandbox, by its name or its id.", async () => {
  await fill();
  const byName = await graph("--sandbox", "prod", "--flow", "orders");
  const { nodes } = await parsedFlowchart(byName.log);
  expect(nodes.has("flow_orders") && nodes.has("dataset_ACME_dataset")).toBe(true);
  expect(nodes.has("flow_returns") || nodes.has("sourceConnection_returns")).toBe(false);
  const { items } = (await plain.send("GET", "/data/foundation/flowservice/flows")).body as {
    items: { id: string; name: string }[];
  };
  const id = items.find(({ name }) => name === "orders")?.id ?? "";
  expect((await graph("--sandbox", "prod", "--flow", id)).log).toBe(byName.log);
  const wrong = await graph("--sandbox", "prod", "--flow", "order");
  expect(wrong).toMatchObject({ code: 1, log: "" });
  expect(wrong.error).toContain('The sandbox prod has no flow "order". Did you mean orders?');
});

test("The output is the same every time.", async () => {
  await fill();
  const first = await graph("--sandbox", "prod", "--format", "html");
  expect((await graph("--sandbox", "prod", "--format", "html")).log).toBe(first.log);
});

test("What could not be read is reported, and the rest is drawn.", async () => {
  await fill();
  const answer = { kind: "answer", status: 403, body: { title: "Forbidden" }, times: 9 } as const;
  emulator.faults.add({ ...answer, path: "/data/core/ups/config/mergePolicies" });
  const { code, log, error } = await graph("--sandbox", "prod");
  expect(error).toMatch(/^Merge policies could not be read: /m);
  expect((await parsedFlowchart(log)).nodes.has("flow_orders")).toBe(true);
  expect(code).toBe(0);
});

test("MadConnect's connections are drawn between their connectors, without secrets.", async () => {
  await fillMadconnect(plain);
  const { code, log } = await graph("--madconnect", "--format", "html");
  expect(code).toBe(0);
  expect(log).toContain("MadConnect source");
  expect(secretsIn(log)).toEqual([]);
});

test("A sandbox without pipelines is an error.", async () => {
  const { code, log, error } = await graph("--madconnect");
  expect({ code, log }).toEqual({ code: 1, log: "" });
  expect(error).toMatch(/There is nothing to draw: "MadConnect" has no/);
});

test.each([
  ["graph.html", [], /^<!doctype html>/],
  ["graph.HTML", [], /^<!doctype html>/],
  ["graph.dot", [], /^digraph /],
  ["graph.gv", [], /^digraph /],
  ["graph.mmd", [], /^flowchart LR/],
  ["graph.md", [], /^flowchart LR/],
  ["graph.html", ["--format", "dot"], /^digraph /],
])("--out %s %j writes the format, and replaces an existing file.", async (name, args, expected) => {
  await fillMadconnect(plain);
  const { code, folder, log, error } = await graph("--madconnect", "--out", name, ...args);
  expect({ code, log }).toEqual({ code: 0, log: "" });
  expect(error).toMatch(new RegExp(`${name.replace(".", "\\.")}: \\d+ nodes, \\d+ edges$`));
  expect(await readdir(folder)).toEqual([name]);
  expect(await readFile(path.join(folder, name), "utf8")).toMatch(expected);
});

test("A file that cannot be written is an error, and leaves nothing.", async () => {
  await fillMadconnect(plain);
  const { code, folder, error } = await graph("--madconnect", "--out", "missing/graph.html");
  expect(code).toBe(1);
  expect(error).toMatch(/missing\/graph\.html cannot be written\.\n/);
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  [["--format", "svg"], 'There is no format "svg".'],
  [["--format", "mermiad"], 'There is no format "mermiad". Did you mean mermaid?'],
  [["--madconnect", "--flow", "a"], "--flow selects flows of AEP, and MadConnect has none."],
])("%j is an error.", async (args, message) => {
  const { code, error } = await graph(...args);
  expect(code).toBe(1);
  expect(error).toContain(message);
});

const scope = { orgId: "EMULATOR@AdobeOrg", sandbox: "dev" };
const marked = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});
const resources = [
  stackResource("privateEndpoint", "storage", "endpoint-id", {
    inputs: { ...scope, subscriptionId: "s", resourceGroupName: "g", resourceName: "acmestorage" },
    outputs: { state: "Approved" },
  }),
  stackResource("baseConnection", "storage", "base-id", {
    inputs: { ...scope, privateEndpointId: "endpoint-id", auth: marked("key-of-the-storage") },
    outputs: { state: "enabled" },
  }),
  stackResource("sourceConnection", "orders", "source-id", {
    inputs: { ...scope, baseConnectionId: marked("base-id") },
  }),
  stackResource("flow", "orders", "flow-id", {
    inputs: {
      ...scope,
      name: marked("Secret name"),
      sourceConnectionIds: ["source-id"],
      targetConnectionIds: ["target-id"],
    },
    outputs: { state: marked("Secret state") },
  }),
  stackResource("flow", "old", "old-id", { delete: true, inputs: scope }),
  {
    urn: "urn:pulumi:dev::acme::azure-native:storage:StorageAccount::account",
    type: "azure-native:storage:StorageAccount",
    id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acmestorage",
  },
];

test("A stack is drawn from its state: no request is sent, and secrets are masked.", async () => {
  emulator.log.clear();
  const { code, text } = await runInStack(emulator.url, ["graph"], { resources });
  expect(code).toBe(0);
  const { title, nodes, edges, outside } = await parsedFlowchart(text);
  expect(title).toBe("Stack dev");
  expect(edges).toEqual([
    "azureResource_acmestorage privateEndpoint_storage",
    "privateEndpoint_storage baseConnection_storage",
    "baseConnection_storage sourceConnection_orders",
    "sourceConnection_orders flow_orders",
    "flow_orders targetConnection_target_id",
  ]);
  expect(outside).toEqual(["targetConnection_target_id"]);
  expect(nodes.get("flow_orders")).toBe("flow<br>orders");
  expect(text).not.toMatch(/Secret|key-of/);
  expect(emulator.log.list()).toEqual([]);
});

test.each(["mermaid", "dot", "html"])(
  "%s: a name that contains a secret of the state, the config or the environment is masked, also in a file.",
  async (format) => {
    const secret = { state: 'state"&<secret>-4711', config: 'config"&<secret>-4711' };
    const named = [
      stackResource("baseConnection", `a ${secret.state} b`, "base", {
        inputs: { ...scope, auth: marked(secret.state) },
      }),
      stackResource("sourceConnection", `a ${secret.config} b`, "source", { inputs: scope }),
      stackResource("flow", "a emulator-secret b", "flow", { inputs: scope }),
    ];
    const config = { "aep:clientSecret": { value: secret.config, secret: true } };
    const out = path.join(await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-")), "graph");
    onTestFinished(() => rm(path.dirname(out), { recursive: true, force: true }));
    const args = ["graph", "--format", format];
    const printed = await runInStack(emulator.url, args, { resources: named, config });
    await runInStack(emulator.url, [...args, "--out", out], { resources: named, config });
    const written = await readFile(out, "utf8");
    expect(written).toBe(`${printed.text}\n`);
    expect(written.match(/secret(\]|#93;) b/g)?.length).toBeGreaterThanOrEqual(3);
    expect(written).not.toMatch(/4711|emulator-secret/);
  },
);

test("--flow finds a flow of a stack by the name of the resource, its name in AEP or its id.", async () => {
  const drawn = async (flow: string) => runInStack(emulator.url, ["graph", "--flow", flow], { resources });
  expect((await drawn("flow-id")).text).toBe((await drawn("orders")).text);
  expect((await drawn("old")).error).toContain('The stack dev has no flow "old".');
});

test("An entity that a stack manages and also gets is drawn once, and not as outside.", async () => {
  const managed = stackResource("flow", "managed", "same-id", { inputs: scope });
  const got = stackResource("flow", "got", "same-id", { inputs: {}, outputs: scope, external: true });
  for (const both of [
    [managed, got],
    [got, managed],
  ]) {
    const { text } = await runInStack(emulator.url, ["graph"], { resources: both });
    const { nodes, outside } = await parsedFlowchart(text);
    expect([...nodes.keys()]).toEqual(["flow_managed"]);
    expect(outside).toEqual([]);
  }
  const alone = await runInStack(emulator.url, ["graph"], { resources: [got] });
  expect((await parsedFlowchart(alone.text)).outside).toEqual(["flow_got"]);
});

test("With --sandbox, --stack selects the configuration.", async () => {
  await fill();
  const { code, text } = await runInStack(emulator.url, ["graph", "--stack", "dev", "--sandbox", "prod"]);
  expect(code).toBe(0);
  expect((await parsedFlowchart(text)).nodes.has("flow_orders")).toBe(true);
});

test("A graph that Mermaid refuses by default is written with a warning.", async () => {
  const flows = [...Array(700).keys()].map((index) =>
    stackResource("flow", `flow ${index}`, `${index}`, {
      inputs: { ...scope, sourceConnectionIds: ["source-id"] },
    }),
  );
  const { code, error } = await runInStack(emulator.url, ["graph"], { resources: flows });
  expect(code).toBe(0);
  expect(error).toMatch(/^Mermaid draws at most 500 edges and 50000 characters/);
  expect((await runInStack(emulator.url, ["graph", "--format", "dot"], { resources: flows })).error).toBe("");
});
