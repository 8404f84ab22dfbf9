import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { staleLock } from "./locks";

// Above the largest process id of any system.
const dead = 2 ** 30;

async function lockedBy(...holders: { pid: number; hostname?: string; project?: string }[]) {
  const stateFolder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(stateFolder, { recursive: true, force: true }));
  for (const [index, { project = "p", ...holder }] of holders.entries()) {
    const folder = path.join(stateFolder, "locks/organization", project, "dev");
    await mkdir(folder, { recursive: true });
    const lock = {
      username: "ann",
      hostname: hostname(),
      timestamp: `2026-11-24T12:0${index}:00Z`,
      ...holder,
    };
    await writeFile(path.join(folder, `${index}.json`), JSON.stringify(lock));
  }
  return staleLock(stateFolder, "dev", "p");
}

test("The newest lock of ended processes is found.", async () => {
  expect(await lockedBy({ pid: dead }, { pid: dead + 1 })).toMatchObject({ pid: dead + 1 });
});

test("Without a lock, or with one of another project's stack of the same name, there is none.", async () => {
  expect(await lockedBy()).toBeUndefined();
  expect(await lockedBy({ pid: process.pid, project: "another" })).toBeUndefined();
});

test("The lock of a running process is an error.", async () => {
  await expect(lockedBy({ pid: process.pid })).rejects.toThrow(
    /locked by process \d+ of ann.*\n.*\n.*pulumi cancel/,
  );
});

test("The lock of a process on another machine is an error.", async () => {
  await expect(lockedBy({ pid: dead, hostname: "elsewhere" })).rejects.toThrow(/on elsewhere/);
});
