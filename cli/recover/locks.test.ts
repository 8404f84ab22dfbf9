import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Machine } from "./holder";
import { newestHolder, removeLocks, staleLocks } from "./locks";

const running = 7;
const dead = 8;

// No Linux, because there only the process list of a real machine shows that a process has ended.
const machine: Machine = {
  platform: "darwin",
  hostname: "build",
  pid: 1,
  proc: "/nowhere",
  fileSystem: () => 0,
  isAlive: (pid) => pid === running,
};

const lock = (pid: number, minute = 0, hostname = "build") =>
  JSON.stringify({ pid, username: "ann", hostname, timestamp: `2026-11-24T12:0${minute}:00Z` });

/** A folder with locks, which are named by their position. */
async function folderWith(locks: readonly string[], project = "p") {
  const stateFolder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(stateFolder, { recursive: true, force: true }));
  const folder = path.join(stateFolder, "locks/organization", project, "dev");
  await mkdir(folder, { recursive: true });
  for (const [index, text] of locks.entries()) {
    await writeFile(path.join(folder, `${index}.json`), text);
  }
  await mkdir(path.join(folder, "folder.json"));
  return stateFolder;
}

const locksIn = (stateFolder: string, released: readonly string[] = []) =>
  staleLocks(stateFolder, { stack: "dev", project: "p" }, released, machine);

test("All locks of ended processes are found and removed, and no other.", async () => {
  const stateFolder = await folderWith([lock(dead, 1), lock(dead + 1, 2)]);
  const locks = locksIn(stateFolder);
  expect(newestHolder(locks)).toMatchObject({ pid: dead + 1 });
  const another = path.join(stateFolder, "locks/organization/p/dev/9.json");
  await writeFile(another, lock(running));
  removeLocks(locks);
  expect(locks.map(({ file }) => existsSync(file))).toEqual([false, false]);
  expect(existsSync(another)).toBe(true);
});

test("Without a lock, or with one of another project's stack of the same name, there is none.", async () => {
  expect(locksIn(await folderWith([]))).toEqual([]);
  expect(locksIn(await folderWith([lock(running)], "another"))).toEqual([]);
});

test("The lock of a running process is an error, also if it is released.", async () => {
  const stateFolder = await folderWith([lock(dead), lock(running)]);
  for (const released of [[], ["1"]]) {
    expect(() => locksIn(stateFolder, released)).toThrow(
      /locked by process 7 of "ann".*\n.*\n.*pulumi cancel/,
    );
  }
});

test.each([
  [
    "the lock of a process on another machine",
    lock(dead, 0, "elsewhere"),
    /on "elsewhere", and it is not cer/,
  ],
  ["an empty lock", "", /cannot be read: .*0\.json\. Its update may still be running\.\n.*empty/],
  ["a truncated lock", lock(dead).slice(0, 40), /cannot be read/],
  ["a lock without a process", "{}", /cannot be read/],
  ["a lock with an invalid time", lock(dead).replace("2026-", "soon-"), /cannot be read/],
  ["a lock that is not an object", "null", /cannot be read/],
])("%s is an error, unless it is released by its id.", async (_, text, message) => {
  const stateFolder = await folderWith([text]);
  expect(() => locksIn(stateFolder)).toThrow(message);
  expect(() => locksIn(stateFolder)).toThrow(/every container.*--release-lock 0\.$/);
  expect(() => locksIn(stateFolder, ["1"])).toThrow(message);
  expect(locksIn(stateFolder, ["0"])).toMatchObject([{ id: "0" }]);
});
