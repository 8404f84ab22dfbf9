import { execFile } from "node:child_process";
import { readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type AzureNativeStandIn, startAzureNative } from "../support/azure/azureNative";
import { type EngineProject, engineProject, plainOutputs } from "../support/engine/engineProject";
import { type RunningCommand, startCommand } from "../support/installedCommand";
import { addAzureNative, checkout, emptyFolder, lockedVersion } from "../support/installedPackage";

const signIn = {
  ARM_TENANT_ID: "00000000-0000-0000-0000-00000000aaaa",
  ARM_CLIENT_ID: "00000000-0000-0000-0000-00000000cccc",
  ARM_CLIENT_SECRET: "emulator-azure-secret",
};

let folder: string;
let emulator: RunningCommand;
let standIn: AzureNativeStandIn;
let project: EngineProject;
let environment: Record<string, string>;
beforeAll(async () => {
  folder = await installByReadme();
  project = await engineProject("quick-start", folder);
  // An empty folder contains none.
  await rm(path.join(project.folder, "tsconfig.json"));
  const caFile = path.join(project.folder, "ca.pem");
  emulator = await startCommand(folder, "pulumi-aep", [
    "emulator",
    ...["--tls", "--ca-file", caFile],
    ...["--approval-delay", "never"],
    ...["--switch", "dataSetExistence=refuse"],
    ...["--switch", "mappingExistence=refuse"],
  ]);
  const azure = {
    ...signIn,
    ARM_SUBSCRIPTION_ID: "00000000-0000-0000-0000-000000000000",
    AEP_AZURE_MANAGEMENT_URL: emulator.address,
    AEP_AZURE_AUTHORITY_URL: emulator.address,
    NODE_EXTRA_CA_CERTS: caFile,
  };
  standIn = await startAzureNative(azure);
  environment = { ...azure, PULUMI_DEBUG_PROVIDERS: standIn.debugProviders };
});
afterAll(async () => {
  await standIn.stop();
  await emulator.stop();
  await project.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the installation of README.md in an empty folder, with the packed packages instead of published ones. */
async function installByReadme(): Promise<string> {
  const packed = inject("packed");
  const empty = await emptyFolder();
  const readme = await readFile(path.join(checkout, "README.md"), "utf8");
  const [, named = ""] = /^npm install (.*)$/m.exec(readme) ?? [];
  const instead: Record<string, string> = {
    "pulumi-aep": packed["pulumi-aep"],
    "@pulumi/pulumi": `@pulumi/pulumi@${await lockedVersion("@pulumi/pulumi")}`,
  };
  const packages = named.split(" ").filter((name) => name !== "@pulumi/azure-native");
  await npmInstall(empty, ...packages.map((name) => instead[name] ?? name), packed["aep-emulator"]);
  await addAzureNative(empty);
  return empty;
}

function npmInstall(cwd: string, ...packages: string[]): Promise<unknown> {
  return promisify(execFile)("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages], {
    cwd,
  });
}

it("the packages of a fresh clone, installed as README.md says, bring up its program", async () => {
  const config = { "azure-native:location": "westeurope", "aep:sandbox": "dev" };
  const stack = await project.stack(emulator.address, config, environment);
  const { summary, outputs } = await stack.up();
  expect(summary.resourceChanges).toEqual({ create: 14 });
  expect(plainOutputs(outputs)).toMatchObject({ approval: "Approved", flowId: expect.any(String) });
  await stack.preview({ expectNoChanges: true });
  expect((await stack.destroy()).summary.resourceChanges).toEqual({ delete: 14 });
});

it("a program without an installed typescript is told which one it requires", async () => {
  const place = path.join(folder, "node_modules", "typescript");
  await rename(place, `${place}-elsewhere`);
  const stack = await project.stack(emulator.address, {}, environment);
  await expect(stack.preview()).rejects.toThrow(
    "pulumi-aep requires TypeScript 5.0 or newer. Without one in the project, Pulumi uses its own TypeScript 3.8.3. Run: npm install --save-dev typescript@5",
  );
  await rename(`${place}-elsewhere`, place);
});
