import { expect, it } from "vitest";
import type { Switches } from "../../../emulator/index";
import { startTestBed } from "../host/testBed";
import { resourceCase } from "../resourceCases";

const target = resourceCase("targetConnection");

/** What the emulator lets through. Requests a second. */
const allowed = 10;

/** Makes so many target connections at once, by one host process, and gives the POSTs the emulator saw of each. */
async function makeMany(count: number, switches: Partial<Switches>, config: Record<string, string>) {
  const testBed = await startTestBed({ switches: { requestsPerSecond: allowed, ...switches } });
  try {
    const host = await testBed.anotherHost(config);
    const names = Array.from({ length: count }, (_, index) => `target ${index}`);
    const made = await Promise.all(
      names.map(async (name) => {
        const { inputs } = await host.check(target.kind, {}, { ...target.body, name });
        return host.create(target.kind, inputs);
      }),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(count);
    const log = testBed.emulator.log.list({ path: "/data/" });
    expect(log.filter(({ status }) => status === 201)).toHaveLength(count);
    return log;
  } finally {
    await testBed.close();
  }
}

/** The tests of the rate limit on the real process, with so many resources. */
export function testRateLimit(count: number): void {
  // Both processes take real time, so a machine that stalls for a second falsifies the measurement: it is repeated.
  const repeated = { retry: 5 };
  it(`uses what is allowed, and ${count} resources come up almost without a refusal`, repeated, async () => {
    const log = await makeMany(count, {}, { "aep:maxRequestsPerSecond": String(allowed) });
    const seconds = ((log.at(-1)?.time ?? 0) - (log[0]?.time ?? 0)) / 1_000;
    expect((log.length - 1) / seconds).toBeGreaterThanOrEqual(0.8 * allowed);
    expect(log.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(0.02 * log.length);
  });

  it.each(["none", "seconds", "date"] as const)(
    `${count} resources come up without a limit of one's own, with Retry-After: %s, and none comes too early`,
    async (retryAfter) => {
      const log = await makeMany(count, { retryAfter }, {});
      expect(log.filter(({ status }) => status === 429)).not.toEqual([]);
      const nameIn = (body: unknown) => (body as { name: string }).name;
      const tooEarly = log.filter((refused, index) => {
        if (refused.status !== 429 || retryAfter === "none") {
          return false;
        }
        const again = log.slice(index + 1).find(({ body }) => nameIn(body) === nameIn(refused.body));
        // The header's one second; as a date it has no fractions.
        const from = refused.time + 1_000;
        return (again?.time ?? from) < (retryAfter === "date" ? Math.floor(from / 1_000) * 1_000 : from);
      });
      expect(tooEarly).toEqual([]);
    },
  );
}
