import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { RequestBudget } from "./requestBudget";

test("The number of concurrent requests stays below the limit, and all requests run.", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.boolean()), { maxLength: 20 }),
      async (maxConcurrent, requests) => {
        const budget = new RequestBudget({ maxConcurrent }, new FakeClock());
        let running = 0;
        let most = 0;
        const ended = await Promise.allSettled(
          requests.map(async ([before, duration, fails]) => {
            for (let turn = 0; turn < before; turn++) {
              await undefined;
            }
            await budget.run(async () => {
              running++;
              most = Math.max(most, running);
              for (let turn = 0; turn < duration; turn++) {
                await undefined;
              }
              running--;
              if (fails) {
                throw new Error("failed");
              }
            });
          }),
        );
        expect(most).toBeLessThanOrEqual(maxConcurrent);
        expect(ended.map(({ status }) => status === "rejected")).toEqual(
          requests.map(([, , fails]) => fails),
        );
      },
    ),
    // The second asks at the very moment at which the first hands its place on.
    {
      examples: [
        [
          1,
          [
            [0, 0, false],
            [3, 0, false],
            [0, 0, false],
            [0, 1, false],
            [0, 0, false],
          ],
        ],
      ],
    },
  );
});

test("Requests run in the order of their arrival.", async () => {
  const budget = new RequestBudget({ maxConcurrent: 1 }, new FakeClock());
  const order: string[] = [];
  let running = 0;
  const request = (name: string) =>
    budget.run(async () => {
      running++;
      expect(running).toBe(1);
      order.push(name);
      await undefined;
      running--;
    });
  const first = request("first");
  const second = request("second");
  await Promise.all([first.then(() => request("third")), second]);
  expect(order).toEqual(["first", "second", "third"]);
});

test("Starts are spaced evenly, whatever the number of waiting requests.", async () => {
  const clock = new FakeClock(0);
  const budget = new RequestBudget({ maxConcurrent: 100, maxPerSecond: 4 }, clock);
  const starts: number[] = [];
  await Promise.all(Array.from({ length: 6 }, () => budget.run(async () => starts.push(clock.now()))));
  expect(starts).toEqual([0, 250, 500, 750, 1_000, 1_250]);
});

test("Time without requests does not allow a later burst.", async () => {
  const clock = new FakeClock(0);
  const budget = new RequestBudget({ maxConcurrent: 100, maxPerSecond: 2 }, clock);
  await budget.run(async () => {});
  clock.advance(60_000);
  const starts: number[] = [];
  await Promise.all(Array.from({ length: 3 }, () => budget.run(async () => starts.push(clock.now()))));
  expect(starts).toEqual([60_000, 60_500, 61_000]);
});

test("Without a limit per second no request waits.", async () => {
  const clock = new FakeClock();
  const budget = new RequestBudget({ maxConcurrent: 1 }, clock);
  await Promise.all(Array.from({ length: 5 }, () => budget.run(async () => {})));
  expect(clock.sleeps).toEqual([]);
});

test.each(["cancelled", "deadline"] as const)(
  "A request that gets its place as its call ends is not sent (%s).",
  async (reason) => {
    const clock = new FakeClock();
    const budget = new RequestBudget({ maxConcurrent: 1 }, clock);
    const caller = new AbortController();
    const call = { operation: "read", signal: caller.signal, deadline: clock.now() + 1_000 } as const;
    const end = () => (reason === "cancelled" ? caller.abort() : clock.advance(1_000));
    const first = budget.run(async () => {}).then(end);
    const send = vi.fn(async () => {});
    await expect(budget.run(send, call)).rejects.toMatchObject({ name: "CallEndedError", reason });
    await first;
    expect(send).not.toHaveBeenCalled();
    await budget.run(send);
    expect(send).toHaveBeenCalledTimes(1);
  },
);
