import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { profileBatchesPerDay } from "../../provider/resources/rules/guardrails";
import { runsPerDay } from "../../provider/resources/rules/profileBatches";

const repository = path.resolve(__dirname, "../..");

/** A schedule as TypeScript, JSON and Python write it. */
const literal = /"?frequency"?:\s*"(\w+)",\s*"?interval"?:\s*(\d+)/g;

/** The schedule of a stage in its configuration. */
const setting = /intervalMinutes: "(\d+)"/g;

/** The runs a day of all schedules in a text. */
function runsIn(text: string): number[] {
  const minutes = [...text.matchAll(setting)].map(([, interval]) => ({ frequency: "minute", interval }));
  const schedules = [...text.matchAll(literal)].map(([, frequency, interval]) => ({ frequency, interval }));
  return [...schedules, ...minutes].map(({ frequency = "", interval = "" }) =>
    runsPerDay({ scheduleParams: { frequency, interval } }),
  );
}

async function filesOf(...patterns: readonly string[]) {
  const found = await Array.fromAsync(glob([...patterns], { cwd: repository }));
  const files = found.filter(
    (file) => !/(^|\/)(node_modules|dist)\//.test(file) && !/\.test\.ts$/.test(file),
  );
  return Promise.all(
    files.map(async (file) => ({ file, text: await readFile(path.join(repository, file), "utf8") })),
  );
}

// People copy them, and their datasets may be enabled for Profile.
test("The flows of each page, example and comment stay below the limit of batches into Profile.", async () => {
  const files = await filesOf(
    "*.md",
    "docs/**/*.md",
    "emulator/*.md",
    "emulator/docs/**/*.md",
    "examples/**/*.{md,ts,yaml}",
    "sdk/**/*.ts",
  );
  const counted = files.map(({ file, text }) => ({ file, runs: runsIn(text) }));
  const total = (runs: readonly number[]) => runs.reduce((sum, one) => sum + one, 0);
  expect(counted.filter(({ runs }) => total(runs) > profileBatchesPerDay.limit)).toEqual([]);
  const withSchedules = counted.filter(({ runs }) => runs.length > 0).map(({ file }) => file);
  expect(withSchedules).toEqual(
    expect.arrayContaining([
      "README.md",
      "examples/quick-start/index.ts",
      "examples/whole-pipeline/index.ts",
      "examples/stages/Pulumi.prod.yaml",
      "sdk/resources/flow.ts",
    ]),
  );
});

test("A schedule every 15 minutes is found, however it is written.", () => {
  for (const text of [
    'scheduleParams: { frequency: "minute", interval: 15 },',
    '"scheduleParams": {"frequency": "minute", "interval": 15}',
    'intervalMinutes: "15"',
  ]) {
    expect(runsIn(text)).toEqual([96]);
  }
});
