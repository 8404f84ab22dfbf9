import type { MiddlewareHandler } from "hono";
import type { Emulator, Env } from "../core/emulator";
import type { Refusal } from "../core/refusal";

/**
 * Refuses more requests a second than a switch allows; the requests of one second may come at once.
 *
 * @param refuse - the refusal in the service's error format, with these headers.
 */
export function rateLimit(
  { switches, clock }: Emulator,
  refuse: (headers: Record<string, string>) => Refusal,
): MiddlewareHandler<Env> {
  let allowance = 0;
  let last = Number.NEGATIVE_INFINITY;
  return async (_context, next) => {
    const { requestsPerSecond: limit } = switches;
    if (limit > 0) {
      // The machine's time, because moving the service's clock must not grant an allowance.
      const now = performance.now();
      allowance = Math.min(limit, allowance + (Math.max(0, now - last) / 1000) * limit);
      last = now;
      if (allowance < 1) {
        throw refuse(retryAfterHeader(switches.retryAfter, 1, clock.now()));
      }
      allowance -= 1;
    }
    await next();
  };
}

/** The header Retry-After in one of its two formats, or no header. */
export function retryAfterHeader(
  form: "none" | "seconds" | "date",
  seconds: number,
  now: number,
): Record<string, string> {
  if (form === "none") {
    return {};
  }
  return {
    "Retry-After": form === "seconds" ? String(seconds) : new Date(now + seconds * 1000).toUTCString(),
  };
}
