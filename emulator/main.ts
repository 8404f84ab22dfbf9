import { runCommand } from "./command/command";

void runCommand(process.argv.slice(2), console).then((outcome) => {
  if (typeof outcome === "number") {
    process.exitCode = outcome;
    return;
  }
  const stop = () => void outcome.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  // A parent with an IPC channel, such as `pulumi-aep emulator`, may be killed without a chance to stop this process.
  process.once("disconnect", stop);
});
