#!/usr/bin/env node
// Committed and not compiled: npm links a command at installation only if its file exists then.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const program = join(__dirname, "..", "dist", "main.js");
if (existsSync(program)) {
  require(program);
} else {
  console.error("aep-emulator: the package is not built; run `npm run build` in its repository first.");
  process.exitCode = 1;
}
