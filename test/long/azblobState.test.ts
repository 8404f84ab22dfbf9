import { cp } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { hostname, userInfo } from "node:os";
import path from "node:path";
import { ContainerClient, ContainerSASPermissions } from "@azure/storage-blob";
import type { Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { type Azurite, startAzurite } from "../support/azure/azurite";
import { blockOf, filledIn } from "../support/docs/guide";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { type EngineProject, engineProject } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { startServer } from "../support/localServer";

const sourceConnections = "/data/foundation/flowservice/sourceConnections";
const lock = `locked by 1 lock\\(s\\)[\\s\\S]*created by ${userInfo().username}@${hostname()} \\(pid \\d+\\)`;

let emulator: RunningEmulator;
let azurite: Azurite;
let plain: PlainClient;
let projects: EngineProject[];
let mine: Stack;
let theirs: Stack;

beforeAll(async () => {
  emulator = await startEmulator();
  azurite = await startAzurite();
  plain = new PlainClient(emulator.url);
  const make = () => engineProject("gated.ts", inject("installedPackage"));
  projects = [await make(), await make(), await make()];
  mine = await stackIn(0, azurite.environment);
  theirs = await stackIn(1, azurite.environment);
});
afterAll(async () => {
  for (const project of projects) {
    await project.remove();
  }
  await azurite.stop();
  await emulator.close();
});

/** The stack in a clone of its repository, with the same state and the same stack file. */
async function stackIn(clone: number, environment: Record<string, string>): Promise<Stack> {
  const [first, here] = [projects[0], projects[clone]];
  if (first === undefined || here === undefined) {
    throw new Error(`There is no clone ${clone}.`);
  }
  if (here !== first) {
    const file = "Pulumi.test.yaml";
    await cp(path.join(first.folder, file), path.join(here.folder, file));
  }
  const backend = { PULUMI_BACKEND_URL: azurite.backendUrl };
  return here.stack(emulator.url, {}, { ...backend, ...environment });
}

async function configure(stack: Stack, config: { gate: string; folders: string[] }): Promise<void> {
  await stack.setConfig("gate", { value: config.gate });
  await stack.setConfig("folders", { value: JSON.stringify(config.folders) });
}

/** A server at which updates wait until it is opened. */
async function startGate() {
  const waiting: ServerResponse[] = [];
  let isOpen = false;
  const { url } = await startServer((response) => (isOpen ? response.end() : waiting.push(response)));
  const open = () => {
    isOpen = true;
    for (const response of waiting) {
      response.end();
    }
  };
  return { url, waiting, open };
}

async function namesOnService(collection: string): Promise<string[]> {
  const { items } = await plain.admin("GET", collection);
  return (items as { name: string }[]).map(({ name }) => name).toSorted();
}

/** Compares the ids in the state with those on the service. */
async function expectEachOnce(folders: string[]): Promise<void> {
  expect(await namesOnService("connections")).toEqual(["ACME storage"]);
  expect(await namesOnService("sourceConnections")).toEqual(folders.toSorted());
  const { deployment } = await mine.exportStack();
  const resources: { id?: string; type: string }[] = deployment.resources ?? [];
  const recorded = resources.filter(({ type }) => type.includes("aep:")).map(({ id }) => id);
  const there = await Promise.all(
    ["connections", "sourceConnections"].map((collection) => plain.admin("GET", collection)),
  );
  const ids = there.flatMap(({ items }) => (items as { id: string }[]).map(({ id }) => id));
  expect(recorded.toSorted()).toEqual(ids.toSorted());
}

it("runs at most one of two simultaneous ups, and the refused one succeeds when it is repeated", async () => {
  const gate = await startGate();
  const folders = ["orders", "customers", "returns"];
  const refusals: { stack: Stack; message: string }[] = [];
  const attempts = [mine, theirs].map(async (stack) => {
    await configure(stack, { gate: gate.url, folders });
    await stack.up().catch(({ message }: Error) => refusals.push({ stack, message }));
  });
  // The gate keeps both running. If both wrote their locks before they looked for others, both are refused.
  await vi.waitFor(() => expect(refusals.length + gate.waiting.length).toBe(2), { timeout: 120_000 });
  expect(gate.waiting.length).toBeLessThanOrEqual(1);
  gate.open();
  await Promise.all(attempts);

  expect(refusals.length).toBeGreaterThanOrEqual(1);
  for (const { stack, message } of refusals) {
    expect(message).toMatch(new RegExp(lock));
    await stack.up();
  }
  await expectEachOnce(folders);
  await theirs.preview({ expectNoChanges: true });
});

it("allows previews and drift with read access to the state while an up is running", async () => {
  const gate = await startGate();
  const folders = ["orders", "customers", "returns", "shops"];
  await configure(mine, { gate: gate.url, folders });
  const up = mine.up();
  await vi.waitFor(() => expect(gate.waiting).toHaveLength(1), { timeout: 120_000 });

  const readAndList = ContainerSASPermissions.parse("rl");
  const expiresOn = new Date(Date.now() + 3_600_000);
  const url = await azurite.container.generateSasUrl({ permissions: readAndList, expiresOn });
  await expect(new ContainerClient(url).uploadBlockBlob("theirs", "", 0)).rejects.toThrow();
  const reader = await stackIn(2, {
    AZURE_STORAGE_ACCOUNT: azurite.container.accountName,
    AZURE_STORAGE_SAS_TOKEN: new URL(url).search.slice(1),
  });
  await configure(reader, { gate: gate.url, folders });
  expect((await reader.preview()).changeSummary).toEqual({ create: 1, same: 5 });
  expect((await reader.previewRefresh()).changeSummary).toEqual({ same: 5 });

  gate.open();
  await up;
  await expectEachOnce(folders);
});

it("keeps the lock of a killed up, and recovers its entity by the commands of docs/gitops.md", async () => {
  const gate = await startGate();
  gate.open();
  const folders = ["orders", "customers", "returns", "shops", "stock"];
  await configure(mine, { gate: gate.url, folders });
  emulator.faults.add({ kind: "slow", method: "POST", template: sourceConnections, delayMs: 1_000 });
  const shell = new ProjectShell(mine);
  const making = { method: "POST", path: sourceConnections, requests: 1, milliseconds: 0 };
  expect(await shell.kill("up", emulator, making, "engine")).toBe(true);

  await expect(theirs.up()).rejects.toThrow(new RegExp(lock));
  const tooEarly = await shell.aep("recover", "--yes");
  expect(tooEarly.output).toMatch(new RegExp(lock));
  expect(tooEarly.code).toBe(1);

  const commands = filledIn(blockOf("gitops.md", "After a killed job").text, {
    "pulumi-aep recover": "pulumi-aep recover --yes",
    prod: "test",
  });
  const { code, output } = await shell.script(commands);
  expect(output).toMatch(/SourceConnection::stock\n {2}will be added to the state/);
  expect(code, output).toBe(0);
  await expectEachOnce(folders);
});
