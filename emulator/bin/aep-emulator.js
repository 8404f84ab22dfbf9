#!/usr/bin/env node
// Committed and not compiled: npm links a command at installation only if its file exists then.
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const { engines } = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8"));
const lowestNode = Number(/\d+/.exec(engines.node)?.[0]);
const program = join(__dirname, "..", "dist", "main.js");
if (Number.parseInt(process.versions.node, 10) < lowestNode) {
  console.error(
    `aep-emulator requires Node.js ${lowestNode} or newer, and this is Node.js ${process.versions.node}.\n` +
      "Install a newer Node.js, and put it first in PATH.",
  );
  process.exitCode = 1;
} else if (existsSync(program)) {
  require(program);
} else {
  console.error("aep-emulator: the package is not built; run `npm run build` in its repository first.");
  process.exitCode = 1;
}
