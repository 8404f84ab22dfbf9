// npm run emulator -- --port N [--state FILE]: runs the emulator alone, in the foreground.
import { buildPackages } from "./build.mjs";
import { attempt } from "./command.mjs";
import { installDependencies } from "./dependencies.mjs";
import { emulatorProgram } from "./emulator-process.mjs";
import { runScript } from "./failure.mjs";

await runScript(async () => {
  await installDependencies();
  await buildPackages();
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const { code, signal } = await attempt("node", [emulatorProgram, ...process.argv.slice(2)], {
    cwd,
    runsUntilStopped: true,
  });
  // Ctrl-C and signals are the regular ways to end it.
  return signal ? 0 : code;
});
