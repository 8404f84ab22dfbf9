import { expect, test } from "vitest";
import { FakeClock } from "../../../test/support/fakeClock";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { check } from "../../lifecycle/check";
import { diff } from "../../lifecycle/diff";
import type { Session } from "../../session/session";
import type { JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import { flow } from "../flow";

const clock = new FakeClock(Date.UTC(2026, 0, 1, 12));
const now = clock.now() / 1_000;

/** The session of a process that has checked a program: the diff of a refresh refuses nothing. */
function session(): Session {
  const own = sessionWith(completeConfig, clock);
  own.run.hasChecked = true;
  return own;
}

const program = (startTime?: unknown, more: JsonObject = {}): JsonObject => ({
  name: "f",
  flowSpec: { id: "spec" },
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
  scheduleParams: {
    frequency: "day",
    interval: 1,
    ...(startTime === undefined ? {} : { startTime }),
  } as JsonObject,
  ...more,
});

/** Check and diff of a changed program, as the engine calls them; `recorded` is the start time in the outputs. */
async function change(before: JsonObject, after: JsonObject, recorded: unknown, own: Session = session()) {
  const context = { definition: flow, session: own };
  const olds = check(context, {}, { ...before, startTimeIfPast: "now" }).inputs;
  const { inputs, failures } = check(context, olds, after);
  expect(failures).toEqual([]);
  const outputs = {
    ...olds,
    scheduleParams: { frequency: "day", interval: 1, startTime: recorded } as JsonObject,
  };
  return diff(context, "id", outputs, inputs);
}

const started = now - 3_600;

test.each([
  ["a later one", program(started), program(now + 3_600)],
  ["a later one, in ISO 8601", program(started), program("2026-01-01T13:00:00Z")],
  ["an earlier one", program(started), program(now - 7_200)],
  ["one for the first time", program(), program(now + 3_600)],
])("A flow that has started keeps its start time: %s is refused.", async (_case, before, after) => {
  await expect(change(before, after, started)).rejects.toThrow(
    /of flow "f" cannot become .*: the flow started at 2026-01-01T11:00:00Z, .*CONNECTOR-1366-400.*\nRestore startTime: 1767265200, or leave startTime out/,
  );
  // The service returns numbers as text.
  await expect(change(before, after, String(started))).rejects.toThrow(/Restore startTime: 1767265200/);
});

test.each([
  ["the recorded one", program(started), program(started), started, false],
  ["the recorded one in ISO 8601", program(started), program("2026-01-01T12:00:00+01:00"), started, false],
  ["none", program(started), program(), started, false],
  [
    "a past one that counts as left out",
    program(started),
    program(1, { startTimeIfPast: "next" }),
    started,
    false,
  ],
  ["another one before the start", program(now + 60), program(now + 3_600), now + 60, true],
  ["another one seconds after the start", program(now - 5), program(now + 3_600), now - 5, true],
])("The start time may become %s.", async (_case, before, after, recorded, changes) => {
  expect(await change(before, after, recorded)).toMatchObject({ changes, replaces: [] });
});

test("A replaced flow gets any later start time.", async () => {
  const after = program(now + 3_600, { sourceConnectionIds: ["other"] });
  expect(await change(program(started), after, started)).toMatchObject({ replaces: ["sourceConnectionIds"] });
});

test("A refresh, which only diffs recorded inputs, never fails because of a start time.", async () => {
  const context = { definition: flow, session: session() };
  const { inputs } = check(context, {}, program(now + 3_600));
  const outputs = {
    ...inputs,
    scheduleParams: { frequency: "day", interval: 1, startTime: started } as JsonObject,
  };
  expect(await diff(context, "id", outputs, inputs)).toMatchObject({ changes: true });
  // The program did not change the time, so a later check of it changes nothing.
  check(context, inputs, program(now + 3_600));
  expect(await diff(context, "id", outputs, inputs)).toMatchObject({ changes: true });
});

const dailyFlow = { frequency: "day", interval: 1 } as const;
const onceFlow = { frequency: "once" } as const;

/** The same with whole schedules, which the service returns as text and with its defaults, if it does. */
async function reschedule(before: JsonObject, after: JsonObject, start = started, recorded: JsonObject = {}) {
  const context = { definition: flow, session: session() };
  const of = (scheduleParams: JsonObject) => program(undefined, { scheduleParams });
  const olds = check(context, {}, of(before)).inputs;
  const { inputs, failures } = check(context, olds, of(after));
  expect(failures).toEqual([]);
  const outputs = { ...olds, scheduleParams: { ...before, startTime: String(start), ...recorded } };
  const difference = await diff(context, "id", outputs, inputs);
  // A refresh diffs the recorded inputs only, and reports drift.
  await expect(diff({ ...context, session: session() }, "id", outputs, inputs)).resolves.toBeDefined();
  return difference;
}

test.each<[string, JsonObject, JsonObject, JsonObject, string, string]>([
  [
    "frequency once",
    dailyFlow,
    onceFlow,
    {},
    'scheduleParams.frequency of flow "f" cannot become "once": the flow started at 2026-01-01T11:00:00Z, and the service refuses a change after that (CONNECTOR-1403-400).',
    'Restore frequency: "day" and interval: 1. To stop the flow, set state: "disabled"',
  ],
  [
    "frequency once, with a backfill on the service",
    { ...dailyFlow, backfill: false },
    onceFlow,
    {},
    'scheduleParams.frequency of flow "f" cannot become "once"',
    'Restore frequency: "day"',
  ],
  [
    "backfill false for the first time",
    dailyFlow,
    { ...dailyFlow, backfill: false },
    {},
    'scheduleParams.backfill of flow "f" cannot become false: the flow started at 2026-01-01T11:00:00Z, and the service refuses a change after that (CONNECTOR-1404-400).',
    "Leave backfill out",
  ],
  [
    "backfill false instead of true",
    { ...dailyFlow, backfill: "true" },
    { ...dailyFlow, backfill: false },
    { backfill: true },
    'scheduleParams.backfill of flow "f" cannot become false',
    "Restore backfill: true.",
  ],
  [
    "backfill left out instead of false",
    { ...dailyFlow, backfill: false },
    dailyFlow,
    { backfill: "false" },
    'scheduleParams.backfill of flow "f" cannot become true',
    "Restore backfill: false.",
  ],
  [
    "a schedule with backfill false instead of once",
    onceFlow,
    { ...dailyFlow, backfill: false },
    {},
    'scheduleParams.backfill of flow "f" cannot become false',
    "Leave backfill out",
  ],
  [
    "another start time and another backfill",
    dailyFlow,
    { ...dailyFlow, startTime: now + 3_600, backfill: false },
    {},
    'scheduleParams.startTime of flow "f" cannot become 2026-01-01T13:00:00Z, and scheduleParams.backfill cannot become false: the flow started at 2026-01-01T11:00:00Z, and the service refuses these changes after that (CONNECTOR-1366-400, CONNECTOR-1404-400).',
    "Restore startTime: 1767265200, or leave startTime out: the recorded time then stays. Leave backfill out",
  ],
])("A flow that has started refuses %s.", async (_case, before, after, recorded, line, advice) => {
  const refusal = reschedule(before, after, started, recorded);
  await expect(refusal).rejects.toThrow(line);
  await expect(refusal).rejects.toThrow(advice);
  // Before the start, and some minutes after it, the service decides.
  expect(await reschedule(before, after, now + 60, recorded)).toMatchObject({ changes: true, replaces: [] });
  expect(await reschedule(before, after, now - 5, recorded)).toMatchObject({ changes: true, replaces: [] });
});

test.each<[string, JsonObject, JsonObject, JsonObject, boolean]>([
  ["another interval", dailyFlow, { ...dailyFlow, interval: 2 }, {}, true],
  ["another frequency", dailyFlow, { frequency: "hour", interval: 1 }, {}, true],
  ["a schedule instead of once", onceFlow, dailyFlow, {}, true],
  ["the default backfill", dailyFlow, { ...dailyFlow, backfill: true }, {}, false],
  [
    "the backfill that the service shows",
    dailyFlow,
    { ...dailyFlow, backfill: true },
    { backfill: "true" },
    false,
  ],
  ["no backfill instead of the default", { ...dailyFlow, backfill: true }, dailyFlow, {}, false],
  [
    "the same backfill in another spelling",
    { ...dailyFlow, backfill: false },
    { ...dailyFlow, backfill: "false" },
    {},
    false,
  ],
  ["an unknown backfill", dailyFlow, { ...dailyFlow, backfill: unknownValue }, {}, true],
  ["an unknown frequency", dailyFlow, { ...dailyFlow, frequency: unknownValue }, {}, true],
])("A flow that has started may get %s.", async (_case, before, after, recorded, changes) => {
  expect(await reschedule(before, after, started, recorded)).toMatchObject({ changes, replaces: [] });
});

test('A flow that runs once cannot start at its "next" time.', () => {
  const once = program(undefined, { scheduleParams: { frequency: "once" }, startTimeIfPast: "next" });
  const { failures } = check({ definition: flow, session: session() }, {}, once);
  expect(failures.map(({ property }) => property)).toEqual(["startTimeIfPast"]);
});
