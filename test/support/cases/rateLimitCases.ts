import { expect, it } from "vitest";
import type { Switches } from "../../../emulator/index";
import { startTestBed } from "../host/testBed";
import { resourceCase } from "../resourceCases";

const target = resourceCase("targetConnection");

/** Requests a second that the emulator accepts. */
const allowed = 10;

/** Creates so many target connections at once, by one host process, and returns the requests that the emulator saw. */
async function createMany(count: number, switches: Partial<Switches>, config: Record<string, string>) {
  const testBed = await startTestBed({ switches: { requestsPerSecond: allowed, ...switches } });
  try {
    const host = await testBed.anotherHost(config);
    const names = Array.from({ length: count }, (_, index) => `target ${index}`);
    const created = await Promise.all(
      names.map(async (name) => {
        const { inputs } = await host.check(target.kind, {}, { ...target.body, name });
        return host.create(target.kind, inputs);
      }),
    );
    expect(new Set(created.map(({ id }) => id)).size).toBe(count);
    const log = testBed.emulator.log.list({ path: "/data/" });
    expect(log.filter(({ status }) => status === 201)).toHaveLength(count);
    return log;
  } finally {
    await testBed.close();
  }
}

/** Forms of the header `Retry-After`. */
export const retryAfterForms = ["none", "seconds", "date"] as const;

/**
 * The tests of the rate limit on the real process, with so many resources.
 *
 * @param forms - forms of `Retry-After` to test
 */
export function testRateLimit(count: number, forms: readonly (typeof retryAfterForms)[number][]): void {
  // A process that stalls for a second sends two seconds' requests at once and is refused: the measurement is repeated.
  const repeated = { retry: 5 };
  it(`creates ${count} resources at the allowed rate, almost without a refusal`, repeated, async () => {
    // What the machine takes by itself, which counts against no limit.
    const unlimited = secondsOf(await createMany(count, { requestsPerSecond: 0 }, {}));
    const log = await createMany(count, {}, { "aep:maxRequestsPerSecond": String(allowed) });
    expect(secondsOf(log)).toBeLessThanOrEqual((log.length - 1) / (0.8 * allowed) + unlimited);
    expect(log.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(0.02 * log.length);
  });

  it.each(forms)(
    `creates ${count} resources without a configured limit, with Retry-After: %s, and retries none too early`,
    async (retryAfter) => {
      const log = await createMany(count, { retryAfter }, {});
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

/** Seconds between the first and the last request of a log. */
function secondsOf(log: readonly { readonly time: number }[]): number {
  return ((log.at(-1)?.time ?? 0) - (log[0]?.time ?? 0)) / 1_000;
}
