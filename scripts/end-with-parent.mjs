// Loaded into a program that a script starts. When the script ends, even if it is killed, its end of the pipe closes, and
// the program ends too and frees its port. The pipe alone does not keep the program running.
process.stdin
  .on("close", () => process.kill(process.pid, "SIGTERM"))
  .resume()
  .unref();
