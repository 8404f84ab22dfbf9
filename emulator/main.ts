import { painted, showsColours } from "./command/colours";
import { runCommand } from "./command/command";

// The reader of a pipe may end first, as in `| head -1`; the emulator serves others.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
}

const isColoured = showsColours(process.stderr, process.env);
const outcome = runCommand(process.argv.slice(2), {
  log: (line) => console.log(line),
  error: (line) => console.error(isColoured ? painted(line) : line),
});
// Callers may stop the emulator as soon as it prints that it is ready, so the handlers are older than that line.
const stop = () =>
  void outcome.then((running) => (typeof running === "number" ? undefined : running.close()));
process.once("SIGINT", stop);
process.once("SIGTERM", stop);

void outcome.then((running) => {
  if (typeof running === "number") {
    process.exitCode = running;
  }
});
