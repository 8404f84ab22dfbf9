import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { runCommandLine } from "../../cli";
import { checkout } from "../support/installedPackage";

async function run(...args: readonly string[]) {
  const lines = { log: [] as string[], error: [] as string[] };
  const stop = Promise.withResolvers<void>();
  const code = await runCommandLine(["emulator", ...args], {
    environment: {},
    folder: tmpdir(),
    log: (line) => {
      lines.log.push(line);
      if (line.startsWith("ready ")) {
        stop.resolve();
      }
    },
    error: (line) => lines.error.push(line),
    confirm: async () => undefined,
    stopped: stop.promise,
  });
  return { code, log: lines.log.join("\n"), error: lines.error.join("\n") };
}

test("pulumi-aep emulator prints its address when it is ready and ends when it is stopped", async () => {
  expect(await run()).toMatchObject({
    code: 0,
    log: expect.stringMatching(/^ready http:\/\/127\.0\.0\.1:\d+$/),
  });
});

test("pulumi-aep emulator reports in one sentence what is wrong with an option's value", async () => {
  expect(await run("--port", "many")).toMatchObject({
    code: 1,
    error: "aep-emulator: --port must be a number from 0 to 65535, not many",
  });
});

test("pulumi-aep emulator refuses options it does not know", async () => {
  const { code, error } = await run("--nonsense");
  expect(code).toBe(1);
  expect(error).toContain("there is no option --nonsense.");
  expect(error).toContain("aep-emulator --help");
});

test("pulumi-aep emulator reports in one sentence how to install aep-emulator where it is missing", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const modules = path.join(folder, "node_modules");
  const place = path.join(modules, "pulumi-aep");
  await cp(path.join(checkout, "dist"), path.join(place, "dist"), { recursive: true });
  await cp(path.join(checkout, "package.json"), path.join(place, "package.json"));
  const { dependencies, peerDependencies } = JSON.parse(
    await readFile(path.join(place, "package.json"), "utf8"),
  );
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    await mkdir(path.dirname(path.join(modules, name)), { recursive: true });
    await symlink(path.join(checkout, "node_modules", name), path.join(modules, name));
  }
  const command = [path.join(place, "dist", "cli", "main.js"), "emulator"];
  const failed = await promisify(execFile)(process.execPath, command, { cwd: folder }).catch(
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  expect(failed).toMatchObject({
    code: 1,
    stdout: "",
    stderr:
      "pulumi-aep emulator: aep-emulator is not installed: run `npm install --save-dev aep-emulator`, then this command again.\n",
  });
});
