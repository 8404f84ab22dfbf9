import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../../test/support/emulator/emulator";
import { checks } from "./checks";
import { forbidden, type ProjectCase, runDoctor } from "./project.testing";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const doctor = (condition: ProjectCase) => runDoctor(emulator, condition);

test("In a project with the name aep, only a key that is similar to a known one is a warning.", async () => {
  const own = await doctor({ project: "aep", config: { "aep:retention": "30" } });
  expect(own.output).toMatch(/^ok {7}keys: /m);
  const similar = await doctor({ project: "aep", config: { "aep:retention": "30", "aep:sandbx": "x" } });
  expect(similar.output).toMatch(/^warning {2}keys: aep:sandbx is no .* Did you mean aep:sandbox\?$/m);
  expect(similar.output).not.toContain("aep:retention");
});

test.each(["infra", "infra/index.ts", '"infra/dist/" # built'])(
  "With main: %s, the packages of that folder are checked.",
  async (main) => {
    const { output } = await doctor({ main });
    expect(output).toMatch(/^ok {7}packages: @pulumi\/pulumi 3\.270\.0$/m);
  },
);

test.each([
  ["5.0.2", {}, /^ok {7}TypeScript: 5\.0\.2$/m],
  ["6.0.3", { hasTsconfig: true }, /^ok {7}TypeScript: 6\.0\.3$/m],
  [undefined, {}, /^skipped {2}TypeScript: not needed: the program has no tsconfig\.json/m],
  [
    "7.0.2",
    { runtime: "runtime: { name: nodejs, options: { typescript: false } }\n" },
    /^warning {2}TypeScript: 7/m,
  ],
  [
    "7.0.2",
    { runtime: 'runtime:\n  name: nodejs\n  options:\n    nodeargs: "--import tsx"\n' },
    /^warning {2}TypeScript: 7/m,
  ],
] as const)(
  "TypeScript %s with %o is reported as it affects the program.",
  async (typeScript, more, line) => {
    const { output } = await doctor({ ...(typeScript === undefined ? {} : { typeScript }), ...more });
    expect(output).toMatch(line);
  },
);

test("The fix of a missing package uses the package manager of the repository.", async () => {
  const { output } = await doctor({ sdk: null, lockFile: "pnpm-lock.yaml" });
  expect(output).toMatch(/packages: @pulumi\/pulumi is not .*\n.*: pnpm add @pulumi\/pulumi$/m);
});

test("Without local files, locks are not checked.", async () => {
  const { output } = await doctor({ backend: "https://api.example.com" });
  expect(output).toMatch(/^skipped {2}locks: not checked: this backend does not keep locks in local files$/m);
});

test("With --json, it prints one document with every result, and the same exit code.", async () => {
  const condition = { config: { "aep:sandbx": "dev" }, args: ["--json"] };
  const { code, output } = await doctor(condition);
  const { stack, failures, checks: results } = JSON.parse(output);
  expect({ stack, failures, code }).toEqual({ stack: "dev", failures: 1, code: 1 });
  expect(new Set(results.map(({ name }: { name: string }) => name))).toEqual(
    new Set(checks.map(({ name }) => name)),
  );
  expect(results).toContainEqual({ name: "Pulumi", status: "ok", message: expect.any(String), advice: null });
  expect(results).toContainEqual({
    name: "keys",
    status: "failed",
    message: expect.stringContaining("aep:sandbx is no configuration key"),
    advice: expect.stringContaining("pulumi config rm aep:sandbx"),
  });
  expect(results).toContainEqual({
    name: "Azure",
    status: "skipped",
    message: expect.any(String),
    advice: null,
  });
  for (const result of results) {
    expect(Object.keys(result)).toEqual(["name", "status", "message", "advice"]);
    expect(["ok", "warning", "failed", "skipped"]).toContain(result.status);
  }
});

const holder = { pid: 7, username: "ann", hostname: "elsewhere", timestamp: "2026-11-24T12:00:00Z" };

const warnings: [name: string, ProjectCase, line: RegExp][] = [
  [
    "a key that resembles none",
    { config: { "aep:retention": "30" } },
    /^warning {2}keys: aep:retention is no configuration key of pulumi-aep and has no effect\.$/m,
  ],
  [
    "the lock of a process on another machine",
    { locks: [holder] },
    /^warning {2}locks: locked by process 7 of "ann" on "elsewhere".*not certain.*This command runs on/,
  ],
  [
    "operations of a run that may be in progress",
    { locks: [holder], operations: ["creating"] },
    /^warning {2}operations: 1 not finished/,
  ],
  [
    "operations in a backend without local files",
    { backend: "https://api.example.com", operations: ["creating"] },
    /^warning {2}operations: 1 not finished/,
  ],
  [
    "a Pulumi without import of outputs",
    { engine: "v3.253.0" },
    /^warning {2}Pulumi: 3\.253\.0 works, but pulumi import/,
  ],
  [
    "an SDK that is newer than Pulumi",
    { engine: "v3.259.0", sdk: "3.276.0" },
    /^warning {2}packages: @pulumi\/pulumi 3\.276\.0 is newer than Pulumi 3\.259\.0: .*\n.*fix: Install Pulumi 3\.276\.0/,
  ],
  [
    "an unusual organisation id",
    { config: { "aep:orgId": "EMULATOR" } },
    /^warning {2}configuration: aep:orgId is "EMULATOR"/,
  ],
  [
    "private endpoints without permission to read, with none in the stack",
    { faults: [forbidden("/data/foundation/connectors/privateEndpoints", { title: "Forbidden" })] },
    /^warning {2}permissions: private endpoints cannot be read/,
  ],
  [
    "public keys that cannot be listed, with none in the stack",
    { faults: [forbidden("/data/foundation/connectors/encryption/keys", { title: "Forbidden" })] },
    /^warning {2}permissions: public keys cannot be read/,
  ],
];

test.each(warnings)("a warning is reported: %s", async (_name, condition, line) => {
  const { problems } = await doctor(condition);
  expect(problems.some((one) => line.test(one))).toBe(true);
});
