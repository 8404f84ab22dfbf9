import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Wait } from "../../test/support/cases/requestWaits";
import { waits } from "../../test/support/cases/waits";
import { fakeApi, plainDefinition } from "../../test/support/fakeApi";
import { FakeClock } from "../../test/support/fakeClock";
import { completeConfig, scope, sessionWith } from "../../test/support/session";
import { type Call, CallEndedError } from "../http/call";
import { path } from "../http/path";
import { Transport } from "../http/transport";
import type { WireResponse } from "../http/wire";
import { lifecycle } from ".";
import { settleTime } from "./creation/adoption";
import { LifecycleError } from "./failure";

/** A clock on which time stops after a number of sleeps, and which does not end a sleep by itself. */
class StoppingClock extends FakeClock {
  #passing: number;

  constructor(passing: number) {
    super();
    this.#passing = passing;
  }

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    // Not a wait for anything, and shorter than anything that is.
    if (milliseconds <= settleTime) {
      return super.sleep(milliseconds, signal);
    }
    this.#passing--;
    return this.#passing >= 0 ? super.sleep(milliseconds, signal) : new Promise(() => {});
  }
}

const never = new Promise<never>(() => {});

function serve(responds: Wait["responds"]) {
  return vi.spyOn(Transport.prototype, "exchange").mockImplementation(async (request) => {
    const response = responds?.(request);
    if (response === undefined) {
      return never;
    }
    const isStatus = typeof response === "number";
    return {
      status: isStatus ? response : 200,
      headers: { "retry-after": "30" },
      text: JSON.stringify(isStatus ? {} : response),
    } satisfies WireResponse;
  });
}

/** Lets everything happen that needs no time. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) {
    await turn();
  }
  await vi.dynamicImportSettled();
  for (let turns = 0; turns < 50; turns++) {
    await turn();
  }
}

function bedOf(wait: Wait, clock: FakeClock, limits: Pick<Call, "signal" | "deadline">) {
  serve(wait.responds);
  const session = sessionWith({ ...completeConfig, ...wait.config }, clock);
  const free = { operation: "create", report: () => {} } as const;
  return { session, free, call: { ...free, ...limits } };
}

function expectEnd(error: unknown, { id, purpose }: Wait, first: RegExp): void {
  const isStep = error instanceof LifecycleError;
  expect(isStep || error instanceof CallEndedError).toBe(true);
  const { message } = error as Error;
  expect(message).toMatch(first);
  expect(message).toMatch(purpose);
  expect(message).toContain("pulumi up");
  expect(isStep ? error.failure.unfinished?.id : undefined).toBe(id);
  // A message for users, not a bug.
  expect(isStep ? error.failure.stack : undefined).toBeUndefined();
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(waits)("The wait for $name", (wait) => {
  it("ends when the call is cancelled", async () => {
    const caller = new AbortController();
    const bed = bedOf(wait, new StoppingClock(wait.passing?.sleeps ?? 0), { signal: caller.signal });
    let isOver = false;
    const failure = wait.run(bed).then(
      () => undefined,
      (error: unknown) => error,
    );
    void failure.then(() => {
      isOver = true;
    });
    await settle();
    expect(isOver).toBe(false);
    caller.abort();
    expectEnd(await failure, wait, /The create (of .* )?was cancelled/);
  });

  it("ends when the deadline has passed", async () => {
    const clock = new FakeClock();
    const deadline = clock.now() + (wait.passing?.time ?? 0) + settleTime + 1;
    const bed = bedOf(wait, clock, { deadline });
    const failure = await wait.run(bed).then(
      () => undefined,
      (error: unknown) => error,
    );
    expectEnd(failure, wait, /The time limit of the create (of .* )?passed/);
    expect(clock.now()).toBeLessThanOrEqual(deadline);
  });
});

describe("A call that has ended", () => {
  const get = { method: "GET", path: path`/entities` } as const;
  const client = (limits: Pick<Call, "signal" | "deadline">, clock = new FakeClock()) =>
    sessionWith(completeConfig, clock).gateway("aep", { operation: "read", report: () => {}, ...limits })
      .client;

  it.each(["GET", "POST"] as const)("sends no further %s", async (method) => {
    const exchange = serve(() => ({}));
    const clock = new FakeClock();
    for (const limits of [{ signal: AbortSignal.abort() }, { deadline: clock.now() }]) {
      const sent = client(limits, clock).send({ ...get, method });
      await expect(sent).rejects.toBeInstanceOf(CallEndedError);
    }
    expect(exchange).not.toHaveBeenCalled();
  });

  it("does not wait for the response of a GET", async () => {
    serve(() => undefined);
    const caller = new AbortController();
    const sent = client({ signal: caller.signal }).send(get);
    await settle();
    caller.abort();
    await expect(sent).rejects.toThrow("while waiting for a response to GET /entities");
  });

  it.each([
    ["GET", true],
    ["POST", false],
  ] as const)("ends the exchange of a %s on the wire: %s", async (method, isEnded) => {
    const exchange = serve(() => undefined);
    const caller = new AbortController();
    void client({ signal: caller.signal })
      .send({ ...get, method })
      .catch(() => {});
    await settle();
    caller.abort();
    expect(exchange.mock.calls[0]?.[0].signal?.aborted ?? false).toBe(isEnded);
  });

  it.each([
    ["create", 'The create of the entity "n" was cancelled', "Run pulumi up again"],
    ["read", "The read of the entity a was cancelled", "Run the same command again."],
  ] as const)("names the resource of the %s, and what to do", async (operation, first, advice) => {
    const session = sessionWith(completeConfig);
    const definition = plainDefinition(fakeApi({}), {
      api: ({ call }) => {
        const wait = () => session.pause(call, 1, "it") as Promise<never>;
        return fakeApi({ create: wait, read: wait });
      },
    });
    const steps = lifecycle(
      async () => definition,
      () => session,
    );
    const call = { operation, signal: AbortSignal.abort(), report: () => {} };
    const recorded = { ...scope, name: "n" };
    const ended = operation === "create" ? steps.create(call, recorded) : steps.read(call, "a", recorded);
    const { message } = (await ended.catch((error: unknown) => error)) as Error;
    expect(message.split("\n")[0]).toContain(first);
    expect(message).toContain(advice);
  });

  it.each([
    ["update", "Raise customTimeouts.update"],
    ["read", "Raise customTimeouts.read"],
    ["diff", "Run the same command again."],
    ["invoke", "Run the same command again."],
  ] as const)("names a time limit only where one can be set: %s", (operation, advice) => {
    const { message } = new CallEndedError({ operation }, "deadline", "it");
    expect(message).toContain(advice);
    expect(message.includes("customTimeouts")).toBe(advice.includes("customTimeouts"));
  });

  it("waits for the response of a create under way, and keeps its id", async () => {
    const caller = new AbortController();
    let respond: (created: { id: string; outputs: object }) => void = () => {};
    const api = fakeApi({
      create: () =>
        new Promise((resolve) => {
          respond = () => resolve({ id: "a", outputs: {} });
        }),
    });
    const definition = plainDefinition(api, {
      reachEndState: async (...[, , , { session, call }]) => {
        await session.pause(call, 1, "it");
        return {};
      },
    });
    const session = sessionWith(completeConfig);
    const { create } = lifecycle(
      async () => definition,
      () => session,
    );
    const call = { operation: "create", signal: caller.signal, report: () => {} } as const;
    const failure = create(call, { ...scope, name: "n" }).catch((error: unknown) => error);
    await settle();
    caller.abort();
    await settle();
    respond({ id: "a", outputs: {} });
    expect(await failure).toMatchObject({ failure: { unfinished: { id: "a", outputs: { name: "n" } } } });
  });

  it("leaves the work that others wait for to them", async () => {
    const wait = waits.find(({ name }) => name === "interactive authoring that another resource enables");
    const caller = new AbortController();
    let status = "enabling";
    serve(({ method }) => (method === "GET" ? { status } : {}));
    const session = sessionWith(completeConfig, new StoppingClock(0));
    expect(wait).toBeDefined();
    const first = { operation: "create", signal: caller.signal, report: () => {} } as const;
    const bed = { session, call: { ...first, signal: undefined }, free: first };
    const second = wait?.run(bed);
    await settle();
    caller.abort();
    status = "enabled";
    serve(({ method }) => (method === "GET" ? { status, items: [{ id: "b" }] } : { id: "b", etag: "e" }));
    expect(await second).toMatchObject({ id: "b" });
  });
});
