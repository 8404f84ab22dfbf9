// Runs a program on a pseudo-terminal and keeps what it shows, with times.
import { spawn } from "node:child_process";
import { once } from "node:events";
import xterm from "@xterm/headless";
import { Failure } from "../failure.mjs";

/**
 * What a program writes at one moment.
 *
 * @typedef {{ at: number, text: string }} Output - `at` in seconds since the start
 */
/** @typedef {{ columns: number, rows: number }} Size */

// Python is on every machine of this project's tests, and has pseudo-terminals without a native package of npm.
const program = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

/**
 * Runs a command that must succeed. A terminal of `@xterm/headless` answers its questions, such as that for the position of
 * the cursor: without an answer, Pulumi waits for seconds.
 *
 * @param {readonly string[]} command
 * @param {Size & { cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Output[]>}
 */
export async function onPseudoTerminal(command, { columns, rows, cwd, env }) {
  const sized = ["sh", "-c", `stty cols ${columns} rows ${rows} && exec "$@"`, "sh", ...command];
  const child = spawn("python3", ["-c", program, ...sized], {
    cwd,
    env: { ...env, TERM: "xterm-256color" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const terminal = new xterm.Terminal({ cols: columns, rows });
  terminal.onData((answer) => child.stdin.write(answer));
  /** @type {Output[]} */
  const outputs = [];
  const began = performance.now();
  child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    outputs.push({ at: (performance.now() - began) / 1_000, text });
    terminal.write(text);
  });
  const [code] = await once(child, "close");
  terminal.dispose();
  if (code !== 0) {
    const shown = outputs.map(({ text }) => text).join("");
    throw new Failure(`${command.join(" ")} ended with exit code ${code}:\n${shown}`);
  }
  return outputs;
}
