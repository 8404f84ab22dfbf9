import { createConnection } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How often, and with which pauses (milliseconds), a listener has to refuse before it counts as gone. */
export interface Patience {
  readonly refusals: number;
  readonly pause: number;
}

const patience: Patience = { refusals: 4, pause: 250 };

/**
 * Resolves once the engine that listens at an address is gone.
 *
 * A connection is kept open: the operating system closes it the moment the engine ends, killed even, on every
 * platform; the parent's process id tells less, for a shell may stand between engine and host. That it closed proves
 * nothing by itself (the engine ends connections over which nothing comes), so it is opened again, and only an
 * address that refuses several times in a row, after it accepted before, is a dead engine's. An address that never
 * accepted is not watched: then it is no engine's, as in tests and under a debugger.
 */
export async function engineGone(address: string, { refusals, pause } = patience): Promise<void> {
  const port = Number(/:(\d+)$/.exec(address)?.[1] ?? 0);
  const host = address.slice(0, address.lastIndexOf(":"));
  if (port === 0 || host === "" || (await held(host, port)) !== "closed") {
    return forever();
  }
  for (let refused = 0; ; ) {
    refused = (await held(host, port)) === "refused" ? refused + 1 : 0;
    if (refused >= refusals) {
      return;
    }
    await sleep(pause, undefined, { ref: false });
  }
}

/** Holds a connection until it closes; tells what came of it. Too many open files, for one, say nothing of the engine. */
function held(host: string, port: number): Promise<"refused" | "failed" | "closed"> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    let result: "refused" | "failed" | "closed" = "failed";
    socket.unref();
    socket.resume();
    socket.once("connect", () => {
      result = "closed";
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") {
        result = "refused";
      }
    });
    socket.once("close", () => resolve(result));
  });
}

function forever(): Promise<never> {
  return new Promise(() => {});
}
