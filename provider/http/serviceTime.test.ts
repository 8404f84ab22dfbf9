import fc from "fast-check";
import { expect, test } from "vitest";
import { ServiceTime } from "./serviceTime";

const header = (milliseconds: number) => new Date(milliseconds).toUTCString();
const noon = Date.UTC(2026, 0, 1, 12);

test("The service's time is unknown before the first response.", () => {
  const time = new ServiceTime();
  expect(time.earliest(noon)).toBeUndefined();
  time.learn(undefined, noon, noon);
  time.learn("no date", noon, noon);
  expect(time.earliest(noon)).toBeUndefined();
});

test("The earliest service time is never later than the true one, and older by at most a second and the round trip.", () => {
  const exchange = fc.record({ gap: fc.nat(5_000), there: fc.nat(400), back: fc.nat(400) });
  fc.assert(
    fc.property(
      fc.integer({ min: -600_000, max: 600_000 }),
      fc.array(exchange, { minLength: 1, maxLength: 20 }),
      (offset, exchanges) => {
        const time = new ServiceTime();
        let local = noon;
        for (const { gap, there, back } of exchanges) {
          const sentAt = local + gap;
          local = sentAt + there + back;
          time.learn(header(sentAt + there + offset), sentAt, local);
          const earliest = time.earliest(local) ?? Number.NaN;
          expect(earliest).toBeLessThanOrEqual(local + offset);
          expect(earliest).toBeGreaterThan(local + offset - 1_000 - back);
        }
      },
    ),
  );
});

test("After a clock was set, earlier responses no longer count.", () => {
  const time = new ServiceTime();
  time.learn(header(noon), noon, noon);
  time.learn(header(noon + 3_600_000), noon + 1_000, noon + 1_000);
  expect(time.earliest(noon + 1_000)).toBe(noon + 3_600_000);
});
