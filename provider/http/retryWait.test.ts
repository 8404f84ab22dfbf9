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

test.each([
  [
    "a call",
    "limited",
    "CallEndedError",
    /^The create ended while waiting for the next attempt at POST \/entities/,
  ],
  ["no call", "client", "Problem", /^POST \/entities was not repeated again/],
] as const)(
  "Retry-After: 299 for ever ends within 15 minutes, in %s, and names the reason.",
  async (...given) => {
    const [, which, name, first] = given;
    const bed = await behind("299");
    const began = bed.clock.now();
    const error: unknown = await bed[which]
      .send({ method: "POST", path: entities, json: {} })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name, message: expect.stringMatching(first) });
    expect(String(error)).toMatch(/15 minutes in total[\s\S]*429[\s\S]*slow down[\s\S]*429050/);
    expect(bed.clock.now() - began).toBeGreaterThan(500_000);
    expect(bed.clock.now() - began).toBeLessThanOrEqual(900_000);
  },
);

test("All requests of one call share the 15 minutes, and concurrent waits count once.", async () => {
  const { clock, limited } = await behind("299");
  const began = clock.now();
  const send = () => limited.send({ method: "GET", path: entities });
  await Promise.allSettled([send(), send(), send(), send()]);
  expect(clock.now() - began).toBeGreaterThan(500_000);
  await expect(send()).rejects.toThrow(/15 minutes in total/);
  expect(clock.now() - began).toBeLessThanOrEqual(900_000);
});

test("Waits of more than 10 seconds in total are announced with their reason, at most once a minute.", async () => {
  const { reports, limited } = await behind("299");
  await limited.send({ method: "GET", path: entities }).catch(() => {});
  expect(reports.length).toBeGreaterThanOrEqual(2);
  expect(reports[0]).toMatch(/^Waiting (299|300) s for the next attempt at GET \/entities: .*429.*slow down/);
  const often = await behind("7");
  await often.limited.send({ method: "GET", path: entities }).catch(() => {});
  const minutes = (often.clock.sleeps.reduce((sum, sleep) => sum + sleep) - 10_000) / 60_000;
  expect(often.reports.length).toBeGreaterThan(1);
  expect(often.reports.length).toBeLessThanOrEqual(Math.ceil(minutes));
});

test("A call with a deadline may wait for longer than 15 minutes.", async () => {
  const { clock, client } = await behind("299");
  const began = clock.now();
  const call = { operation: "create", deadline: began + 2_000_000 } as const;
  const sent = client.during(call).send({ method: "GET", path: entities });
  await expect(sent).rejects.toThrow("The time limit of the create passed");
  expect(clock.now() - began).toBeGreaterThan(1_600_000);
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
