/** HTTP methods the provider sends. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * The result of a request that did not succeed.
 * - `notSent`: there was no connection; the service received nothing.
 * - `refusedByProxy`: the same, because a proxy refused the request.
 * - `lost`: it was sent, but no complete response was received (reset, timeout, incomplete or unreadable body).
 * - `excessive`: the response exceeds a limit, so that its content is unknown. Another attempt would not help.
 * - a number: the status of the response.
 */
export type Outcome = "notSent" | "refusedByProxy" | "lost" | "excessive" | number;

/**
 * When the same request may be sent again.
 * - `always`: the service has certainly not processed it.
 * - `idempotent`: only if repeating it has no further effect.
 * An outcome without a row is final.
 */
const retryTable: ReadonlyMap<Outcome, "always" | "idempotent"> = new Map<Outcome, "always" | "idempotent">([
  ["notSent", "always"],
  ["refusedByProxy", "always"],
  [429, "always"],
  ["lost", "idempotent"],
  [408, "idempotent"],
  [500, "idempotent"],
  [502, "idempotent"],
  [503, "idempotent"],
  [504, "idempotent"],
]);

// Without PUT: every PUT of a mapping set creates another version.
const idempotentMethods: ReadonlySet<Method> = new Set<Method>(["GET", "DELETE"]);

/**
 * Maximum number of attempts at one request. 429 allows more, because the service has not failed: enough for some hundred
 * parallel creates at ten requests per second. A refusal of a proxy allows less, because each attempt with a wrong password
 * counts towards locking the account.
 */
export function maxAttempts(outcome: Outcome): number {
  switch (outcome) {
    case 429:
      return 20;
    case "refusedByProxy":
      return 2;
    default:
      return 5;
  }
}

/** Maximum pause that the service did not request. Milliseconds. */
const maxBackoff = 20_000;

/** Maximum `Retry-After` that the provider waits for. With a longer one, the request fails. Milliseconds. */
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
 * Whether a service has finished a request with this status. Not so for responses of a gateway (502, 504) and timeouts:
 * the service may still be processing the request.
 */
export function isFinished(status: number): boolean {
  return status === 500 || status === 503;
}

/** Whether the service may have processed a request with this outcome. */
export function mayHaveHappened(outcome: Outcome): boolean {
  return retryTable.get(outcome) === "idempotent";
}

/**
 * How long to wait before the next attempt: the `Retry-After` of the service plus full jitter with a doubling maximum,
 * because requests that were refused together get the same `Retry-After`.
 */
export function pauseBefore(attempt: number, retryAfter: number | undefined, random = Math.random): number {
  const jitter = random() * Math.min(maxBackoff, 500 * 2 ** (attempt - 1));
  return (retryAfter ?? 0) + jitter;
}

/** Reads `Retry-After` (seconds or a date) into milliseconds; a date is compared with the `Date` of the same response. */
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
