import type { Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator/index";
import { PlainClient } from "../support/emulator/plainClient";
import { type EngineProject, engineProject, exportedResources } from "../support/engine/engineProject";

const shops = 15;
const resources = 4 * shops;

let emulator: RunningEmulator;
let plain: PlainClient;
let project: EngineProject;
let stack: Stack;

beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
  project = await engineProject("shops.ts", inject("installedPackage"));
  stack = await project.stack(emulator.url, { shops: String(shops) });
});
afterAll(async () => {
  await project.remove();
  await emulator.close();
});
beforeEach(() => plain.forgetRequests());

// Times are measured in the benchmark (docs/performance.md); what is sent does not depend on the machine.
describe(`a stack of ${resources} resources`, () => {
  it("comes up by one request each, over one token", async () => {
    await stack.up({ parallel: 16 });
    expect((await plain.requestLines()).every((line) => line.startsWith("POST "))).toBe(true);
    expect(await plain.requestLines()).toHaveLength(resources);
    const { items } = await plain.admin("GET", "requests?template=/ims/token/v3");
    expect(items).toHaveLength(1);
  });

  it("keeps in state where the program makes each, and no place in this package", async () => {
    const { deployment } = await stack.exportStack();
    expect(JSON.stringify(deployment)).not.toContain("pulumi-aep/dist");
    for (const { sourcePosition } of (await exportedResources(stack)).values()) {
      expect(sourcePosition).toMatch(/\/index\.ts#\d+,\d+$/);
    }
  });

  it("is found unchanged without any request", async () => {
    const { summary } = await stack.up({ expectNoChanges: true, parallel: 16 });
    expect(summary.resourceChanges).toMatchObject({ same: resources + 1 });
    expect(await plain.requestLines()).toEqual([]);
  });

  it("is refreshed by a few requests for each of its four collections", async () => {
    await stack.refresh({ parallel: 16 });
    const lines = await plain.requestLines();
    // The first reads of a collection: one by itself, one page, one filter; how reads fall together is the engine's.
    expect(lines.length, lines.join("\n")).toBeLessThanOrEqual(4 * 4);
  });

  it("shows in a refresh what others changed and deleted", async () => {
    const { items } = await plain.admin("GET", "targetConnections");
    const [changed, deleted] = (items as { id: string }[]).slice(4);
    await plain.admin("PATCH", `targetConnections/${changed?.id}`, { name: "Renamed by hand" });
    await plain.admin("DELETE", `targetConnections/${deleted?.id}`);
    const { summary } = await stack.refresh({ parallel: 16 });
    expect(summary.resourceChanges).toMatchObject({ update: 1, delete: 1 });
    await stack.up({ parallel: 16 });
    await stack.preview({ expectNoChanges: true });
  });

  it("goes by one request each", async () => {
    await stack.destroy({ parallel: 16 });
    expect(await plain.requestLines()).toHaveLength(resources);
  });
});
