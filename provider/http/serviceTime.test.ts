import fc from "fast-check";
import { expect, test } from "vitest";
import { ServiceTime } from "./serviceTime";

const header = (milliseconds: number) => new Date(milliseconds).toUTCString();
const noon = Date.UTC(2026, 0, 1, 12);

test("The service's time is unknown before the first response.", () => {
  const time = new ServiceTime();
  expect(time.at(noon)).toBeUndefined();
  time.learn(undefined, noon, noon);
  time.learn("no date", noon, noon);
  expect(time.at(noon)).toBeUndefined();
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
          const earliest = time.at(local)?.earliest ?? Number.NaN;
          expect(earliest).toBeLessThanOrEqual(local + offset);
          expect(earliest).toBeGreaterThan(local + offset - 1_000 - back - 1);
        }
      },
    ),
  );
});

test("After a clock was set, earlier responses count only for earlier times, and all of them for the time between.", () => {
  const time = new ServiceTime();
  time.learn(header(noon), noon, noon);
  time.learn(header(noon + 3_600_000), noon + 1_000, noon + 1_000);
  expect(time.at(noon + 1_000)?.earliest).toBe(noon + 3_600_000);
  expect(time.at(noon)?.earliest).toBe(noon);
  const between = time.at(noon + 500) ?? { earliest: Number.NaN, latest: Number.NaN };
  expect(between.earliest).toBeLessThanOrEqual(noon + 500);
  expect(between.latest).toBeGreaterThanOrEqual(noon + 3_600_500);
});

test("Two machines of the service whose clocks differ make its time less certain.", () => {
  const time = new ServiceTime();
  time.learn(header(noon), noon, noon);
  time.learn(header(noon + 2_000), noon + 500, noon + 500);
  expect(time.at(noon + 500)?.earliest).toBeLessThanOrEqual(noon + 500);
  expect(time.at(noon + 500)?.latest).toBeGreaterThanOrEqual(noon + 3_000);
});
