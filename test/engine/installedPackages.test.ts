import path from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type AzureNativeStandIn, startAzureNative } from "../support/azure/azureNative";
import { type EngineProject, engineProject, plainOutputs } from "../support/engine/engineProject";
import { type RunningCommand, startCommand } from "../support/installedCommand";
import { addAzureNative } from "../support/installedPackage";

const signIn = {
  ARM_TENANT_ID: "00000000-0000-0000-0000-00000000aaaa",
  ARM_CLIENT_ID: "00000000-0000-0000-0000-00000000cccc",
  ARM_CLIENT_SECRET: "emulator-azure-secret",
};

let emulator: RunningCommand;
let standIn: AzureNativeStandIn;
let project: EngineProject;
let environment: Record<string, string>;
beforeAll(async () => {
  const folder = inject("installedPackage");
  await addAzureNative(folder);
  project = await engineProject("quick-start", folder);
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
});

it("the installed pulumi-aep brings up the quick-start program against the installed aep-emulator", async () => {
  const config = { "azure-native:location": "westeurope", "aep:sandbox": "dev" };
  const stack = await project.stack(emulator.address, config, environment);
  const { summary, outputs } = await stack.up();
  expect(summary.resourceChanges).toEqual({ create: 14 });
  expect(plainOutputs(outputs)).toMatchObject({ approval: "Approved", flowId: expect.any(String) });
  await stack.preview({ expectNoChanges: true });
  expect((await stack.destroy()).summary.resourceChanges).toEqual({ delete: 14 });
});
