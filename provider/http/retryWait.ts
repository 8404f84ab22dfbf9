import { Problem } from "../messages/problem";
import { type CallLimits, pause } from "./call";
import type { Clock } from "./clock";

/** Maximum time that one call waits in total before it repeats requests. Milliseconds. */
const maxTotal = 900_000;

/** A longer wait is reported, so that nobody takes it for a hang. Milliseconds. */
const silent = 10_000;

/** The waits of one call; those of concurrent requests count once. */
interface Account {
  waiting: number;
  since: number;
  total: number;
}

const accounts = new WeakMap<object, Account>();

/** Who waits before it repeats a request, and why. */
export interface RetryWait {
  readonly call: CallLimits | undefined;
  /** Identifies the request where there is no call. */
  readonly request: object;
  readonly clock: Clock;
  /** The request, as messages name it. */
  readonly name: string;
  /** The error of the last attempt. */
  readonly error: Error;
}

/**
 * Waits before the next attempt at a request, and reports a long wait. Throws at once if the call would then have waited
 * for more than 15 minutes in total.
 */
export async function waitForRetry(wait: RetryWait, milliseconds: number): Promise<void> {
  const { call, request, clock, name, error } = wait;
  const account = accountOf(call ?? request);
  const current = account.waiting > 0 ? clock.now() - account.since : 0;
  if (account.total + current + milliseconds > maxTotal) {
    throw givenUp(name, error);
  }
  if (milliseconds > silent) {
    const reason = error instanceof Problem ? error.parts.what : error.message;
    call?.report?.(`Waiting ${Math.ceil(milliseconds / 1_000)} s for the next attempt at ${name}: ${reason}`);
  }
  if (account.waiting++ === 0) {
    account.since = clock.now();
  }
  try {
    await pause(call, clock, milliseconds, `the next attempt at ${name}`, error);
  } finally {
    if (--account.waiting === 0) {
      account.total += clock.now() - account.since;
    }
  }
}

function accountOf(owner: object): Account {
  const account = accounts.get(owner) ?? { waiting: 0, since: 0, total: 0 };
  accounts.set(owner, account);
  return account;
}

function givenUp(name: string, error: Error): Problem {
  const { what, details = [], advice } = error instanceof Problem ? error.parts : { what: error.message };
  return new Problem(
    {
      what: `${name} was not repeated again: waits for the service would exceed ${maxTotal / 60_000} minutes in total.`,
      details: [what, ...details],
      advice: advice ?? "Run the same command again later.",
    },
    { cause: error },
  );
}
