#!/usr/bin/env node
import { createInterface } from "node:readline/promises";
import { runCommandLine } from ".";

const stopped = new Promise<void>((resolve) => {
  process.once("SIGINT", resolve);
  process.once("SIGTERM", resolve);
});

void runCommandLine(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  log: (line) => console.log(line),
  error: (line) => console.error(line),
  confirm,
  stopped,
}).then((code) => {
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
