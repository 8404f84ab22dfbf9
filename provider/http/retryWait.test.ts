import { expect, onTestFinished, test } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { answer, startServer } from "../../test/support/localServer";
import { HttpClient } from "./client";
import { path } from "./path";
import { RequestBudget } from "./requestBudget";
import { ServiceTime } from "./serviceTime";
import { Transport } from "./transport";

const entities = path`/entities`;

async function behind(retryAfter: string) {
  const server = await startServer(
    answer(429, { error_code: "429050", message: "slow down" }, { "retry-after": retryAfter }),
  );
  const clock = new FakeClock();
  const transport = new Transport();
  onTestFinished(() => transport.close());
  const reports: string[] = [];
  const client = new HttpClient({
    origin: server.url,
    transport,
    clock,
    serviceTime: new ServiceTime(),
    budget: new RequestBudget({ maxConcurrent: 16 }, clock),
  });
  const call = { operation: "create", report: (message: string) => reports.push(message) } as const;
  return { server, clock, reports, client, limited: client.during(call) };
}

test("Retry-After: 299 for ever ends within 15 minutes, with an error that names the reason.", async () => {
  const { clock, client, limited } = await behind("299");
  for (const one of [client, limited]) {
    const began = clock.now();
    await expect(one.send({ method: "POST", path: entities, json: {} })).rejects.toMatchObject({
      name: "Problem",
      message: expect.stringMatching(
        /^POST \/entities .*15 minutes in total[\s\S]*429[\s\S]*slow down[\s\S]*429050/,
      ),
    });
    expect(clock.now() - began).toBeGreaterThan(500_000);
    expect(clock.now() - began).toBeLessThanOrEqual(900_000);
  }
});

test("All requests of one call share the 15 minutes, and concurrent waits count once.", async () => {
  const { clock, limited } = await behind("299");
  const began = clock.now();
  const send = () => limited.send({ method: "GET", path: entities });
  await Promise.allSettled([send(), send(), send(), send()]);
  expect(clock.now() - began).toBeGreaterThan(500_000);
  await expect(send()).rejects.toThrow(/15 minutes in total/);
  expect(clock.now() - began).toBeLessThanOrEqual(900_000);
});

test("Each wait of more than 10 seconds is reported with its reason; shorter ones are not.", async () => {
  const { reports, limited } = await behind("299");
  await limited.send({ method: "GET", path: entities }).catch(() => {});
  expect(reports.length).toBeGreaterThanOrEqual(2);
  expect(reports[0]).toMatch(/^Waiting (299|300) s for the next attempt at GET \/entities: .*429.*slow down/);
  const short = await behind("1");
  await short.limited.send({ method: "GET", path: entities }).catch(() => {});
  expect(short.reports.every((report) => /^Waiting (1[1-9]|2\d) s/.test(report))).toBe(true);
});

test.each([{ maxConcurrent: 1 }, { maxConcurrent: 2, maxPerSecond: 0.05 }])(
  "A wait of more than 10 seconds in the request budget %o is reported once.",
  async (options) => {
    const clock = new FakeClock();
    const budget = new RequestBudget(options, clock);
    const reports: string[] = [];
    const call = { operation: "read", report: (message: string) => reports.push(message) } as const;
    await Promise.all([budget.run(() => clock.sleep(20_000), call), budget.run(async () => {}, call)]);
    expect(reports).toEqual([
      expect.stringMatching(/^Waiting for a place in the request budget \(aep:maxCon/),
    ]);
    await budget.run(async () => {});
    expect(reports).toHaveLength(1);
  },
);
