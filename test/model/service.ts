import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { Wire } from "./wire";

/** An emulator and the wire to it; its data starts afresh with each run. */
export interface Service {
  readonly emulator: RunningEmulator;
  readonly wire: Wire;
  close(): Promise<void>;
}

/** Starts the service of a series of runs. */
export async function openService(): Promise<Service> {
  const emulator = await startEmulator({
    // What is not under test here would only refuse or add requests.
    switches: {
      interactiveAuthoringRequired: false,
      approvalDelayMs: "never",
      dataSetSchemaExistence: "ignore",
      mappingSetDelete: 204,
    },
  });
  const wire = await Wire.open(emulator.url);
  return {
    emulator,
    wire,
    close: async () => {
      await wire.close();
      await emulator.close();
    },
  };
}
