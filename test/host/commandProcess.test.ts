import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../support/emulator/emulator";
import { serviceEnvironment } from "../support/exportCommand";
import { fakePulumi } from "../support/fakePulumi";
import { secretEnvironment } from "../support/host/testBed";
import { checkout } from "../support/installedPackage";

const programs = {
  "pulumi-aep": path.join(checkout, "dist/cli/main.js"),
  "aep-emulator": path.join(checkout, "emulator/bin/aep-emulator.js"),
};

/** Starts a program as a process, with pipes that stay open until the test ends. */
function start(
  program: keyof typeof programs,
  args: readonly string[],
  { cwd = tmpdir(), env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
) {
  const child = spawn(process.execPath, [programs[program], ...args], { cwd, env });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

async function ended(child: ChildProcess) {
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.on("data", (chunk: Buffer) => {
      texts[name] += chunk.toString();
    });
  }
  const [code]: (number | null)[] = await once(child, "close");
  // A slow machine shows progress.
  const stderr = texts.stderr.replaceAll(/^pulumi-aep .* \(\d+ s\)\n/gm, "");
  return { code, stdout: texts.stdout, stderr };
}

async function temporary() {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\n");
  return folder;
}

/** Starts a program whose output goes into a pipe that nothing reads any more. */
async function withoutReader(
  program: keyof typeof programs,
  args: readonly string[],
  { cwd, env = process.env }: { cwd: string; env?: NodeJS.ProcessEnv },
) {
  const pipe = path.join(await temporary(), "pipe");
  const script = 'mkfifo "$0"; exec 3<>"$0" 4>"$0" 3<&-; exec "$@" >&4 4>&-';
  const command = [process.execPath, programs[program], ...args];
  const child = spawn("/bin/sh", ["-c", script, pipe, ...command], { cwd, env });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

test.each([
  ["pulumi-aep", ["help"], 0],
  ["pulumi-aep", ["drift", "--help"], 0],
  ["pulumi-aep", [], 1],
  ["aep-emulator", ["--help"], 0],
] as const)("%s %j ends silently if nothing reads its output", async (program, args, code) => {
  const child = await withoutReader(program, args, { cwd: tmpdir() });
  expect(await ended(child)).toMatchObject({ code, stderr: "" });
});

// Node.js ignores the error of the first lines; one after a request would end the process.
test("doctor ends with its exit code and silently if nothing reads its lines", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const env = {
    PATH: "/usr/bin:/bin",
    AEP_API_URL: emulator.url,
    AEP_IMS_URL: emulator.url,
    AEP_ORG_ID: "EMULATOR@AdobeOrg",
    AEP_CLIENT_ID: "emulator-client",
    AEP_CLIENT_SECRET: secretEnvironment.AEP_CLIENT_SECRET,
  };
  const child = await withoutReader("pulumi-aep", ["doctor"], { cwd: await temporary(), env });
  expect(await ended(child)).toMatchObject({ code: 1, stderr: "" });
  expect(emulator.log.list({ path: "/data/foundation/connectors" })).not.toEqual([]);
});

test("aep-emulator continues if nothing reads its output, and ends by SIGTERM", async () => {
  const file = path.join(await temporary(), "ca.pem");
  const child = await withoutReader("aep-emulator", ["--tls", "--ca-file", file], { cwd: tmpdir() });
  const end = ended(child);
  await expect.poll(() => existsSync(file)).toBe(true);
  child.kill("SIGTERM");
  expect(await end).toMatchObject({ code: 0, stderr: "" });
});

/** A project whose Pulumi creates a file and then waits for the end of its caller. */
async function waitingProject() {
  const folder = await temporary();
  const started = path.join(folder, "started");
  const pulumi = path.join(folder, "bin/pulumi");
  await mkdir(path.dirname(pulumi));
  const script = `: > "${started}"\nwhile kill -0 $PPID 2>/dev/null; do sleep 0.05; done\n`;
  await writeFile(pulumi, `#!/bin/sh\n${script}`);
  await chmod(pulumi, 0o755);
  return { folder, started, env: { PATH: `${path.dirname(pulumi)}:/usr/bin:/bin` } };
}

const entity = ["Flow", "orders", "50f369ec-943e-4adf-8a76-adb14e3c9be4"];

test.each([
  ["drift", [], "SIGINT", 130],
  ["doctor", [], "SIGTERM", 143],
  ["graph", [], "SIGINT", 130],
  ["graph", [], "SIGTERM", 143],
  ["recover", [], "SIGINT", 130],
  ["import", entity, "SIGINT", 130],
  ["import", entity, "SIGTERM", 143],
] as const)(
  "%s %j ends at once on %s while it reads, with exit code %i",
  async (name, args, signal, code) => {
    const { folder, started, env } = await waitingProject();
    const child = start("pulumi-aep", [name, ...args], { cwd: folder, env });
    const end = ended(child);
    await expect.poll(() => existsSync(started)).toBe(true);
    child.kill(signal);
    const stderr = `pulumi-aep ${name}: interrupted, so nothing was written.\n`;
    expect(await end).toEqual({ code, stdout: "", stderr });
  },
);

test("export ends at once on Ctrl-C while a response is late, and leaves no folder", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  emulator.faults.add({ kind: "slow", delayMs: 60_000, path: "/data/foundation/" });
  const cwd = await temporary();
  const child = start("pulumi-aep", ["export"], { cwd, env: serviceEnvironment(emulator.url) });
  const end = ended(child);
  await expect.poll(() => emulator.log.list({ path: "/data/foundation/" })).not.toEqual([]);
  // npx passes on the signal that the terminal sends to all processes.
  child.kill("SIGINT");
  child.kill("SIGINT");
  const stderr = "pulumi-aep export: interrupted, so nothing was written.\n";
  expect(await end).toEqual({ code: 130, stdout: "", stderr });
  expect(await readdir(cwd)).toEqual(["Pulumi.yaml"]);
});

test("recover without a terminal does not wait for a response, whatever the settings of colours are", async () => {
  const folder = await temporary();
  const lock = path.join(folder, ".pulumi/locks/organization/acme/dev/a1.json");
  await mkdir(path.dirname(lock), { recursive: true });
  const holder = {
    pid: 7,
    username: "ann",
    hostname: `not ${hostname()}`,
    timestamp: "2026-11-24T12:00:00Z",
  };
  await writeFile(lock, JSON.stringify(holder));
  const PATH = await fakePulumi(path.join(folder, "bin"), {
    "whoami --json": { output: JSON.stringify({ url: `file://${folder}` }) },
    "stack --show-name": { output: "dev\n" },
    "stack export": {
      output: JSON.stringify({ version: 3, deployment: { manifest: { time: "" }, resources: [] } }),
    },
  });
  for (const colours of [{ NO_COLOR: "1" }, { FORCE_COLOR: "1" }, { TERM: "dumb" }]) {
    const env = { PATH, PULUMI_HOME: path.join(folder, "home"), ...colours };
    const child = start("pulumi-aep", ["recover", "--release-lock", "a1"], { cwd: folder, env });
    const { code, stdout, stderr } = await ended(child);
    expect(code).toBe(1);
    expect(stripVTControlCharacters(stderr)).toBe(
      "Nothing was written into the state. Use --yes to write without confirmation.\n",
    );
    expect(stdout).not.toContain("\u001b");
    expect(await readdir(path.dirname(lock))).toEqual(["a1.json"]);
  }
});
