import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../support/emulator/emulator";
import { keepEvidence } from "../support/evidence";
import { serviceEnvironment } from "../support/exportCommand";
import { checkout } from "../support/installedPackage";
import { hasTerminal, inTerminal, terminalEnvironment } from "../support/terminal";

const programs = {
  "pulumi-aep": path.join(checkout, "dist/cli/main.js"),
  "aep-emulator": path.join(checkout, "emulator/bin/aep-emulator.js"),
};

const green = "\u001b[32m";
const red = "\u001b[31m";
const replacesLine = "\r\u001b[K";

const withTerminal = test.skipIf(!hasTerminal);

/** Runs a program on a terminal, which shows both of its streams, or with pipes. */
async function output(
  terminal: boolean,
  program: keyof typeof programs,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
) {
  const command = [process.execPath, programs[program], ...args];
  const [file = "", ...rest] = terminal ? inTerminal(command) : command;
  const cwd = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const child = spawn(file, rest, { cwd, env: terminalEnvironment(env) });
  const shown = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      shown[name] += text;
    });
  }
  await once(child, "close");
  keepEvidence("terminal", shown.stdout + shown.stderr);
  return shown;
}

/** The environment of a doctor whose token is late. */
async function doctorEnvironment(delayMs = 0): Promise<NodeJS.ProcessEnv> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  if (delayMs > 0) {
    emulator.faults.add({ kind: "slow", path: "/ims/", delayMs });
  }
  return serviceEnvironment(emulator.url);
}

const onTerminal: [boolean, boolean, NodeJS.ProcessEnv][] = [
  [true, true, {}],
  [false, true, { NO_COLOR: "1" }],
  [false, true, { TERM: "dumb" }],
  [false, true, { FORCE_COLOR: "0" }],
];

describe("doctor", () => {
  test.each<[boolean, boolean, NodeJS.ProcessEnv]>([
    ...(hasTerminal ? onTerminal : []),
    [false, false, {}],
    [true, false, { FORCE_COLOR: "1" }],
  ])("shows colours: %s (on a terminal: %s, with %j)", async (expected, terminal, variables) => {
    const { stdout } = await output(terminal, "pulumi-aep", ["doctor"], {
      ...(await doctorEnvironment()),
      ...variables,
    });
    expect(stdout).toMatch(/token: /);
    expect(stdout.includes(`${green}ok`)).toBe(expected);
    expect(stdout.replaceAll(replacesLine, "").includes("\u001b")).toBe(expected);
  });

  test("shows no colours in JSON", async () => {
    const env = { ...(await doctorEnvironment()), FORCE_COLOR: "1" };
    const { stdout } = await output(false, "pulumi-aep", ["doctor", "--json"], env);
    expect(JSON.parse(stdout)).toHaveProperty("checks");
    expect(stdout).not.toContain("\u001b");
  });

  withTerminal("on a terminal, replaces one line while it waits", async () => {
    const { stdout } = await output(true, "pulumi-aep", ["doctor"], await doctorEnvironment(3_000));
    const progress = stdout.split(replacesLine).filter((text) => text.startsWith("pulumi-aep doctor: "));
    expect(progress.length).toBeGreaterThan(0);
    for (const text of progress) {
      expect(text).toMatch(/^pulumi-aep doctor: running the checks \(\d+ s\)$/);
    }
    // The next result takes its place.
    expect(stdout).toContain(` s)${replacesLine}${green}ok`);
  });

  test("elsewhere, writes a line to standard error before ten seconds of silence", async () => {
    const { stdout, stderr } = await output(false, "pulumi-aep", ["doctor"], await doctorEnvironment(9_500));
    expect(stderr).toMatch(/^pulumi-aep doctor: running the checks \(\d+ s\)\n/);
    expect(stdout).not.toContain("running the checks");
  });
});

test.each<[boolean, NodeJS.ProcessEnv]>([
  [false, {}],
  [true, { FORCE_COLOR: "1" }],
])("An error of both programs is coloured: %s (with pipes and %j)", async (expected, variables) => {
  for (const program of ["pulumi-aep", "aep-emulator"] as const) {
    const { stderr } = await output(false, program, ["--nonsense"], variables);
    expect(stderr.startsWith(expected ? `${red}${program}` : program)).toBe(true);
  }
});
