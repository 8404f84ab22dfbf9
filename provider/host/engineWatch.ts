import { createConnection } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How often, and with which pauses (milliseconds), an address has to refuse before its engine counts as gone. */
export interface Patience {
  readonly refusals: number;
  readonly pause: number;
}

const patience: Patience = { refusals: 4, pause: 250 };

/**
 * Resolves once the engine that listens at an address is gone.
 *
 * A connection is kept open: on every platform, the operating system closes it when the engine ends, even when it is
 * killed. The process id of the parent is less reliable, because a shell may run between engine and host. A closed
 * connection is no proof (the engine ends idle connections), so it is opened again: the engine is gone if the address
 * refuses several times in a row after it accepted before. An address that never accepted is not watched, because it
 * belongs to no engine, as in tests and under a debugger.
 */
export async function engineGone(address: string, { refusals, pause } = patience): Promise<void> {
  const place = placeIn(address);
  if (place === undefined || (await held(place)) !== "closed") {
    return forever();
  }
  for (let refused = 0; ; ) {
    refused = (await held(place)) === "refused" ? refused + 1 : 0;
    if (refused >= refusals) {
      return;
    }
    await sleep(pause, undefined, { ref: false });
  }
}

/** Whether a process accepts connections at an address of this machine. */
export function accepts(address: string): Promise<boolean> {
  const place = placeIn(address);
  return place === undefined ? Promise.resolve(false) : answers(place);
}

interface Place {
  readonly host: string;
  readonly port: number;
}

function placeIn(address: string): Place | undefined {
  const port = Number(/:(\d+)$/.exec(address)?.[1] ?? 0);
  const host = address.slice(0, address.lastIndexOf(":"));
  return port === 0 || host === "" ? undefined : { host, port };
}

/** Longest time that a connection within one machine takes to open. Milliseconds. */
const connectTime = 1_000;

function answers(place: Place): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ ...place, timeout: connectTime });
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}

/** Keeps a connection until it closes; returns the reason. Too many open files, for example, say nothing about the engine. */
function held(place: Place): Promise<"refused" | "failed" | "closed"> {
  return new Promise((resolve) => {
    const socket = createConnection({ ...place });
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
