import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Stack } from "@pulumi/pulumi/automation";
import type { RunningEmulator } from "../../../emulator/index";
import { readCreationNotes } from "../../../provider/host/creationNote";
import { keepEvidence } from "../evidence";

const run = promisify(execFile);

/** What is killed: the engine alone, as `kill -9` does, or all its processes, as the end of a container does. */
export type Victims = "engine" | "everything";

/** How a command ended and what it printed. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  /** All of it, errors last. */
  readonly output: string;
}

/** When to kill: at so many more requests (all, or those that match), and so many milliseconds later. */
export interface Moment {
  readonly requests: number;
  readonly milliseconds: number;
  readonly method?: string;
  readonly path?: string;
  /** Whether the response to the last of these requests comes after the kill, however slow the machine is. */
  readonly held?: boolean;
}

/** How long a held response waits: the provider's process gets it when its engine is gone. Milliseconds. */
const heldFor = 5_000;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Pulumi and pulumi-aep as a user types them, in the folder of a stack's project. */
export class Shell {
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(stack: Stack) {
    const { workDir, envVars, pulumiHome } = stack.workspace;
    this.#folder = workDir;
    this.#environment = { ...process.env, ...envVars, PULUMI_HOME: pulumiHome };
  }

  /** Runs the installed package's command. */
  async aep(...args: string[]): Promise<Ended> {
    const program = path.join(this.#folder, "../node_modules/.bin/pulumi-aep");
    const options = { cwd: this.#folder, env: this.#environment };
    const ended = await run(program, args, options).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, output: stdout + stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        stdout: error.stdout,
        output: error.stdout + error.stderr,
      }),
    );
    keepEvidence("command-output", ended.output);
    return ended;
  }

  /**
   * Starts Pulumi and kills it at a moment. Waits until the provider's process has ended, by itself unless it was killed too.
   *
   * @returns whether Pulumi was still at work.
   */
  async kill(
    command: "up" | "destroy",
    emulator: RunningEmulator,
    { requests, milliseconds, held = false, ...matching }: Moment,
    victims: Victims,
  ): Promise<boolean> {
    emulator.log.clear();
    if (held) {
      emulator.faults.add({ kind: "slow", delayMs: heldFor, nth: requests, ...matching });
    }
    const engine = spawn("pulumi", [command, "--yes", "--skip-preview", "--stack", "test"], {
      cwd: this.#folder,
      env: this.#environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [engine.stdout, engine.stderr]) {
      stream.on("data", (chunk) => keepEvidence("engine-output", String(chunk)));
    }
    await isReached(engine, () => emulator.log.list(matching).length >= requests);
    await sleep(milliseconds);
    const children = descendants(await processes(), engine.pid);
    const wasAtWork = engine.exitCode === null;
    engine.kill("SIGKILL");
    if (wasAtWork) {
      await once(engine, "exit");
    }
    for (const { pid, command: name } of children) {
      // The language host and the program are no part of this: they stay when their engine is gone, the program busy.
      if (victims === "everything" || !name.includes("dynamic-provider")) {
        kill(pid);
      }
    }
    const gone = async () => {
      const alive = new Set((await processes()).map(({ pid }) => pid));
      return children.every(({ pid }) => !alive.has(pid));
    };
    for (const until = Date.now() + 60_000; !(await gone()); await sleep(100)) {
      if (Date.now() > until) {
        throw new Error(`${JSON.stringify(children)} did not end by themselves.`);
      }
    }
    keepEvidence("notes", JSON.stringify(readCreationNotes(this.#environment)));
    return wasAtWork;
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
    // A zombie has ended; whether somebody takes note of it is not up to us.
    return pid === undefined || state.startsWith("Z")
      ? []
      : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was faster.
  }
}

/** Numbers from 0 to below 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
