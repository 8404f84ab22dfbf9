import { expect, test } from "vitest";
import { expiryNoticeDays, expiryWarning } from "./keyExpiry";

const now = Date.UTC(2027, 0, 1);
const day = 86_400_000;
const seconds = (time: number) => String(time / 1_000);

test.each([
  ["more than the notice before", now + (expiryNoticeDays + 1) * day, undefined],
  [
    "the notice before",
    now + expiryNoticeDays * day,
    /"orders" \(k\) expires on 2027-01-31, in 30 days: .* change its name/,
  ],
  ["a day before", now + day, /expires on 2027-01-02, in 1 day: /],
  ["hours before", now + day / 2, /expires on 2027-01-01, in 0 days: /],
  ["at the expiry", now, /expired on 2027-01-01: flows that use it can no longer decrypt files\. /],
  ["after it", now - 400 * day, /expired on 2025-11-27: /],
])("%s", (_when, expiry, message) => {
  const warning = expiryWarning("k", { name: "orders", expiryTime: seconds(expiry) }, now);
  expect(warning ?? "none").toMatch(message ?? /^none$/);
});

test.each([undefined, null, "", "soon"])("An expiry time %o causes no warning.", (expiryTime) => {
  expect(expiryWarning("k", { expiryTime }, now)).toBeUndefined();
});

test("A key without a name is named by its id.", () => {
  expect(expiryWarning("k", { expiryTime: "1" }, now)).toMatch(/^The public key \(k\) expired on 1970-01-01/);
});
