// Loaded into a program started by a script: when that script is gone, killed even, its end of the pipe closes and
// the program ends too, instead of holding its port for ever. By itself the pipe keeps no program alive.
process.stdin
  .on("close", () => process.kill(process.pid, "SIGTERM"))
  .resume()
  .unref();
