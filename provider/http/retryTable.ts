/** HTTP methods the provider sends. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * What became of a request that did not succeed.
 * - `notSent`: the connection never came to be; the service saw nothing.
 * - `lost`: it was sent, but no whole answer came back (reset, time-out, cut-off or unreadable body).
 * - a number: the status that was answered.
 */
export type Outcome = "notSent" | "lost" | number;

/**
 * When the same request may be sent again.
 * - `always`: the service has certainly done nothing with it.
 * - `idempotent`: only if doing it twice is the same as doing it once.
 * An outcome without a row is final.
 */
const retryTable: ReadonlyMap<Outcome, "always" | "idempotent"> = new Map<Outcome, "always" | "idempotent">([
  ["notSent", "always"],
  [429, "always"],
  ["lost", "idempotent"],
  [408, "idempotent"],
  [500, "idempotent"],
  [502, "idempotent"],
  [503, "idempotent"],
  [504, "idempotent"],
]);

// PUT is not among them: on a mapping set every PUT makes one more version.
const idempotentMethods: ReadonlySet<Method> = new Set<Method>(["GET", "DELETE"]);

/**
 * Attempts at one request, the first included. 429 has more: the service asks for patience, it has not failed. As many
 * as let some hundred resources come up side by side where ten requests a second are let through.
 */
export const maxAttempts = (outcome: Outcome): number => (outcome === 429 ? 20 : 5);

/** Longest pause of our own making. */
const maxBackoff = 20_000;

/** Longest `Retry-After` that is waited for. A service that asks for more has to be called another time. */
export const maxRetryAfter = 300_000;

/** Whether the same request may be sent again after this outcome. */
export function mayRetry(
  method: Method,
  outcome: Outcome,
  idempotent = idempotentMethods.has(method),
): boolean {
  const rule = retryTable.get(outcome);
  return rule === "always" || (rule === "idempotent" && idempotent);
}

/**
 * Whether a service that answered so is done with the request. A gateway's answers (502, 504) and time-outs are no such
 * thing: behind it the service may still be at work.
 */
export function isFinished(status: number): boolean {
  return status === 500 || status === 503;
}

/** Whether the service may have carried out a request that ended this way, although no answer says so. */
export function mayHaveHappened(outcome: Outcome): boolean {
  return retryTable.get(outcome) === "idempotent";
}

/**
 * How long to wait before the next attempt: what the service asked for, and full jitter on a doubling ceiling besides,
 * for all who were refused together are told the same time.
 */
export function pauseBefore(attempt: number, retryAfter: number | undefined, random = Math.random): number {
  const jitter = random() * Math.min(maxBackoff, 500 * 2 ** (attempt - 1));
  return (retryAfter ?? 0) + jitter;
}

/** Reads `Retry-After` (seconds or a date) into milliseconds; a date is held against the answer's own `Date`. */
export function parseRetryAfter(
  header: string | undefined,
  date: string | undefined,
  now: number,
): number | undefined {
  if (header === undefined) {
    return undefined;
  }
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) {
    return Number(header) * 1_000;
  }
  const until = Date.parse(header);
  if (Number.isNaN(until)) {
    return undefined;
  }
  const sent = date === undefined ? Number.NaN : Date.parse(date);
  return Math.max(0, until - (Number.isNaN(sent) ? now : sent));
}
