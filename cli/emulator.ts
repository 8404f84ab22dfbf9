import { type RunningEmulator, startEmulator } from "../emulator";
import { readyLines } from "../emulator/command/command";
import { commandOptions, emulatorOptions, optionLines } from "../emulator/command/commandLine";
import { Problem } from "../provider/cliApi";
import { command } from "./command";

/** Runs the emulator until it is stopped. */
export const emulator = command({
  name: "emulator",
  summary: "runs a local stand-in for the services; prints `ready` and its address",
  usage: optionLines,
  options: commandOptions,
  run: async (values, { log, stopped }) => {
    const running = await start(values);
    for (const line of readyLines(running)) {
      log(line);
    }
    await stopped;
    await running.close();
    return 0;
  },
});

async function start(values: Parameters<typeof emulatorOptions>[0]): Promise<RunningEmulator> {
  try {
    return await startEmulator(emulatorOptions(values));
  } catch (error) {
    throw new Problem({ what: error instanceof Error ? error.message : String(error) });
  }
}
