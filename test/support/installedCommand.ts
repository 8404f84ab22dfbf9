import path from "node:path";

/** A command of an installed package, as a process. */
export interface RunningCommand {
  /** What it printed after `ready`. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts a command of a package installed in a folder, and waits until it prints `ready` and its address. */
export async function startCommand(folder: string, name: string, args: string[]): Promise<RunningCommand> {
  const { startProgram } = await import("../../scripts/background-program.mjs");
  const { withCommands } = await import("../../scripts/paths.mjs");
  const command = path.join(folder, "node_modules", ".bin", name);
  const running = await startProgram(command, args, withCommands());
  if (running === undefined) {
    throw new Error(`${name} ${args.join(" ")} ended before it was ready`);
  }
  return running;
}
