import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { startProgram } from "./background-program.mjs";
import { Failure } from "./failure.mjs";
import { checkout, withCommands } from "./paths.mjs";

export const emulatorProgram = join(checkout, "dist", "emulator", "main.js");

/**
 * Starts the built emulator and waits until it accepts.
 * @param {number} port
 * @param {string} stateFile
 * @returns {Promise<{ stop: () => Promise<void> }>}
 */
export async function startEmulator(port, stateFile) {
  const emulator = await startProgram(
    emulatorProgram,
    ["--port", String(port), "--state", stateFile],
    withCommands(),
  );
  if (emulator) return emulator;
  throw new Failure("The emulator did not start; its own message stands above.");
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
