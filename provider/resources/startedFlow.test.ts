import { expect, test } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { completeConfig, sessionWith } from "../../test/support/session";
import { check } from "../lifecycle/check";
import { diff } from "../lifecycle/diff";
import type { Session } from "../session/session";
import type { JsonObject } from "../values/json";
import { flow } from "./flow";

const clock = new FakeClock(Date.UTC(2026, 0, 1, 12));
const now = clock.now() / 1_000;
const session = () => sessionWith(completeConfig, clock);

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

test('A flow that runs once cannot start at its "next" time.', () => {
  const once = program(undefined, { scheduleParams: { frequency: "once" }, startTimeIfPast: "next" });
  const { failures } = check({ definition: flow, session: session() }, {}, once);
  expect(failures.map(({ property }) => property)).toEqual(["startTimeIfPast"]);
});
