import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";

const endWithParent = pathToFileURL("scripts/end-with-parent.mjs").href;

/** Ends in order on SIGTERM, as the emulator and the azure-native stand-in do. */
const program = `
  const server = require("node:net").createServer().listen(0, "127.0.0.1", () => console.log("ready"));
  process.once("SIGTERM", () => server.close());
`;

it("a program that receives SIGTERM ends with exit code 0 while its parent runs", async () => {
  const child = spawn(process.execPath, ["--import", endWithParent, "--eval", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(createInterface({ input: child.stdout }), "line");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});
