import { expect, inject, it, onTestFinished } from "vitest";
import { corpus } from "../corpus/corpus";
import { fillWithCorpus } from "../corpus/fill";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ExportedProject } from "../support/export/exportedProject";
import { readGraph } from "../support/export/sandboxGraph";
import { checkProgram, ExportFolder } from "../support/exportCommand";

const connections = corpus.filter(({ kind }) => kind === "baseConnection").length;

// The times of the guides are past, so re-created flows start at the next time of their schedules.
function withoutStartTimes(program: ReadonlyMap<string, string>): [string, string][] {
  return [...program].map(([name, text]) => [name, text.replaceAll(/\bstartTime: \d+/g, "startTime")]);
}

it("exports the entities of every documented body, and re-creates them in another sandbox", async () => {
  const emulator = await startEmulator({
    switches: { dataSetExistence: "ignore", mappingExistence: "ignore", mappingSchemaExistence: "ignore" },
  });
  onTestFinished(() => emulator.close());
  await fillWithCorpus(emulator);
  const folder = await ExportFolder.create(emulator.url, inject("installedPackage"));
  onTestFinished(() => folder.remove());

  const exported = await folder.export("first");
  const project = await ExportedProject.link(exported, emulator.url, inject("installedPackage"));
  onTestFinished(() => project.remove());
  await checkProgram(exported);
  const stack = await project.stack("prod");
  await stack.stack.setConfig("aep:sandbox", { value: "dev" });
  const secret = "a-value-for-tests";
  await stack.setSecrets(Object.fromEntries(exported.secretKeys.map((key) => [key, secret])));
  await stack.up();
  await stack.expectNothingLeft();

  const dev = await readGraph(new PlainClient(emulator.url, "dev"));
  expect(dev.filter(({ kind }) => kind === "connections")).toHaveLength(connections);
  const again = await folder.export("second", "--sandbox", "dev");
  expect(withoutStartTimes(again.program)).toEqual(withoutStartTimes(exported.program));
});
