import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ExportedProject, type ExportedStack } from "../support/export/exportedProject";
import { checkProgram, type ExportedFiles, ExportFolder } from "../support/exportCommand";
import { fillMadconnect, livingPipes, pipes } from "../support/filled/madconnect";
import type { Properties } from "../support/host/providerHost";
import { secretsIn } from "../support/secrets";

const subAccount = "5c0e7d2b91f84a36";

let emulator: RunningEmulator;
let plain: PlainClient;
let folder: ExportFolder;
let exported: ExportedFiles;
let project: ExportedProject;
let stack: ExportedStack;
let ids: readonly string[];

beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
  ids = await fillMadconnect(plain);
  folder = await ExportFolder.create(emulator.url, inject("installedPackage"));
});
afterAll(async () => {
  await project?.remove();
  await folder.remove();
  await emulator.close();
});
beforeEach(() => plain.forgetRequests());

const writes = () => plain.writeLines();

/** The value of a config, which only its owner knows. */
function secretValue(key: string): string {
  const { id, property } = exported.secretOf(key);
  const pipe = pipes[ids.indexOf(id)];
  if (pipe === undefined || (property !== "srcConnectionConfig" && property !== "destConnectionConfig")) {
    throw new Error(`${key} is ${property} of ${id}, which is no config.`);
  }
  return JSON.stringify(pipe[property]);
}

const secrets = () => Object.fromEntries(exported.secretKeys.map((key) => [key, secretValue(key)]));

/**
 * Connections of an account that are not deleted, without the fields that the service adds and without stored
 * configurations, whose ids the service does not return.
 */
async function connectionsOf(accountId: string): Promise<string[]> {
  const { items } = await plain.admin("GET", "madconnectConnections");
  return (items as Properties[])
    .filter((item) => item.accountId === accountId && item.deleted === false)
    .map(({ name, status, src, dest, srcConnectionConfig, destConnectionConfig }) => ({
      name,
      // A broken connection does not run, and is re-created as one that does not run.
      status: status === "broken" ? "disabled" : status,
      connectors: [src, dest].map((end) => (end as Properties).connectorId),
      srcConnectionConfig,
      destConnectionConfig,
    }))
    .map((connection) => JSON.stringify(connection))
    .toSorted();
}

// One project lives through these, in this order.
it("exports MadConnect's connections without their configs", async () => {
  exported = await folder.export("aep", "--madconnect");
  expect(await writes()).toEqual([]);
  const living = ids.filter((_, index) => pipes[index]?.status !== "deleted");
  expect(exported.importedIds()).toEqual(living.toSorted());
  expect(secretsIn([...exported.files.values(), exported.stdout, exported.stderr].join("\n"))).toEqual([]);
  project = await ExportedProject.link(exported, emulator.url, inject("installedPackage"));
  await checkProgram(exported);
});

it("is imported without a change, and previewed as one update of each", async () => {
  stack = await project.stack("prod");
  await stack.import();
  await stack.setSecrets(secrets());
  const steps = await stack.preview();
  expect(steps.map(({ op, type }) => `${op} ${type}`)).toEqual(livingPipes.map(() => "update Connection"));
  expect(await writes()).toEqual([]);
});

it("sends the configs by one PUT each, after which nothing is left to change", async () => {
  const before = await connectionsOf("a3ba4fbd9d51df11");
  await stack.up();
  const put = (await writes()).map((line) => line.replace(/\?accountId=.*/, ""));
  const living = ids.filter((_, index) => pipes[index]?.status !== "deleted");
  expect(put.toSorted()).toEqual(living.map((id) => `PUT /connections/${id}`).toSorted());
  expect(await connectionsOf("a3ba4fbd9d51df11")).toEqual(before);
  await stack.expectNothingLeft();
});

it("re-creates the account's connections in another one by another stack's config alone", async () => {
  const other = await project.stack("sub");
  for (const [key, { value, secret }] of Object.entries(await stack.stack.getAllConfig())) {
    if (secret !== true) {
      await other.stack.setConfig(key, { value });
    }
  }
  await other.stack.setConfig("aep:madconnectAccountId", { value: subAccount });
  await other.setSecrets(secrets());
  expect((await other.up()).filter(({ type }) => type === "Connection").map(({ op }) => op)).toEqual(
    livingPipes.map(() => "create"),
  );
  await other.stack.preview({ expectNoChanges: true });
  expect(await connectionsOf(subAccount)).toEqual(await connectionsOf("a3ba4fbd9d51df11"));

  const again = await folder.run(["--out", "again", "--madconnect"], { MADCONNECT_ACCOUNT_ID: subAccount });
  expect(again.code).toBe(0);
});
