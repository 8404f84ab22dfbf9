import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { checkout } from "./paths.mjs";
import { withProgress } from "./terminal.mjs";

const readyWithin = 120_000;
const stoppedWithin = 5_000;

/** @typedef {{ address: string, stop: () => Promise<void> }} RunningProgram */

/**
 * Starts a program of this repository that prints `ready <address>` once it accepts requests, and waits for that line. The
 * program ends with its parent at the latest.
 * @param {string} program
 * @param {string[]} options
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<RunningProgram | undefined>} undefined if it ends, or prints no such line in time
 */
export async function startProgram(program, options, env) {
  const endWithParent = pathToFileURL(join(import.meta.dirname, "end-with-parent.mjs")).href;
  const child = spawn("node", ["--import", endWithParent, program, ...options], {
    cwd: checkout,
    env,
    stdio: ["pipe", "pipe", "inherit"],
    // Ctrl-C does not reach a detached process: Pulumi still needs it to end an interrupted update in order.
    detached: true,
  });
  const ended = once(child, "exit").catch(() => {});

  const stop = async () => {
    const force = setTimeout(() => child.kill("SIGKILL"), stoppedWithin);
    child.kill("SIGTERM");
    await ended;
    clearTimeout(force);
  };

  const address = await withProgress(`starting ${basename(program)}`, () => readyAddress(child));
  if (address) {
    return { address, stop };
  }
  await stop();
  return undefined;
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<import("node:stream").Writable, import("node:stream").Readable, null>} child
 * @returns {Promise<string | undefined>}
 */
function readyAddress(child) {
  return new Promise((settle) => {
    const deadline = setTimeout(() => settle(undefined), readyWithin);
    /** @param {string} [address] */
    const finish = (address) => {
      clearTimeout(deadline);
      settle(address);
    };
    child.once("error", () => finish());
    // Later lines are read too, because a full pipe blocks the program.
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      const [, address] = /^ready (\S+)/.exec(line) ?? [];
      if (address) {
        finish(address);
      }
    });
    lines.once("close", () => finish());
  });
}
