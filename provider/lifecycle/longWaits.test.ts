import { afterEach, describe, expect, it, test, vi } from "vitest";
import { madconnect, type Wait } from "../../test/support/cases/requestWaits";
import { waits } from "../../test/support/cases/waits";
import { FakeClock } from "../../test/support/fakeClock";
import { completeConfig, sessionWith } from "../../test/support/session";
import type { Call } from "../http/call";
import { path } from "../http/path";
import { Transport } from "../http/transport";
import type { WireRequest, WireResponse } from "../http/wire";
import { settleTime } from "./creation/adoption";

afterEach(() => {
  vi.restoreAllMocks();
});

function serve(responds: NonNullable<Wait["responds"]>, retryAfter = "30"): void {
  vi.spyOn(Transport.prototype, "exchange").mockImplementation(async (request) => {
    const response = responds(request) ?? {};
    const isStatus = typeof response === "number";
    return {
      status: isStatus ? response : 200,
      headers: { "retry-after": retryAfter },
      text: JSON.stringify(isStatus ? { message: "busy" } : response),
    } satisfies WireResponse;
  });
}

/** A call that records when what was announced; times count from its begin. */
function watched(clock: FakeClock) {
  const began = clock.now();
  const announced: { readonly at: number; readonly text: string }[] = [];
  const call: Call = {
    operation: "create",
    report: (text) => void announced.push({ at: clock.now() - began, text }),
  };
  return { call, announced, elapsed: () => clock.now() - began };
}

function expectAnnouncements(
  { announced, elapsed }: ReturnType<typeof watched>,
  longest: number,
  clock: FakeClock,
): void {
  const waited = clock.sleeps.reduce((sum, sleep) => sum + sleep, 0);
  const about = announced.filter(({ text }) => /^Waiting/.test(text));
  if (waited > 10_000) {
    // The first pause that takes the waits beyond ten seconds begins before them.
    expect(about[0]?.at).toBeLessThanOrEqual(10_000);
  }
  for (const [index, { at, text }] of about.entries()) {
    expect(text).toMatch(/^Waiting (\d+ s )?(for|to) .{4}/);
    expect(at - (about[index - 1]?.at ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(60_000);
  }
  const missing = elapsed() - (about.at(-1)?.at ?? 0);
  expect(missing).toBeLessThan(longest);
}

describe.each(waits.filter(({ boundElsewhere }) => boundElsewhere !== true))("The wait for $name", (wait) => {
  it("is announced after 10 seconds and then every minute, and ends by itself", async () => {
    const clock = new FakeClock();
    serve(wait.responds ?? (() => ({})));
    const session = sessionWith({ ...completeConfig, ...wait.config }, clock);
    const watch = watched(clock);
    const free: Call = { operation: "create", report: () => {} };
    await wait.run({ session, call: watch.call, free }).catch(() => {});
    // An approval has 30 minutes by default.
    const limit = /approve|approval/.test(wait.name) ? 1_800_000 : 900_000;
    expect(watch.elapsed()).toBeLessThanOrEqual(limit + settleTime);
    expectAnnouncements(watch, 120_000, clock);
  });
});

test.each([
  ["Adobe", { "aep:accessToken": "", "aep:clientSecret": "secret" }, "aep", /\/ims\/token/],
  ["MadConnect", madconnect, "madconnect", /client-token/],
] as const)("The retries of %s's token service are announced to one waiting call.", async (...given) => {
  const [, config, service, tokenPath] = given;
  const clock = new FakeClock();
  serve(({ url }: WireRequest) => (tokenPath.test(url.pathname) ? 503 : {}));
  const session = sessionWith({ ...completeConfig, ...config }, clock);
  const watch = watched(clock);
  const other = watched(clock);
  const send = (call: Call) =>
    session.gateway(service, call).client.send({ method: "GET", path: path`/entities` });
  const results = await Promise.allSettled([send(watch.call), send(other.call)]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(watch.announced[0]?.text).toMatch(/^Waiting 3\d s for the next attempt at POST .*503: "busy"$/);
  expect(other.announced).toEqual([]);
});

test("The timeoutSeconds of a resource replace the 15 minutes, also for retries.", async () => {
  const [approval] = waits.filter(({ name }) => name === "an approval by someone else");
  for (const [retryAfter, longest] of [
    ["299", 1_800_000],
    ["30", 1_800_000],
  ] as const) {
    const clock = new FakeClock();
    serve(() => 429, retryAfter);
    const session = sessionWith(completeConfig, clock);
    const watch = watched(clock);
    const error: unknown = await approval
      ?.run({ session, call: watch.call, free: watch.call })
      .catch((e) => e);
    expect(error).toBeInstanceOf(Error);
    expect(watch.elapsed()).toBeLessThanOrEqual(longest);
    if (retryAfter === "299") {
      expect(watch.elapsed()).toBeGreaterThan(1_200_000);
      expect(String(error)).toContain("30 minutes in total");
    }
  }
});
