import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type HolderState, holderState } from "./holder";

const machineStarted = Date.parse("2026-11-24T10:00:00Z");
const locked = "2026-11-24T12:00:00Z";
const pid = 4711;
const own = 99;

/** A process; `ids` are its ids in the nested PID namespaces, beginning with that of the machine. */
interface TestProcess {
  readonly ids: readonly number[];
  readonly program?: string;
  readonly started?: string;
}

/** What differs from a machine on which the process of the lock has certainly ended. */
interface Difference {
  readonly holder?: { pid?: number; hostname?: string };
  readonly processes?: readonly TestProcess[];
  readonly platform?: NodeJS.Platform;
  readonly namespace?: string;
  readonly self?: number;
  readonly fileSystem?: number;
  readonly isAlive?: boolean;
}

const init: TestProcess = { ids: [1], program: "systemd", started: "2026-11-24T10:00:00Z" };
const ext4 = 0xef53;
const nfs = 0x6969;

async function stateWith({
  holder = {},
  processes = [init],
  platform = "linux",
  namespace = "pid:[4026531836]",
  self = own,
  fileSystem = ext4,
  isAlive = false,
}: Difference): Promise<HolderState> {
  const proc = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(proc, { recursive: true, force: true }));
  await writeFile(path.join(proc, "stat"), `cpu 1 2\nbtime ${machineStarted / 1_000}\n`);
  await mkdir(path.join(proc, String(self), "ns"), { recursive: true });
  await symlink(String(self), path.join(proc, "self"));
  await symlink(namespace, path.join(proc, "self/ns/pid"));
  for (const { ids, program = "node", started = "2026-11-24T11:00:00Z" } of processes) {
    const folder = path.join(proc, String(ids[0]));
    await mkdir(folder, { recursive: true });
    const ticks = (Date.parse(started) - machineStarted) / 10;
    const values = ["S", ...Array(18).fill(0), ticks, 0];
    await writeFile(path.join(folder, "stat"), `${ids[0]} (${program}) ${values.join(" ")}\n`);
    await writeFile(path.join(folder, "status"), `Name:\t${program}\nNSpid:\t${ids.join("\t")}\n`);
  }
  return holderState({ pid, hostname: "build", timestamp: locked, ...holder }, "/state", {
    platform,
    hostname: "build",
    pid: own,
    proc,
    fileSystem: () => fileSystem,
    isAlive: () => isAlive,
  });
}

const later = "2026-11-24T12:00:30Z";

test.each<[what: string, difference: Difference]>([
  ["of the whole machine has the id", {}],
  ["that has the id started after the lock was taken", { processes: [init, { ids: [pid], started: later }] }],
  [
    "that has the id started later, and has parentheses in its name",
    { processes: [init, { ids: [pid], program: "a) S (b", started: later }], isAlive: true },
  ],
  ["has the id, on macOS", { platform: "darwin", processes: [] }],
])("The process of a lock has ended: no process %s.", async (_, difference) => {
  expect(await stateWith(difference)).toEqual({ is: "ended" });
});

test.each<[what: string, difference: Difference]>([
  ["has the id", { processes: [init, { ids: [pid], program: "pulumi" }] }],
  ["has the id, under another name", { processes: [init, { ids: [pid] }] }],
  ["has the id in a container", { processes: [init, { ids: [812, pid], program: "pulumi" }] }],
  ["has the id in a container inside a container", { processes: [init, { ids: [812, 30, pid] }] }],
  [
    "has the id, and the clock was set forward since",
    { processes: [init, { ids: [pid], program: "pulumi", started: later }] },
  ],
  ["has the id and is not shown in /proc", { isAlive: true }],
  ["has the id, on macOS", { platform: "darwin", processes: [], isAlive: true }],
])("The process of a lock may be running: a process %s.", async (_, difference) => {
  expect(await stateWith(difference)).toEqual({ is: "running" });
});

test.each<[what: string, difference: Difference, because: RegExp]>([
  ["it ran on another host", { holder: { hostname: "elsewhere" } }, /runs on "build"/],
  ["recover runs in a container", { namespace: "pid:[4026532001]" }, /container/],
  [
    "recover runs in a container in which the id was used again",
    { namespace: "pid:[4026532001]", processes: [init, { ids: [pid], started: later }] },
    /container/,
  ],
  ["the namespace is unknown", { namespace: "unknown" }, /container/],
  ["/proc is that of another container", { self: 7 }, /not see all processes/],
  ["/proc hides the processes of other users", { processes: [] }, /not see all processes/],
  ["other machines can use the state folder", { fileSystem: nfs }, /Other machines/],
])("It is unclear whether the process of a lock has ended: %s.", async (_, difference, because) => {
  expect(await stateWith(difference)).toEqual({ is: "unclear", because: expect.stringMatching(because) });
});
