#!/usr/bin/env node
import { createInterface } from "node:readline/promises";
import { runCommandLine } from ".";
import type { Terminal } from "./command";
import { guarded, stackOf } from "./output";

const stopped = new Promise<void>((resolve) => {
  process.once("SIGINT", resolve);
  process.once("SIGTERM", resolve);
});

const terminal: Terminal = {
  environment: process.env,
  folder: process.cwd(),
  log: (line) => console.log(line),
  error: (line) => console.error(line),
  confirm,
  stopped,
};

// Node.js would print the error as it is.
process.on("uncaughtException", (error) => {
  guarded(terminal).error(`pulumi-aep: ${stackOf(error)}`);
  process.exit(1);
});

void runCommandLine(process.argv.slice(2), terminal).then((code) => {
  process.exitCode = code;
});

async function confirm(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) {
    return undefined;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
