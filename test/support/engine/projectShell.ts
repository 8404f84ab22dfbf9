import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Stack } from "@pulumi/pulumi/automation";
import type { RunningEmulator } from "../../../emulator/index";
import { readNotes } from "../../../provider/host/noteFiles";
import { keepEvidence } from "../evidence";

const run = promisify(execFile);

/**
 * The processes to kill: only the engine, only the provider's process, as a lack of memory does, or all processes of the
 * run, as the end of a container does.
 */
export type KilledProcesses = "engine" | "provider" | "everything";

/** Exit code and output of a command. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  /** Standard output, then standard error. */
  readonly output: string;
}

/** When to kill: milliseconds after the last of a number of requests, of all or of those that match. */
export interface KillTime {
  readonly requests: number;
  readonly milliseconds: number;
  readonly method?: string;
  readonly path?: string;
  /** Whether the response to the last of these requests comes after the kill, however slow the machine is. */
  readonly held?: boolean;
  /** Whether the last of these requests is refused by rate, so that the provider waits at the kill. */
  readonly refused?: boolean;
}

/** Delay of a held response, which the provider's process receives when its engine has ended. Milliseconds. */
const heldFor = 5_000;

/** Time after which a refused request may be repeated: longer than any kill takes. Seconds. */
const refusedFor = 200;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Runs commands as a user does, in the folder of a stack's project. */
export class ProjectShell {
  /** Output of the run that was killed last. */
  killedOutput = "";
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(stack: Stack) {
    const { workDir, envVars, pulumiHome } = stack.workspace;
    this.#folder = workDir;
    this.#environment = { ...process.env, ...envVars, PULUMI_HOME: pulumiHome };
  }

  /** Runs the installed package's command. */
  async aep(...args: string[]): Promise<CommandResult> {
    const ended = await this.#run(path.join(this.#folder, "../node_modules/.bin/pulumi-aep"), args);
    keepEvidence("command-output", ended.output);
    return ended;
  }

  /** Runs a command of Pulumi that the Automation API does not have. */
  async pulumi(...args: string[]): Promise<CommandResult> {
    const ended = await this.#run("pulumi", [...args, "--non-interactive"]);
    keepEvidence("engine-output", ended.output);
    return ended;
  }

  /** Runs the lines of a shell script, as documentation shows them. What Pulumi asks is confirmed. */
  async script(lines: string): Promise<CommandResult> {
    // A command that asks for a value fails, instead of waiting for an answer.
    const script = `exec < /dev/null\n${lines}`;
    const ended = await this.#run("bash", ["-euc", script], { PULUMI_SKIP_CONFIRMATIONS: "true" });
    keepEvidence("command-output", ended.output);
    return ended;
  }

  #run(program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    const options = { cwd: this.#folder, env: { ...this.#environment, ...more } };
    return run(program, args, options).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, output: stdout + stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        stdout: error.stdout,
        output: error.stdout + error.stderr,
      }),
    );
  }

  /**
   * Starts Pulumi and kills it at a given time. Waits until the provider's process has ended, too.
   *
   * @returns whether Pulumi was still running.
   */
  async kill(
    command: "up" | "destroy",
    emulator: RunningEmulator,
    { requests, milliseconds, held = false, refused = false, ...matching }: KillTime,
    killed: KilledProcesses,
    signal: "SIGKILL" | "SIGTERM" | "SIGINT" = "SIGKILL",
  ): Promise<boolean> {
    emulator.log.clear();
    if (held) {
      emulator.faults.add({ kind: "slow", delayMs: heldFor, nth: requests, ...matching });
    }
    if (refused) {
      const retry = { retryAfter: "seconds", seconds: refusedFor } as const;
      emulator.faults.add({ kind: "throttled", ...retry, nth: requests, ...matching });
    }
    const engine = spawn("pulumi", [command, "--yes", "--skip-preview", "--stack", "test"], {
      cwd: this.#folder,
      env: this.#environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.killedOutput = "";
    for (const stream of [engine.stdout, engine.stderr]) {
      stream.on("data", (chunk) => {
        this.killedOutput += chunk;
        keepEvidence("engine-output", String(chunk));
      });
    }
    await isReached(engine, () => emulator.log.list(matching).length >= requests);
    await sleep(milliseconds);
    const children = descendants(await processes(), engine.pid);
    const wasRunning = engine.exitCode === null;
    const ended = wasRunning ? once(engine, "exit") : Promise.resolve();
    if (killed !== "provider") {
      engine.kill(signal);
    }
    if (killed === "engine") {
      await ended;
    }
    for (const { pid, command: name } of children) {
      // The language host and the program keep running without their engine, and are not part of the test.
      if (killed === "everything" || name.includes("dynamic-provider") === (killed === "provider")) {
        kill(pid, signal);
      }
    }
    await ended;
    const gone = async () => {
      const alive = new Set((await processes()).map(({ pid }) => pid));
      return children.every(({ pid }) => !alive.has(pid));
    };
    for (const until = Date.now() + 240_000; !(await gone()); await sleep(100)) {
      if (Date.now() > until) {
        throw new Error(`${JSON.stringify(children)} did not end.`);
      }
    }
    keepEvidence("notes", JSON.stringify(readNotes(this.#environment)));
    return wasRunning;
  }
}

async function isReached(engine: ChildProcess, condition: () => boolean): Promise<void> {
  while (!condition() && engine.exitCode === null) {
    await sleep(5);
  }
}

function descendants(all: readonly Process[], pid: number | undefined): Process[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child, ...descendants(all, child.pid)]);
}

async function processes(): Promise<Process[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { maxBuffer: 1 << 24 });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, state = "", command = ""] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    // A zombie has ended, although its parent has not read its exit code.
    return pid === undefined || state.startsWith("Z")
      ? []
      : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}
