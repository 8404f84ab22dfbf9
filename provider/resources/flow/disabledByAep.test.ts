import { describe, expect, test } from "vitest";
import { FakeClock } from "../../../test/support/fakeClock";
import { answer, startServer } from "../../../test/support/localServer";
import { sessionAt } from "../../../test/support/session";
import { unlimitedCall } from "../../http/call";
import { lifecycle } from "../../lifecycle";
import type { JsonObject } from "../../values/json";
import { flow } from "../flow";

const day = 86_400_000;
const created = Date.UTC(2026, 5, 1);
const inputs = {
  name: "Orders",
  flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" },
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
  scheduleParams: { startTime: created / 1_000 + 600, frequency: "day", interval: 1 },
};

/** A run in the shape of Adobe's monitoring guide. */
function run(index: number, status: string): JsonObject {
  return {
    id: `run-${index}`,
    createdAt: created + index * day,
    metrics: {
      durationSummary: { startedAtUTC: created + index * day },
      statusSummary: {
        status,
        errors: [
          {
            code: "CONNECTOR-2011-403",
            message: "Failed",
            report: { additionalDetails: [{ errorReason: "AccountKey=not-for-logs has expired" }] },
          },
        ],
      },
    },
  };
}

const failed = Array.from({ length: 30 }, (_, index) => run(29 - index, "failed"));

/** A service with one flow, and a process that manages it. */
async function setUp() {
  const clock = new FakeClock(created);
  const headers = { date: new Date(created).toUTCString() };
  const lines: string[] = [];
  const reports: string[] = [];
  const entity: Record<string, unknown> = {
    id: "f",
    ...inputs,
    flowSpec: { ...inputs.flowSpec, version: "1.0" },
    state: "enabled",
    etag: '"1"',
    updatedAt: created,
    updatedClient: "client",
  };
  const service = { entity, runs: failed, runsStatus: 200 };
  const { url } = await startServer((response, request) => {
    const place = request.url.split("/flowservice")[1] ?? "";
    lines.push(`${request.method} ${place}`);
    const op = /op=(\w+)/.exec(place)?.[1];
    if (op !== undefined) {
      entity.state = `${op}d`;
    }
    if (request.method === "PATCH" && request.headers["if-match"] !== entity.etag) {
      return answer(412, { errorMessage: "another version" }, headers)(response, request);
    }
    if (request.method === "PATCH") {
      const [change] = JSON.parse(request.body);
      Object.assign(entity, { [change.path.slice(1)]: change.value, updatedClient: "client" });
      entity.updatedAt = created + 50 * day;
    }
    if (request.method !== "GET") {
      return answer(200, { id: "f", etag: '"1"' }, headers)(response, request);
    }
    const isOfRuns = place.startsWith("/runs");
    const other = { id: place.split("/").at(-1) };
    const items = isOfRuns ? service.runs : [place.startsWith("/flows") ? entity : other];
    return answer(isOfRuns ? service.runsStatus : 200, { items, _links: {} }, headers)(response, request);
  });
  // Each command of Pulumi starts a process.
  let session = sessionAt(url, clock);
  const nextRun = () => {
    session = sessionAt(url, clock);
  };
  const steps = lifecycle(
    async () => flow,
    () => session,
  );
  const call = (operation: "check" | "create" | "read" | "diff" | "update") => ({
    ...unlimitedCall(operation),
    report: (text: string) => reports.push(text),
  });
  const check = async (olds: JsonObject, more: JsonObject) =>
    (await steps.check(call("check"), olds, { ...inputs, ...more })).inputs;
  const { id, outputs } = await steps.create(call("create"), await check({}, {}));
  lines.length = 0;
  let state = outputs;
  return {
    service,
    lines,
    reports,
    state: () => state,
    /** A refresh, as the engine does it: whether it shows a difference. `program`: the inputs of the last `up`. */
    refresh: async (program: JsonObject = {}) => {
      nextRun();
      const found = await steps.read(call("read"), id, state);
      state = found?.outputs ?? {};
      const known = { ...state, state: "enabled", ...program };
      return (await steps.diff(call("diff"), id, state, known)).changes;
    },
    /** Whether an `up` with these inputs would change the flow; makes the change. */
    up: async (more: JsonObject = {}) => {
      nextRun();
      const news = await check(state, more);
      const { changes } = await steps.diff(call("diff"), id, state, news);
      if (changes) {
        state = await steps.update(call("update"), id, state, news);
      }
      return changes;
    },
    disable: (by = "aep", at = created + 30 * day) =>
      Object.assign(entity, { state: "disabled", updatedAt: at, updatedClient: by }),
  };
}

const isRuns = (line: string) => line.startsWith("GET /runs");
const action = (line: string) => line.includes("/action");

describe("A flow that AEP disabled", () => {
  test("is recorded as such by a refresh, with the reasons but without credentials, and reported.", async () => {
    const { disable, refresh, state, reports } = await setUp();
    disable();
    await refresh();
    expect(state()).toMatchObject({
      state: "disabled",
      disabledByAep: {
        at: "2026-07-01T00:00:00.000Z",
        failingSince: "2026-06-01T00:00:00.000Z",
        lastFailure: "2026-06-30T00:00:00.000Z",
        errors: ["CONNECTOR-2011-403: AccountKey=[secret] has expired"],
      },
    });
    expect(reports).toEqual([
      'The flow "Orders" (f) keeps state "disabled": AEP disabled it at 2026-07-01T00:00:00.000Z, because all its runs ' +
        'since 2026-06-01T00:00:00.000Z failed: "CONNECTOR-2011-403: AccountKey=[secret] has expired". To enable it, ' +
        "correct the cause, set reenable: true on the flow, and run pulumi up.",
    ]);
  });

  test("stays disabled in every up without reenable, which is no difference but is reported.", async () => {
    const { disable, refresh, up, lines, state, reports } = await setUp();
    disable();
    await refresh();
    for (const _ of ["first", "second", "third"]) {
      reports.length = 0;
      expect(await up()).toBe(false);
      expect(reports).toEqual([
        expect.stringMatching(/^The flow "Orders" \(f\) keeps state "disabled": AEP disabled/),
      ]);
      expect(await refresh()).toBe(false);
    }
    expect(await up({ description: "Daily" })).toBe(true);
    await refresh();
    expect(await up({ description: "Daily" })).toBe(false);
    expect(lines.filter(action)).toEqual([]);
    expect(state()).toMatchObject({ state: "disabled", disabledByAep: { errors: [expect.anything()] } });
    expect(lines.filter(isRuns)).toHaveLength(1);
  });

  test("stays recorded after an update of ours, which does not change who disabled it.", async () => {
    const { disable, refresh, up, state } = await setUp();
    disable();
    await refresh();
    const before = state().disabledByAep;
    disable("client", created + 35 * day);
    await refresh();
    expect(state().disabledByAep).toEqual(before);
    expect(await up()).toBe(false);
  });

  test("stays recorded after an update that first has to read the flow again.", async () => {
    const { disable, refresh, up, service, lines, state } = await setUp();
    disable();
    await refresh();
    const before = state().disabledByAep;
    service.entity.etag = '"2"';
    lines.length = 0;
    expect(await up({ description: "Daily" })).toBe(true);
    const ofFlow = lines.filter((line) => line.includes("/flows/"));
    expect(ofFlow).toEqual(["PATCH /flows/f", "GET /flows/f", "PATCH /flows/f"]);
    expect(state()).toMatchObject({ state: "disabled", disabledByAep: before, description: "Daily" });
  });

  test("is enabled again by an up with reenable, once, and then no longer recorded.", async () => {
    const { disable, refresh, up, lines, state, reports } = await setUp();
    disable();
    await refresh();
    reports.length = 0;
    expect(await up({ reenable: true })).toBe(true);
    expect(state()).toMatchObject({
      state: "enabled",
      reenable: true,
      enabledAt: expect.stringMatching(/^2026-06-01T/),
    });
    expect(state()).not.toHaveProperty("disabledByAep");
    expect(lines.filter(action)).toEqual(["POST /flows/f/action?op=enable"]);
    for (const _ of ["second", "third"]) {
      expect(await up({ reenable: true })).toBe(false);
      await refresh();
    }
    expect(await up()).toBe(true);
    expect(await up()).toBe(false);
    expect(lines.filter(action)).toHaveLength(1);
    expect(reports).toEqual([]);
  });

  test("is enabled by a new reenable also if no refresh has found it disabled.", async () => {
    const { disable, up, lines, state } = await setUp();
    expect(await up({ reenable: true })).toBe(true);
    expect(lines.filter(action)).toEqual([]);
    expect(await up()).toBe(true);
    disable();
    expect(await up()).toBe(false);
    expect(await up({ reenable: true })).toBe(true);
    expect(lines.filter(action)).toEqual(["POST /flows/f/action?op=enable"]);
    expect(state()).toMatchObject({ state: "enabled" });
  });

  test("is enabled after each further disabling while reenable stays in the program.", async () => {
    const { disable, refresh, up, lines, service } = await setUp();
    for (const times of [1, 2]) {
      // Only runs after the flow was enabled count.
      service.runs = Array.from({ length: 30 }, (_, index) => run(30 * times - index, "failed"));
      disable();
      await refresh();
      expect(await up({ reenable: true })).toBe(true);
      expect(lines.filter(action)).toHaveLength(times);
    }
  });

  test("is left alone by a program that disables it, and not enabled when that changes.", async () => {
    const { disable, refresh, up, lines } = await setUp();
    disable();
    await refresh();
    expect(await up({ state: "disabled" })).toBe(false);
    expect(await up({ state: "enabled" })).toBe(false);
    expect(lines.filter(action)).toEqual([]);
  });

  test("is no longer recorded once someone else has enabled it.", async () => {
    const { disable, refresh, up, service, state } = await setUp();
    disable();
    await refresh();
    Object.assign(service.entity, { state: "enabled", updatedAt: created + 40 * day });
    await refresh();
    expect(state()).toMatchObject({ state: "enabled" });
    expect(state()).not.toHaveProperty("disabledByAep");
    expect(await up()).toBe(false);
  });

  test("is a difference in the refresh that finds it, and in no later one.", async () => {
    const { disable, refresh, up, lines } = await setUp();
    disable();
    expect(await refresh()).toBe(true);
    lines.length = 0;
    expect(await refresh()).toBe(false);
    expect(lines).toEqual(["GET /flows/f"]);
    expect(await up()).toBe(false);
  });
});

describe("A flow that someone else disabled", () => {
  test.each<[string, JsonObject[], string]>([
    ["a run succeeded", [run(29, "success"), ...failed.slice(1)], "someone"],
    ["it failed for some days only", failed.slice(0, 10), "someone"],
    ["it has not run", [], "someone"],
  ])("is enabled by the next up: %s.", async (_case, runs, by) => {
    const { disable, refresh, up, service, lines, state, reports } = await setUp();
    service.runs = runs;
    disable(by);
    await refresh();
    expect(state()).not.toHaveProperty("disabledByAep");
    expect(lines.filter(isRuns)).toHaveLength(1);
    expect(await up()).toBe(true);
    expect(lines.filter(action)).toEqual(["POST /flows/f/action?op=enable"]);
    expect(reports).toEqual([]);
  });

  test("is enabled by the next up if an up has enabled it after its failures.", async () => {
    const { disable, refresh, up, service, lines, state } = await setUp();
    service.runs = [];
    disable("someone");
    await refresh();
    expect(await up()).toBe(true);
    service.runs = failed.map((one) => ({
      ...one,
      metrics: {},
      createdAt: Number(one.createdAt) - 60 * day,
    }));
    disable("someone");
    await refresh();
    expect(state()).toMatchObject({ state: "disabled", enabledAt: expect.any(String) });
    expect(state()).not.toHaveProperty("disabledByAep");
    expect(await up()).toBe(true);
    expect(lines.filter(action)).toHaveLength(2);
  });

  test("is reported if its runs cannot be read, and enabled by the next up.", async () => {
    const { disable, refresh, up, service, reports } = await setUp();
    service.runsStatus = 403;
    disable();
    await refresh();
    expect(reports).toEqual([
      expect.stringMatching(
        /^The flow "Orders" \(f\) is disabled\. Whether AEP disabled it is unknown, because its runs cannot be read\. GET .* 403/,
      ),
    ]);
    expect(await up()).toBe(true);
  });
});

describe("The runs of a flow are not read", () => {
  test("while it is enabled.", async () => {
    const { refresh, lines } = await setUp();
    await refresh();
    expect(lines).toEqual(["GET /flows/f"]);
  });

  test("if the program has disabled it.", async () => {
    const { refresh, up, lines } = await setUp();
    await up({ state: "disabled" });
    lines.length = 0;
    await refresh();
    expect(lines).toEqual(["GET /flows/f"]);
  });

  test("if a refresh has recorded before that someone disabled it.", async () => {
    const { disable, refresh, service, lines } = await setUp();
    service.runs = [];
    disable();
    await refresh();
    lines.length = 0;
    await refresh();
    expect(lines).toEqual(["GET /flows/f"]);
  });
});
