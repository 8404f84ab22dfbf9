import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { RunningEmulator } from "../emulator/index";
import { startEmulator } from "../test/support/emulator/emulator";
import { PlainClient } from "../test/support/emulator/plainClient";
import { serviceEnvironment } from "../test/support/exportCommand";
import { fillMadconnect } from "../test/support/filled/madconnect";
import { runCommandLine } from ".";

let emulator: RunningEmulator;
let ids: readonly string[];
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  emulator.reset();
  ids = await fillMadconnect(new PlainClient(emulator.url));
});

async function exportMadconnect(...args: readonly string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const lines = { log: [] as string[], error: [] as string[] };
  const code = await runCommandLine(["export", "--madconnect", ...args], {
    environment: serviceEnvironment(emulator.url),
    folder,
    log: (line) => lines.log.push(line),
    error: (line) => lines.error.push(line),
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  return { code, log: lines.log.join("\n"), error: lines.error.join("\n") };
}

test("A MadConnect connection that reports a failure is named while it is exported.", async () => {
  await new PlainClient(emulator.url).admin("PATCH", `madconnectConnections/${ids[0]}`, {
    status: "broken",
  });
  const { code, error } = await exportMadconnect();
  expect(error).toMatch(new RegExp(`MadConnect connection ${ids[0]} \\(".*"\\) is broken`));
  expect(code).toBe(0);
});

test("With --madconnect, --flow selects nothing: all connections are exported.", async () => {
  const all = await exportMadconnect();
  const withFlow = await exportMadconnect("--flow", "11111111-2222-4333-8444-555555555555");
  expect(withFlow).toEqual(all);
  expect(withFlow.code).toBe(0);
});
