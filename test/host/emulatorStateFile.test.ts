import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { checkout } from "../support/installedPackage";

const command = path.join(checkout, "emulator", "bin", "aep-emulator.js");

interface Started {
  process: ChildProcess;
  /** The origin; undefined if the emulator ended instead. */
  url: string | undefined;
  errors: string[];
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "emulator-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the command; with a limit, no file can grow beyond that many blocks of 512 or 1024 bytes. */
async function startCommand(stateFile: string, blocks?: number): Promise<Started> {
  const limit = blocks === undefined ? "" : `ulimit -f ${blocks}; `;
  const script = `${limit}exec "$0" "$1" --port 0 --state "$2"`;
  const child = spawn("sh", ["-c", script, process.execPath, command, stateFile]);
  const ended = once(child, "close");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const errors: string[] = [];
  createInterface(child.stderr).on("line", (line) => errors.push(line));
  const ready = new Promise<string>((resolve) => {
    createInterface(child.stdout).on("line", (line) => resolve(line.replace("ready ", "")));
  });
  return { process: child, url: await Promise.race([ready, ended.then(() => undefined)]), errors };
}

async function kill({ process: child }: Started, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "close");
  child.kill(signal);
  await ended;
}

async function setOffset({ url }: Started, offsetMs: number): Promise<Response> {
  return fetch(`${url}/_emulator/clock`, { method: "POST", body: JSON.stringify({ offsetMs }) });
}

async function offsetOf({ url }: Started): Promise<number> {
  return ((await (await fetch(`${url}/_emulator/clock`)).json()) as { offsetMs: number }).offsetMs;
}

test("when the file cannot grow, changes are refused, and a restart after a kill has all others", async () => {
  const stateFile = path.join(await temporaryFolder(), "state");
  const first = await startCommand(stateFile, 8);
  let accepted = 0;
  let refused: Response | undefined;
  for (let change = 1; change <= 1_000 && refused === undefined; change += 1) {
    const response = await setOffset(first, change);
    if (response.ok) {
      accepted = change;
    } else {
      refused = response;
    }
  }
  expect(refused?.status).toBe(507);
  expect(await refused?.text()).toMatch(/EFBIG|ENOSPC/);
  expect(accepted).toBeGreaterThan(50);
  expect(await offsetOf(first)).toBe(accepted);
  // Again, with a client's connections open: every byte that they receive is a response.
  for (let change = 0; change < 20; change += 1) {
    expect((await setOffset(first, 1)).status).toBe(507);
  }
  expect(await offsetOf(first)).toBe(accepted);
  await kill(first, "SIGKILL");

  const second = await startCommand(stateFile, 8);
  expect([await offsetOf(second), second.errors]).toEqual([accepted, []]);
  // The start has shortened the file.
  expect((await setOffset(second, 5_000)).status).toBe(200);
});

test("a second emulator is refused; after kill -9 or a normal end, the next one starts", async () => {
  const folder = await temporaryFolder();
  const stateFile = path.join(folder, "state");
  const first = await startCommand(stateFile);
  const second = await startCommand(path.join(folder, ".", "state"));
  expect(second.url).toBeUndefined();
  expect(second.errors).toEqual([
    expect.stringMatching(/^aep-emulator: the state file \S+ is already used by an emulator, process \d+$/),
  ]);
  expect(second.errors[0]).toContain(`process ${first.process.pid}`);
  await kill(first, "SIGKILL");

  const third = await startCommand(stateFile);
  expect(third.url).toBeDefined();
  await copyFile(`${stateFile}.lock`, path.join(folder, "copy"));
  await kill(third, "SIGTERM");
  expect((await readdir(folder)).sort()).toEqual(["copy", "state"]);
});

test("of many emulators that find the lock of a killed one, exactly one starts", async () => {
  const stateFile = path.join(await temporaryFolder(), "state");
  for (let round = 0; round < 3; round += 1) {
    const all = await Promise.all(Array.from({ length: 5 }, () => startCommand(stateFile)));
    const running = all.filter(({ url }) => url !== undefined);
    expect(running).toHaveLength(1);
    for (const { process: child } of running) {
      await kill({ process: child, url: undefined, errors: [] }, "SIGKILL");
    }
  }
});

test("a lock that is not readable is refused in one sentence", async () => {
  const stateFile = path.join(await temporaryFolder(), "state");
  await writeFile(`${stateFile}.lock`, "");
  const { url, errors } = await startCommand(stateFile);
  expect([url, errors]).toEqual([
    undefined,
    [expect.stringMatching(/^aep-emulator: .*delete it if no emulator uses/)],
  ]);
});
