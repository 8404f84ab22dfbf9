import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** When the host has loaded most of what it keeps; later, and the garbage of that stays on top. Milliseconds. */
const settled = 500;

/**
 * Keeps the host's memory near to what it uses: some 60 MB of heap, however many resources there are.
 *
 * Left to itself it grows with them, by garbage: the space for new objects to 67 MB, and that of old ones by 30 KB a
 * call until it has passed 100 MB, probably because each gRPC call's HTTP/2 stream lives until old objects are
 * collected. Both flags are read each time the heap would grow, so they work in a process that runs already; but the
 * growth of old objects is reckoned from the last collection, so it takes a first one. The space for new objects has
 * grown while modules were loaded and shrinks again in a collection of the last resort only. See docs/performance.md for
 * what it saves.
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
