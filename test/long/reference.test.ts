import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { engineProject, exportedResources } from "../support/engine/engineProject";
import { checkout, linkPackage } from "../support/installedPackage";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

let linked: string;
beforeAll(async () => {
  linked = await linkPackage();
});
afterAll(() => rm(linked, { recursive: true, force: true }));

it.each([
  ["a linked package", () => linked],
  ["an installed package", () => inject("installedPackage")],
])("is the same constant text in state when the program runs with %s", async (_what, folder) => {
  emulator.reset();
  const project = await engineProject("pipeline.ts", folder());
  const stack = await project.stack(emulator.url);
  await stack.up();
  const resources = await exportedResources(stack);
  expect(resources.size).toBe(5);
  for (const [type, { inputs, outputs }] of resources) {
    const kind = type.charAt(0).toLowerCase() + type.slice(1);
    const reference = `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${kind};`;
    expect(inputs.__provider).toBe(reference);
    expect(outputs.__provider).toBe(reference);
    expect(Buffer.byteLength(reference)).toBeLessThanOrEqual(150);
    expect(reference).not.toContain(checkout);
  }
  await stack.refresh({ expectNoChanges: true });
  await stack.destroy();
  await project.remove();
});
