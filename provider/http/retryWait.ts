import { Problem } from "../messages/problem";
import { type CallLimits, pause } from "./call";
import type { Clock } from "./clock";
import { announceLong, counted, longestWait, type Report, waitedBy } from "./waitAccount";

/** A wait before a request is repeated. */
export interface RetryWait {
  readonly call: CallLimits | undefined;
  /** Identifies the request where there is no call. */
  readonly request: object;
  /** Receives announcements where there is no call. */
  readonly report?: Report | undefined;
  readonly clock: Clock;
  /** The request, as messages name it. */
  readonly name: string;
  /** The error of the last attempt. */
  readonly error: Error;
}

/**
 * Waits before the next attempt at a request, within the limits of the call. Without a call, the request has the limit
 * of one.
 */
export async function waitForRetry(wait: RetryWait, milliseconds: number): Promise<void> {
  const { call, request, report, clock, name, error } = wait;
  const purpose = `the next attempt at ${name}`;
  const reason = error instanceof Problem ? error.parts.what : error.message;
  const message = `Waiting ${Math.ceil(milliseconds / 1_000)} s for ${purpose}: ${reason}`;
  if (call !== undefined) {
    return pause(call, clock, milliseconds, purpose, error, message);
  }
  if (waitedBy(request, clock) + milliseconds > longestWait) {
    throw givenUp(name, error);
  }
  announceLong(request, report, clock, milliseconds, message);
  await counted(request, clock, () => clock.sleep(milliseconds));
}

function givenUp(name: string, error: Error): Problem {
  const { what, details = [], advice } = error instanceof Problem ? error.parts : { what: error.message };
  return new Problem(
    {
      what: `${name} was not repeated again: waits for the service would exceed ${longestWait / 60_000} minutes in total.`,
      details: [what, ...details],
      advice: advice ?? "Run the same command again later.",
    },
    { cause: error },
  );
}
