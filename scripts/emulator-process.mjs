import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { startProgram } from "./background-program.mjs";
import { Failure } from "./failure.mjs";
import { checkout, withCommands } from "./paths.mjs";

export const emulatorProgram = join(checkout, "emulator", "bin", "aep-emulator.js");

// The quick-start approves its endpoint itself, and creates every entity that it refers to.
const strictness = [
  ...["--approval-delay", "never"],
  ...["--switch", "dataSetExistence=refuse"],
  ...["--switch", "mappingExistence=refuse"],
];

/**
 * Starts the built emulator with https, which Azure's identity library requires, and waits until it accepts requests.
 * @param {number} port
 * @param {string} stateFile
 * @param {string} caFile where it writes the certificate of its CA
 * @returns {Promise<{ stop: () => Promise<void> }>}
 */
export async function startEmulator(port, stateFile, caFile) {
  const emulator = await startProgram(
    emulatorProgram,
    ["--port", String(port), "--state", stateFile, "--tls", "--ca-file", caFile, ...strictness],
    withCommands(),
  );
  if (emulator) {
    return emulator;
  }
  throw new Failure("The emulator did not start, see above.");
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
