import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningEmulator } from "../emulator/index";
import { startEmulator } from "../test/support/emulator/emulator";
import { PlainClient } from "../test/support/emulator/plainClient";
import { serviceEnvironment } from "../test/support/exportCommand";
import { fillSandbox } from "../test/support/filled/filledSandbox";
import { secretsIn } from "../test/support/secrets";
import { runCommandLine } from ".";

let emulator: RunningEmulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-echo-"));
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => emulator.reset());

async function exported(out: string) {
  const written: string[] = [];
  const write = (line: string) => {
    written.push(line);
  };
  const code = await runCommandLine(["export", "--out", out], {
    environment: { ...process.env, ...serviceEnvironment(emulator.url) },
    folder,
    log: write,
    error: write,
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  return { code, output: written.join("\n") };
}

const echo = (status: number) => ({
  kind: "answer" as const,
  status,
  body: {
    title: "\u001b[2J client emulator-secret",
    message: "::error::ZW11bGF0b3Itc2VjcmV0 emulator-secret",
  },
  times: 50,
});

test("An export that fails prints no echoed secret and no command.", async () => {
  emulator.faults.add({ ...echo(400), method: "GET", path: "/data/foundation/flowservice/connections" });
  const { code, output } = await exported("failed");
  expect(code).toBe(1);
  expect(output).toContain("[secret]");
  expect(secretsIn(output)).toEqual([]);
  expect(output).not.toContain("\u001b");
  expect(output).not.toMatch(/^\s*::/m);
});

test("The report of an export contains no echoed secret and no control character.", async () => {
  await fillSandbox(new PlainClient(emulator.url));
  const descriptors = "/data/foundation/schemaregistry/tenant/descriptors";
  emulator.faults.add({ ...echo(403), method: "GET", path: descriptors });
  const { code, output } = await exported("reported");
  expect(code).toBe(0);
  const report = await readFile(path.join(folder, "reported/report.md"), "utf8");
  expect(report).toContain("could not be read");
  expect(secretsIn(report + output)).toEqual([]);
  expect(report).not.toContain("\u001b");
});
