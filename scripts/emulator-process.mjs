import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { Failure } from "./failure.mjs";
import { checkout, withCommands } from "./paths.mjs";

export const emulatorProgram = join(checkout, "dist", "emulator", "main.js");

const readyWithin = 30_000;
const stoppedWithin = 5_000;

/**
 * Starts the built emulator and waits until it accepts.
 * @param {number} port
 * @param {string} stateFile
 * @returns {Promise<{ stop: () => Promise<void> }>}
 */
export async function startEmulator(port, stateFile) {
  const endWithParent = pathToFileURL(join(import.meta.dirname, "end-with-parent.mjs")).href;
  const options = ["--port", String(port), "--state", stateFile];
  const child = spawn("node", ["--import", endWithParent, emulatorProgram, ...options], {
    cwd: checkout,
    env: withCommands(),
    stdio: ["pipe", "pipe", "inherit"],
    // Out of reach of Ctrl-C: Pulumi still needs it to end an interrupted update in order.
    detached: true,
  });
  const ended = once(child, "exit").catch(() => {});

  const stop = async () => {
    const force = setTimeout(() => child.kill("SIGKILL"), stoppedWithin);
    child.kill("SIGTERM");
    await ended;
    clearTimeout(force);
  };

  if (await isReady(child)) return { stop };
  await stop();
  throw new Failure("The emulator did not start; its own message stands above.");
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<import("node:stream").Writable, import("node:stream").Readable, null>} child
 * @returns {Promise<boolean>} false when it ends or stays silent instead
 */
function isReady(child) {
  return new Promise((settle) => {
    const giveUp = setTimeout(() => settle(false), readyWithin);
    /** @param {boolean} ready */
    const answer = (ready) => {
      clearTimeout(giveUp);
      settle(ready);
    };
    child.once("error", () => answer(false));
    // Reading on after the first line keeps the pipe from filling up.
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      if (/^ready http:\/\//.test(line)) answer(true);
    });
    lines.once("close", () => answer(false));
  });
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function isFree(port) {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
