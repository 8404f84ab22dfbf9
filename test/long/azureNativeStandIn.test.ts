import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { startArm } from "../support/azure/arm";
import { startAzureNative } from "../support/azure/azureNative";
import { engineProject, plainOutputs } from "../support/engine/engineProject";
import { addAzureNative } from "../support/installedPackage";

it("creates, updates and deletes the resources of a program with the real azure-native package", async () => {
  const arm = await startArm();
  const standIn = await startAzureNative(arm.environment);
  onTestFinished(() => standIn.stop());
  await addAzureNative(inject("installedPackage"));
  const project = await engineProject("azureNative.ts", inject("installedPackage"));
  const url = String(arm.environment.AEP_AZURE_MANAGEMENT_URL);
  const stack = await project.stack(url, {}, { PULUMI_DEBUG_PROVIDERS: standIn.debugProviders });
  await stack.setConfig("note", { value: "not for every eye", secret: true });

  expect((await stack.preview()).changeSummary).toEqual({ create: 4 });
  expect(arm.requests).toEqual([]);

  const { summary, outputs } = await stack.up();
  expect(summary.resourceChanges).toEqual({ create: 4 });
  const made = plainOutputs(outputs);
  expect([...arm.resources.keys()].sort()).toEqual([made.groupId, made.accountId, made.containerId]);
  expect(made.accountName).toMatch(/^lake[0-9a-f]{8}$/);
  expect(made).toMatchObject({
    location: "westeurope",
    blobEndpoint: `https://${made.accountName}.blob.core.windows.net/`,
    key: "c3RvcmFnZS1rZXk=",
    tags: { team: "lake", note: "not for every eye" },
  });
  expect(outputs.tags?.secret).toBe(true);
  // As with the real provider, it is a secret only if the program marks it.
  expect(outputs.key?.secret).toBe(false);
  expect(await project.storedState()).not.toContain("not for every eye");

  expect((await stack.preview({ expectNoChanges: true })).changeSummary).toEqual({ same: 4 });
  await stack.refresh({ expectNoChanges: true });

  await stack.setConfig("team", { value: "shop" });
  const seen = arm.requests.length;
  expect((await stack.preview()).changeSummary).toEqual({ same: 3, update: 1 });
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 3, update: 1 });
  const writes = arm.requests.slice(seen).filter(({ method }) => method !== "GET" && method !== "POST");
  expect(writes.map(({ method }) => method)).toEqual(["PUT"]);
  expect(arm.resources.get(String(made.accountId))?.tags).toEqual({
    team: "shop",
    note: "not for every eye",
  });

  const found = arm.resources.get(String(made.accountId));
  arm.resources.set(String(made.accountId), { ...found, tags: { team: "someone else" } });
  expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 3, update: 1 });
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 3, update: 1 });
  expect(arm.resources.get(String(made.accountId))?.tags).toMatchObject({ team: "shop" });

  await stack.setConfig("hierarchical", { value: "true" });
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 2, replace: 2 });
  expect(arm.resources.size).toBe(3);

  await stack.destroy();
  expect(arm.resources.size).toBe(0);
  expect(await pluginsOf(project.folder)).toEqual([]);
  await project.remove();
});

// The package names its version in each resource: the engine must not have got a plugin for it.
async function pluginsOf(folder: string): Promise<string[]> {
  const files = await readdir(path.join(folder, ".home"), { recursive: true });
  return files.filter((file) => file.includes("resource-"));
}
