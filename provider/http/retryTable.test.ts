import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Method,
  maxAttempts,
  mayHaveHappened,
  mayRetry,
  type Outcome,
  parseRetryAfter,
  pauseBefore,
} from "./retryTable";

const safe: readonly Method[] = ["GET", "DELETE"];
const unsafe: readonly Method[] = ["POST", "PATCH", "PUT"];
const methods = [...safe, ...unsafe];

test.each<[Outcome]>([["notSent"], [429]])(
  "After %s, every method is repeated, because the service has not processed the request.",
  (outcome) => {
    expect(methods.filter((method) => mayRetry(method, outcome))).toEqual(methods);
    expect(mayHaveHappened(outcome)).toBe(false);
  },
);

test.each<[Outcome]>([["lost"], [408], [500], [502], [503], [504]])(
  "After %s, only GET and DELETE are repeated, because the service may have processed the request.",
  (outcome) => {
    expect(methods.filter((method) => mayRetry(method, outcome))).toEqual(safe);
    expect(mayHaveHappened(outcome)).toBe(true);
  },
);

test.each<[Outcome]>([[301], [307], [400], [401], [403], [404], [409], [412], [422], [501]])(
  "After %s, no method is repeated.",
  (outcome) => {
    expect(methods.filter((method) => mayRetry(method, outcome))).toEqual([]);
    expect(mayHaveHappened(outcome)).toBe(false);
  },
);

test("The caller's choice about repeating a request overrides the method.", () => {
  expect(mayRetry("POST", "lost", true)).toBe(true);
  expect(mayRetry("DELETE", 503, false)).toBe(false);
  expect(mayRetry("POST", 400, true)).toBe(false);
});

test("The number of attempts is limited, and higher for 429 than for failures.", () => {
  expect(maxAttempts(503)).toBe(5);
  expect(maxAttempts(429)).toBe(20);
});

const now = Date.UTC(2026, 0, 1, 12, 0, 0);
const date = (milliseconds: number) => new Date(milliseconds).toUTCString();

test.each<[string, string | undefined, string | undefined, number | undefined]>([
  ["nothing", undefined, undefined, undefined],
  ["seconds", "120", undefined, 120_000],
  ["seconds with white space around", " 3 ", undefined, 3_000],
  ["no seconds at all", "0", undefined, 0],
  ["a fraction of seconds", "30.5", undefined, 30_500],
  ["a date, with the date of the response", date(now + 90_000), date(now + 60_000), 30_000],
  ["a date, held against this machine's clock for want of a better one", date(now + 5_000), undefined, 5_000],
  ["a date next to an unreadable date of the response", date(now + 5_000), "never", 5_000],
  ["a date that is past", date(now - 60_000), date(now), 0],
  ["an unknown text", "soon", undefined, undefined],
])("Retry-After is parsed when it contains %s.", (_name, header, responseDate, pause) => {
  expect(parseRetryAfter(header, responseDate, now)).toBe(pause);
});

test("A pause is Retry-After plus a random time, so that requests do not return all at once.", () => {
  expect(pauseBefore(1, 10_000, () => 0)).toBe(10_000);
  expect(pauseBefore(2, 10_000, () => 1)).toBe(11_000);
  expect(pauseBefore(9, 10_000, () => 1)).toBe(30_000);
});

test("Without Retry-After a pause is random below a maximum that doubles up to a limit.", () => {
  expect([1, 2, 3, 10].map((attempt) => pauseBefore(attempt, undefined, () => 1))).toEqual([
    500, 1_000, 2_000, 20_000,
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (attempt) => {
      const pause = pauseBefore(attempt, undefined);
      expect(pause).toBeGreaterThanOrEqual(0);
      expect(pause).toBeLessThanOrEqual(20_000);
    }),
  );
});
