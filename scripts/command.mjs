import { spawn } from "node:child_process";
import { Failure } from "./failure.mjs";
import { checkout, withCommands } from "./paths.mjs";
import { startProgress } from "./terminal.mjs";

/**
 * @typedef {{ code: number, signal: NodeJS.Signals | null, output: string, errors: string }} Outcome
 * @typedef {{
 *   env?: NodeJS.ProcessEnv,
 *   cwd?: string,
 *   quiet?: boolean,
 *   replay?: boolean,
 *   activity?: string | (() => string),
 *   runsUntilStopped?: boolean,
 *   interactive?: boolean,
 *   onErrorText?: (text: string) => void,
 *   timeout?: number,
 * }} Options
 */

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

// Ctrl-C reaches the children from the terminal, and SIGTERM is passed on here. The script itself continues, so that Pulumi
// can end its update in order and the script can stop the processes it started.
/** @type {NodeJS.Signals | undefined} */
let interrupted;
process.on("SIGINT", () => {
  interrupted = "SIGINT";
});
process.on("SIGTERM", () => {
  interrupted = "SIGTERM";
  for (const child of running) {
    child.kill("SIGTERM");
  }
});

/**
 * Runs a command and returns its exit code; after the script was interrupted, no further command is started. With `quiet`
 * the output is returned instead of shown; with `replay`, it is shown if the command fails.
 *
 * A silent command shows progress: `activity`, or its name. Commands on a terminal whose output is shown have their own
 * progress, and a quiet one without `activity` is a short one, or the caller shows its progress. Silence of a command that
 * runs until it is stopped is normal.
 *
 * An `interactive` command reads from the terminal too. Pulumi shows its tree of resources, and colours, only then.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<Outcome>}
 */
export function attempt(command, args, options = {}) {
  if (interrupted) {
    throw new Failure(`Stopped by ${interrupted}.`);
  }
  const { env = withCommands(), cwd = checkout, onErrorText, timeout, runsUntilStopped = false } = options;
  const readsTerminal = options.interactive === true && process.stdin.isTTY;
  const quiet = options.quiet === true || options.replay === true;
  return new Promise((settle, reject) => {
    // Output to a terminal is not passed on, because a command shows less if it does not have the terminal itself.
    const passesOn = !quiet && !runsUntilStopped && !process.stdout.isTTY;
    const stdio = quiet || passesOn ? "pipe" : "inherit";
    const input = readsTerminal && stdio === "inherit" ? "inherit" : "ignore";
    const progress =
      passesOn || (quiet && options.activity !== undefined)
        ? startProgress(options.activity ?? command)
        : undefined;
    const child = spawn(command, args, { cwd, env, timeout, stdio: [input, stdio, stdio] });
    running.add(child);
    let output = "";
    let errors = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      if (passesOn) {
        progress?.heard();
        process.stdout.write(text);
      } else {
        output += text;
      }
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      if (passesOn) {
        progress?.heard();
        process.stderr.write(text);
      } else {
        errors += text;
      }
      onErrorText?.(text);
    });
    child.once("error", (error) => {
      running.delete(child);
      progress?.end();
      reject(new Failure(`${command} cannot be started: ${error.message}.`));
    });
    child.once("close", (code, signal) => {
      running.delete(child);
      progress?.end();
      settle({ code: code ?? 1, signal, output, errors });
    });
  });
}

/**
 * Runs a command that must succeed.
 * @param {string} command
 * @param {string[]} args
 * @param {string} failure the message if it fails; its own messages are shown above
 * @param {Options} [options]
 */
export async function run(command, args, failure, options = {}) {
  const outcome = await attempt(command, args, options);
  if (outcome.code === 0) {
    return outcome;
  }
  if (interrupted) {
    throw new Failure(`Stopped by ${interrupted}.`);
  }
  if (options.replay) {
    process.stdout.write(outcome.output);
    process.stderr.write(outcome.errors);
  }
  const details = options.quiet ? lastLines(outcome.errors || outcome.output, 15) : "";
  throw new Failure([failure, details].filter(Boolean).join("\n"));
}

/**
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
