import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** What distinguishes a process from every other, also from a later one with the same id. */
export interface ProcessIdentity {
  pid: number;
  /** When the process started, in a notation of its operating system. */
  start: string | undefined;
  /** One start of the machine; Linux only. */
  boot: string | undefined;
  /** Within which the process ids of a container are unique; Linux only. */
  namespace: string | undefined;
  host: string;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    start: startOf(process.pid),
    boot: attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    namespace: attempt(() => readlinkSync("/proc/self/ns/pid")),
    host: hostname(),
  };
}

/**
 * Whether a process is running. It is unknown for a process of another machine or container, whose process ids say
 * nothing here.
 */
export function stateOf(other: ProcessIdentity, own: ProcessIdentity): "running" | "gone" | "unknown" {
  const sameMachine = own.boot === undefined ? other.host === own.host : other.boot === own.boot;
  if (!sameMachine) {
    // The same machine, started again since.
    return own.boot !== undefined && other.boot !== undefined && other.host === own.host ? "gone" : "unknown";
  }
  if (other.namespace !== own.namespace) {
    return "unknown";
  }
  if (!exists(other.pid)) {
    return "gone";
  }
  const start = startOf(other.pid);
  return start !== undefined && other.start !== undefined && start !== other.start ? "gone" : "running";
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other error, such as EPERM, is about a process that exists.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

function startOf(pid: number): string | undefined {
  switch (process.platform) {
    case "win32":
      return undefined;
    case "linux":
      // The 22nd field of proc(5); the second contains the program's name and may contain spaces and parentheses.
      return attempt(
        () =>
          readFileSync(`/proc/${pid}/stat`, "utf8")
            .replace(/^.*\) /s, "")
            .split(" ")[19],
      );
    default:
      return attempt(() => {
        const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
        return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", env }).trim();
      });
  }
}

function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
