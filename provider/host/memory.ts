import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Delay after which the host has loaded most modules. With a longer one, their garbage stays in memory. Milliseconds. */
const settled = 500;

/**
 * Keeps the heap of the host at about 60 MB, whatever the number of resources.
 *
 * By default the heap grows with them, by garbage: the space for new objects to 67 MB, and that for old objects by 30 KB
 * per call to over 100 MB, probably because each gRPC call's HTTP/2 stream exists until old objects are collected. Both
 * flags are read each time the heap would grow, so they work in a running process; but the growth of old objects is
 * calculated from the last collection, so a first one is required. The space for new objects grows while modules are
 * loaded, and only a collection of the last resort shrinks it again. docs/performance.md shows the savings.
 */
export function keepMemorySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=60");
  setTimeout(collect, settled).unref();
}

function collect(): void {
  setFlagsFromString("--expose-gc");
  const gc: unknown = runInNewContext("gc");
  if (typeof gc === "function") {
    gc({ type: "major", execution: "sync", flavor: "last-resort" });
  }
}
