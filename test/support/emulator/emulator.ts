import { type EmulatorOptions, type RunningEmulator, startEmulator as start } from "../../../emulator/index";
import { keepEvidence } from "../evidence";

/** Starts an emulator whose log is scanned for secrets after the tests. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const emulator = await start(options);
  const keepLog = () => keepEvidence("emulator-log", JSON.stringify(emulator.log.list()));
  return {
    ...emulator,
    reset() {
      keepLog();
      emulator.reset();
    },
    close() {
      keepLog();
      return emulator.close();
    },
  };
}
