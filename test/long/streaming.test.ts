import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { exportedResources, plainOutputs } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { readmeCommands } from "../support/engine/readmeCommands";
import { sharedStack } from "../support/engine/sharedStack";

/** The key by which the engine marks a secret in a state. */
const secretMark = "4dabf18193072939515e22adb298388d";

const bed = sharedStack("streaming", {
  emulator: { switches: { dataSetExistence: "refuse" } },
});

it("comes up with an inlet, and an event that is sent to it as the README says is counted", async () => {
  const { summary, outputs } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ create: 7 });
  const { inletUrl } = plainOutputs(outputs);
  expect(inletUrl).toMatch(/\/collection\/[0-9a-f]+$/);

  const { code, stdout } = await new ProjectShell(bed.stack).script(
    await readmeCommands(bed.project, "Send an event"),
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ xactionId: expect.any(String) });
  const [inlet, ...others] = (await bed.plain.admin("GET", "inlets")).items as Record<string, unknown>[];
  expect(others).toEqual([]);
  expect(inlet).toMatchObject({ received: 1, ingested: 1, failed: 0, dropped: 0 });
  await bed.stack.preview({ expectNoChanges: true });
  await bed.stack.refresh({ expectNoChanges: true });
});

it("stores a sourceId of the program encrypted, as an output too, and keeps the inlet", async () => {
  const file = path.join(bed.project.folder, "index.ts");
  const program = await readFile(file, "utf8");
  const sourceId = "the-shop-in-the-high-street";
  await writeFile(file, program.replace('dataType: "xdm"', `dataType: "xdm", sourceId: "${sourceId}"`));
  const { inletUrl } = plainOutputs(await bed.stack.outputs());
  const { outputs, summary } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ update: 1 });
  expect(plainOutputs(outputs).inletUrl).toBe(inletUrl);
  await bed.stack.refresh({ expectNoChanges: true });
  const { BaseConnection } = Object.fromEntries(await exportedResources(bed.stack));
  expect(BaseConnection?.outputs.sourceId).toHaveProperty(secretMark);
  expect(await bed.project.storedState()).not.toContain(sourceId);
});

it("is destroyed without anything left", async () => {
  await bed.stack.destroy();
  expect((await bed.plain.writeLines()).map((line) => line.split("/")[1])).toEqual(
    expect.arrayContaining(["flows", "connections"]),
  );
  expect((await bed.plain.admin("GET", "connections")).items).toEqual([]);
});
