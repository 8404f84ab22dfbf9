import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator";
import { startEmulator } from "../support/emulator";
import { type EngineProject, engineProject } from "../support/engineProject";
import { secretsIn } from "../support/secrets";

let emulator: RunningEmulator;
let project: EngineProject;
beforeAll(async () => {
  emulator = await startEmulator();
  project = await engineProject("pipeline.ts", inject("installedPackage"));
});
afterAll(async () => {
  await project.remove();
  await emulator.close();
});

/** A line that the engine itself wrote into its log: level and date, time, process, place. */
const engineLine = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w.]+:\d+\] /;

it("at -v=9 the engine writes secrets into its own log, and our processes write none", async () => {
  const stack = await project.stack(emulator.url);
  const { stdout, stderr } = await stack.up({ logToStdErr: true, logVerbosity: 9 });
  expect(secretsIn(stdout)).toEqual([]);
  const entries = stderr.split(/^(?=[IWEF]\d{4} \d\d:)/m);
  const engines = entries.filter((entry) => engineLine.test(entry));
  expect(engines.length).toBeGreaterThan(100);
  // That is what the documentation warns of.
  expect(secretsIn(engines.join("\n"))).not.toEqual([]);
  // What our processes print reaches the log as messages to be shown.
  const ours = entries.filter(
    (entry) => !engineLine.test(entry) || /eventSink|EngineLog|LogRequest/i.test(entry),
  );
  expect(secretsIn(ours.join("\n"))).toEqual([]);
});
