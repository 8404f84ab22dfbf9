import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkout } from "../support/installedPackage";

const older = "20.20.2";

/** What a process prints and loads when it believes that its Node.js is an older one. */
const pretence = `
  Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${older}" } });
  process.on("exit", () => console.log(JSON.stringify(Object.keys(require.cache))));
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  await writeFile(path.join(folder, "pretence.js"), pretence);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function runOnOlderNode(...args: string[]) {
  const all = ["--require", path.join(folder, "pretence.js"), ...args];
  const { code, stdout, stderr } = await promisify(execFile)(process.execPath, all, { cwd: checkout }).then(
    (output) => ({ code: 0, ...output }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  const lines = stdout.trimEnd().split("\n");
  const loaded = JSON.parse(lines.pop() ?? "") as string[];
  return { code, stdout: lines.join("\n"), stderr, loaded };
}

const message = (name: string) =>
  new RegExp(
    `^${name} requires Node\\.js 22(\\.\\d+)* or newer, and this is Node\\.js ${older}\\.\nInstall a newer Node\\.js, and put it first in PATH\\.$`,
  );

test.each([
  ["pulumi-aep", "dist/cli/main.js", ["doctor"]],
  ["pulumi-aep", "dist/cli/main.js", ["--version"]],
  ["pulumi-aep", "dist/cli/main.js", []],
  ["aep-emulator", "emulator/bin/aep-emulator.js", ["--port", "0"]],
])("%s (%s %j) prints one error without a stack, and loads no package", async (name, command, args) => {
  const { code, stderr, stdout, loaded } = await runOnOlderNode(command, ...args);
  expect(stderr.trimEnd()).toMatch(message(name));
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(loaded.filter((file) => file.includes("/node_modules/"))).toEqual([]);
});

const { exports: entries }: { exports: Record<string, unknown> } = require("../../package.json");

test.each(Object.keys(entries).filter((entry) => entry !== "./package.json"))(
  "the entry point %s throws one error without a stack, and loads only Pulumi",
  async (entry) => {
    const { stdout, loaded } = await runOnOlderNode(
      "--eval",
      `try {
         require("pulumi-aep${entry.slice(1)}");
       } catch (error) {
         const { RunError } = require("@pulumi/pulumi");
         console.log(RunError.isInstance(error) ? error.message : error.stack + error);
       }`,
    );
    // The host prints the stack, and the engine the message, which is cut here.
    expect(stdout.split("\n", 1)[0]).toMatch(/^pulumi-aep requires Node\.js 22.*Node\.js 20\.20\.2\.$/);
    expect(stdout).not.toMatch(/ at .*:\d+/);
    const own = loaded.filter((file) => file.startsWith(path.join(checkout, "dist")));
    // The modules that threw are not in the cache.
    expect(own.map((file) => path.basename(file)).filter((name) => name !== "hostError.js")).toEqual([
      "requirements.js",
    ]);
  },
);
