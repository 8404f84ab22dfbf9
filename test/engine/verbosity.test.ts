import { expect, it } from "vitest";
import { sharedProject } from "../support/engine/sharedStack";
import { secretsIn } from "../support/secrets";

const bed = sharedProject("pipeline.ts");
/** A line of the engine's own log: JSON, or in older versions level, date and place. */
const engineLine = /^(\{"time":"|[IWEF]\d{4} \d\d:\d\d:)/;

it("at -v=9 the engine writes secrets to its log, and our processes write none", async () => {
  const stack = await bed.project.stack(bed.emulator.url);
  const { stdout, stderr } = await stack.up({ logToStdErr: true, logVerbosity: 9 });
  const lines = stderr.split("\n");
  const engines = lines.filter((line) => engineLine.test(line));
  expect(engines.length).toBeGreaterThan(100);
  // The documentation warns of this.
  expect(secretsIn(engines.join("\n"))).not.toEqual([]);
  // The output of our processes is shown to the user and is not part of the engine's log.
  const ours = [stdout, ...lines.filter((line) => !engineLine.test(line))].join("\n");
  expect(ours).toContain("Enabling interactive authoring");
  expect(secretsIn(ours)).toEqual([]);
});
