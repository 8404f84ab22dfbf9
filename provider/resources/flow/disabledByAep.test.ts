import { describe, expect, test } from "vitest";
import { created, day, failed, run, flowUnderTest as setUp } from "../../../test/support/flowUnderTest";
import type { JsonObject } from "../../values/json";

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
