import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { Problem } from "../provider/cliApi";
import { type CommandContext, command } from "./command";

/** Runs the command of the package `aep-emulator` until it ends or is stopped. */
export const emulator = command({
  name: "emulator",
  summary: "runs aep-emulator, the local emulator of the services; prints `ready` and its address",
  usage: "  the options of aep-emulator: `npx aep-emulator --help` lists them",
  options: {},
  passesArgumentsOn: true,
  runsUntilStopped: true,
  run: async (_, context, args) => {
    const program = installedProgram(context.folder);
    const { environment: env, folder: cwd } = context;
    return runProgram(
      spawn(process.execPath, [program, ...args], { cwd, env, stdio: ["inherit", "pipe", "pipe", "ipc"] }),
      context,
    );
  },
});

/** The user's own installation comes first; the other is one beside this package, for example a global one. */
function installedProgram(folder: string): string {
  let manifestFile: string;
  try {
    manifestFile = require.resolve("aep-emulator/package.json", { paths: [folder, __dirname] });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") {
      throw new Problem({
        what: "aep-emulator is not installed: run `npm install --save-dev aep-emulator`, then this command again.",
      });
    }
    throw error;
  }
  const { bin }: { bin: Record<string, string> } = require(manifestFile);
  return path.join(path.dirname(manifestFile), String(bin["aep-emulator"]));
}

async function runProgram(child: ChildProcess, { log, error, stopped }: CommandContext): Promise<number> {
  const outputs = [
    [child.stdout, log],
    [child.stderr, error],
  ] as const;
  for (const [stream, write] of outputs) {
    if (stream) {
      createInterface({ input: stream }).on("line", write);
    }
  }
  let wasStopped = false;
  void stopped.then(() => {
    wasStopped = true;
    child.kill("SIGTERM");
  });
  const [code]: (number | null)[] = await once(child, "close");
  return code ?? (wasStopped ? 0 : 1);
}
