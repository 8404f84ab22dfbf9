#!/usr/bin/env node
import "./requireNode";
import { constants } from "node:os";
import { commands, runCommandLine } from ".";
import type { Terminal } from "./command";
import { confirm } from "./confirm";
import { guarded, stackOf } from "./output";

const stopped = new Promise<void>((resolve) => {
  const [name] = process.argv.slice(2);
  const endsAtOnce = commands.find((command) => command.name === name)?.endsAtOnce === true;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => (endsAtOnce ? process.exit(128 + constants.signals[signal]) : resolve()));
  }
});

const terminal: Terminal = {
  environment: process.env,
  folder: process.cwd(),
  log: (line) => console.log(line),
  error: (line) => console.error(line),
  confirm: (question) =>
    confirm({ input: process.stdin, outputs: [process.stdout, process.stderr], stopped }, question),
  stopped,
};

// The reader of a pipe may end first, as in `| head -1`. The command ends as it would have, because it may be writing state.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
}

// Node.js would print the error as it is.
process.on("uncaughtException", (error) => {
  guarded(terminal).error(`pulumi-aep: ${stackOf(error)}`);
  process.exit(1);
});

void runCommandLine(process.argv.slice(2), terminal).then((code) => {
  process.exitCode = code;
});
