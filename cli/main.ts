#!/usr/bin/env node
import "./requireNode";
import { constants } from "node:os";
import { runCommandLine } from ".";
import { showsColours } from "./colours";
import { interruptedExitCode, type Terminal } from "./command";
import { confirm } from "./confirm";
import { guarded, stackOf } from "./output";
import { LiveLine } from "./progress";

let received: NodeJS.Signals | undefined;
const stopped = new Promise<void>((resolve) => {
  // Not only once: npx passes on the Ctrl-C that the terminal has sent already, and the second one must not end a write.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      received ??= signal;
      resolve();
    });
  }
});

const { env, stdout, stderr } = process;
// A dumb terminal cannot replace a line.
const live = stderr.isTTY && env.TERM !== "dumb" ? new LiveLine(stderr) : undefined;
process.on("exit", () => live?.clear());

const terminal: Terminal = {
  environment: env,
  folder: process.cwd(),
  log: (line) => console.log(line),
  error: (line) => console.error(line),
  confirm: (question) => confirm({ input: process.stdin, outputs: [stdout, stderr], stopped }, question),
  stopped,
  colours: { log: showsColours(stdout, env), error: showsColours(stderr, env) },
  live,
};

// The reader of a pipe may end first, as in `| head -1`. The command ends as it would have, because it may be writing state.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
}

// Node.js would print the error as it is.
process.on("uncaughtException", (error) => {
  guarded(terminal).error(`pulumi-aep: ${stackOf(error)}`, "bad");
  process.exit(1);
});

void runCommandLine(process.argv.slice(2), terminal).then((code) => {
  process.exitCode = code;
  if (received !== undefined) {
    // Requests and processes that only read may still be under way.
    process.exit(code === interruptedExitCode ? exitCodeOf(received) : code);
  }
});

function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
