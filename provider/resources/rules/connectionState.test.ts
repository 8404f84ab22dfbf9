import { describe, expect, test } from "vitest";
import { FakeClock } from "../../../test/support/fakeClock";
import { answer, startServer } from "../../../test/support/localServer";
import { sessionAt } from "../../../test/support/session";
import { dynamicProvider } from "../../host/dynamicProvider";
import type { JsonObject } from "../../values/json";
import { baseConnection } from "../baseConnection";
import { isUnusableConnection } from "./connectionState";

const inputs = {
  name: "ACME",
  connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" },
  auth: { specName: "ConnectionString", params: { connectionString: "AccountKey=k" } },
};

/** A service whose connection has these states, one after the other; `undefined`: it is not found. */
async function setUp(states: readonly (string | undefined)[]) {
  const clock = new FakeClock();
  const left = [...states];
  const lines: string[] = [];
  const { url } = await startServer((response, request) => {
    lines.push(`${request.method} ${request.url.split("/flowservice")[1]}`);
    if (request.method !== "GET") {
      return answer(request.method === "POST" ? 201 : 200, { id: "b", etag: '"1"' })(response, request);
    }
    const state = left.length > 1 ? left.shift() : left[0];
    const item = { id: "b", name: "ACME", etag: '"9"', ...(state === "none" ? {} : { state }) };
    return (
      state === undefined
        ? answer(404, { type: "https://ns.adobe.com/aep/errors/FLOW-1439-404" })
        : answer(200, { items: [item] })
    )(response, request);
  });
  const session = sessionAt(url, clock);
  const steps = dynamicProvider(
    async () => baseConnection,
    () => session,
  );
  const create = async (more: JsonObject = {}) => {
    const { inputs: checked = {} } = await steps.check({}, { ...inputs, ...more });
    return steps.create(checked);
  };
  return { clock, steps, create, lines, become: (...next: string[]) => left.splice(0, left.length, ...next) };
}

interface Failure extends Error {
  readonly id?: string;
  readonly properties?: JsonObject;
}

const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => Promise.reject(new Error("It did not fail.")),
    (error: Failure) => error,
  );

describe("The create of a base connection", () => {
  test.each<[string, readonly (string | undefined)[], string | undefined]>([
    ["is enabled", ["enabled"], "enabled"],
    ["is disabled", ["disabled"], "disabled"],
    ["has a state that is not documented", ["connected"], "connected"],
    ["is shown without a state", ["none"], undefined],
    ["is initializing at first", ["initializing", "Initializing", "enabled"], "enabled"],
    ["is not visible at first", [undefined, undefined, "enabled"], "enabled"],
  ])("ends when the connection %s", async (_what, states, state) => {
    const { create, lines } = await setUp(states);
    const { id, outs } = await create();
    expect({ id, state: outs?.state }).toEqual({ id: "b", state });
    // The etag of the POST: a later one may include a change of someone else.
    expect(outs?.etag).toBe('"1"');
    expect(lines).toEqual(["POST /connections", ...states.map(() => "GET /connections/b")]);
  });

  test("is an error if the connection fails, which keeps it with its state and says what to do", async () => {
    const { create } = await setUp(["initializing", "failed"]);
    const { message, id, properties } = await failureOf(create());
    expect(message.split("\n")[0]).toBe(
      'AEP reports the base connection "ACME" (b) in sandbox dev as failed: it cannot be used.',
    );
    expect(message).toMatch(/Correct auth and run pulumi up again.*FLOW-1416.*pulumi up --replace/);
    expect({ id, properties }).toMatchObject({ id: "b", properties: { state: "failed", name: "ACME" } });
  });

  test("waits for 10 minutes at most, and the next up continues", async () => {
    const { clock, create, steps, become } = await setUp(["initializing"]);
    const begun = clock.now();
    const { message, id = "", properties = {} } = await failureOf(create());
    expect(clock.now() - begun).toBeGreaterThanOrEqual(600_000);
    expect(clock.now() - begun).toBeLessThan(620_000);
    expect(message).toContain('still reports the base connection "ACME" (b) in sandbox dev as initializing');
    become("enabled");
    expect((await steps.update(id, properties, properties)).outs).toMatchObject({ state: "enabled" });
  });

  test("ends at customTimeouts.create", async () => {
    const { clock, create } = await setUp(["initializing"]);
    const begun = clock.now();
    const { message, id } = await failureOf(create({ __timeouts: { create: 40 } }));
    expect(clock.now() - begun).toBeLessThanOrEqual(40_000);
    expect(message).toMatch(
      /^The time limit of the create of the base connection .*passed while waiting for/,
    );
    expect(message).toContain("as initializing");
    expect(id).toBe("b");
  });

  test("is an error if the connection is deleted meanwhile", async () => {
    const { create } = await setUp([undefined]);
    expect((await failureOf(create())).message).toMatch(/\(b\).* no longer exists[\s\S]*pulumi refresh/);
  });
});

describe("The next up", () => {
  test("says again what to do while the connection is failed, also after a refresh", async () => {
    const { create, steps, lines } = await setUp(["failed"]);
    const { id = "", properties = {} } = await failureOf(create());
    const { props = {} } = await steps.read(id, properties);
    expect(props.state).toBe("failed");
    expect(await steps.diff(id, props, props)).toMatchObject({ changes: true, replaces: [] });
    lines.length = 0;
    expect((await failureOf(steps.update(id, props, props))).message).toContain("Correct auth");
    expect(lines).toEqual(["GET /connections/b"]);
  });

  test("waits although only the time limit changes", async () => {
    const { create, steps, become } = await setUp(["initializing"]);
    const { id = "", properties = {} } = await failureOf(create());
    become("initializing", "enabled");
    const { outs } = await steps.update(id, properties, { ...properties, __timeouts: { update: 900 } });
    expect(outs).toMatchObject({ state: "enabled", __timeouts: { update: 900 } });
  });

  test("sends corrected credentials, waits and completes the connection", async () => {
    const { create, steps, lines, become } = await setUp(["failed"]);
    const { id = "", properties = {} } = await failureOf(create());
    const auth = { specName: "ConnectionString", params: { connectionString: "AccountKey=other" } };
    become("initializing", "enabled");
    lines.length = 0;
    const { outs } = await steps.update(id, properties, { ...properties, auth });
    expect(outs).toMatchObject({ state: "enabled" });
    expect(lines).toEqual(["PATCH /connections/b", "GET /connections/b", "GET /connections/b"]);
  });

  test("sends no request to read the state of a connection that is usable, or whose state is not recorded", async () => {
    const { create, steps, lines } = await setUp(["enabled"]);
    const { id, outs = {} } = await create();
    const { state, ...older } = outs;
    expect(state).toBe("enabled");
    for (const recorded of [outs, older]) {
      expect(await steps.diff(id, recorded, recorded)).toMatchObject({ changes: false });
      lines.length = 0;
      await steps.update(id, recorded, { ...recorded, name: "other" });
      expect(lines).toEqual(["PATCH /connections/b"]);
    }
  });
});

test.each<[string | undefined, boolean]>([
  ["initializing", true],
  ["INITIALIZING", true],
  ["failed", true],
  ["Failed", true],
  ["enabled", false],
  ["disabled", false],
  ["draft", false],
  [undefined, false],
])("In state %s, whether a connection needs an update is %s.", (state, needsUpdate) => {
  expect(isUnusableConnection(state)).toBe(needsUpdate);
});
