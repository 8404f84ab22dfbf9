import { readdirSync, readFileSync, readlinkSync, statfsSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";

/** The process that took a lock, as Pulumi describes it in the lock. */
export interface Holder {
  readonly pid: number;
  readonly hostname: string;
  readonly timestamp: string;
}

/** Whether the process of a lock has ended, as far as this machine shows. */
export type HolderState = { is: "ended" } | { is: "running" } | { is: "unclear"; because: string };

/** What is known about this machine and its processes, replaceable in tests. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly hostname: string;
  /** Process id of this process. */
  readonly pid: number;
  /** The folder of Linux's proc file system. */
  readonly proc: string;
  /** The type of the file system that contains a folder, as Linux numbers them. */
  fileSystem(folder: string): number;
  /** Whether a process has this id. */
  isAlive(pid: number): boolean;
}

/** The machine that this process runs on. */
export const thisMachine: Machine = {
  platform: process.platform,
  hostname: hostname(),
  pid: process.pid,
  proc: "/proc",
  fileSystem: (folder) => statfsSync(folder).type,
  isAlive,
};

/** Linux gives the PID namespace of the whole machine this number (PROC_PID_INIT_INO in proc_ns.h). */
const wholeMachine = "pid:[4026531836]";

/** ext2 to ext4, xfs, btrfs, f2fs, bcachefs, zfs, tmpfs, ramfs, overlay: only this machine writes to them. */
const localFileSystems: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0xca451a4e, 0x2fc12fc1, 0x01021994, 0x858458f6, 0x794c7630,
]);

/** /proc shows the start time of the machine in whole seconds. */
const startTimeError = 2_000;

/**
 * Whether the process of a lock in a state folder has ended. An equal host name does not show that it ran here: two
 * containers, or two machines, can have the same one. On Linux the process has certainly ended if the state folder is on
 * a file system of this machine, all processes of the machine are visible, and none has the id, in any PID namespace.
 */
export function holderState(
  holder: Holder,
  stateFolder: string,
  machine: Machine = thisMachine,
): HolderState {
  if (holder.hostname !== machine.hostname) {
    return unclear(`This command runs on ${JSON.stringify(machine.hostname)}.`);
  }
  if (machine.platform !== "linux") {
    return { is: machine.isAlive(holder.pid) ? "running" : "ended" };
  }
  const processes = processesOf(holder.pid, machine);
  if (processes.some((found) => mayHold(found, holder, machine))) {
    return { is: "running" };
  }
  // The process list can be incomplete; a process that only kill(2) finds has an unknown start time.
  if (machine.isAlive(holder.pid) && !processes.some(({ id }) => id === holder.pid)) {
    return { is: "running" };
  }
  if (linkAt(path.join(machine.proc, "self/ns/pid")) !== wholeMachine) {
    return unclear("This command runs in a container and does not see the processes outside it.");
  }
  if (linkAt(path.join(machine.proc, "self")) !== String(machine.pid) || !seesProcess(1, machine)) {
    return unclear("This command does not see all processes of this machine.");
  }
  if (!localFileSystems.has(machine.fileSystem(stateFolder))) {
    return unclear("Other machines can use the state folder, because it is on a shared file system.");
  }
  return { is: "ended" };
}

/** A process, with its id as seen from here. */
interface FoundProcess {
  readonly id: number;
  /** Name of its program. */
  readonly program: string;
  /** When it started, in ticks of 10 ms since the machine started. */
  readonly started: number;
}

/** The visible processes that have an id in any PID namespace. */
function processesOf(pid: number, { proc }: Machine): FoundProcess[] {
  return (namesIn(proc) ?? [])
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const ids = /^NSpid:\s*(.+)$/m.exec(textAt(path.join(proc, name, "status")))?.[1]?.split(/\s+/) ?? [
        name,
      ];
      return ids.map(Number).includes(pid) ? [foundProcess(name, proc)] : [];
    });
}

function foundProcess(name: string, proc: string): FoundProcess {
  // The program's name is in parentheses and can contain some itself; the start time is the 20th value after it.
  const text = textAt(path.join(proc, name, "stat"));
  const values = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const program = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
  return { id: Number(name), program, started: Number(values[19]) };
}

/**
 * Whether a process with the id of a lock can be the one that took it. If it started later, the id was used again. The
 * clock may have been set in between, so a process of Pulumi always counts.
 */
function mayHold({ program, started }: FoundProcess, { timestamp }: Holder, { proc }: Machine): boolean {
  const machineStarted = Number(/^btime (\d+)$/m.exec(textAt(path.join(proc, "stat")))?.[1]) * 1_000;
  const isLater = machineStarted + started * 10 > Date.parse(timestamp) + startTimeError;
  return !isLater || program.startsWith("pulumi");
}

function seesProcess(pid: number, { proc }: Machine): boolean {
  return textAt(path.join(proc, String(pid), "status")) !== "";
}

function unclear(because: string): HolderState {
  return { is: "unclear", because };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process is running and belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The text of a file; empty if it cannot be read, such as that of a process that has just ended. */
function textAt(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function linkAt(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
