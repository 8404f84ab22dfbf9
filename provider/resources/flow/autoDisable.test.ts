import { expect, test } from "vitest";
import { disablingOf, type FlowTimes } from "./autoDisable";
import type { FlowRun } from "./runs";

const day = 86_400_000;
const start = Date.UTC(2026, 5, 1);
const iso = (days: number) => new Date(start + days * day).toISOString();

type Result = FlowRun["result"];

/** Runs every so many days, the last one first. */
function runs(results: readonly Result[], every = 1): FlowRun[] {
  return results
    .map((result, index) => ({ startedAt: start + index * every * day, result, errors: [`E-${index}`] }))
    .reverse();
}

const failures = (count: number): Result[] => Array<Result>(count).fill("failed");

async function* pagesOf(list: readonly FlowRun[], size = 100): AsyncGenerator<readonly FlowRun[]> {
  for (let at = 0; at < list.length; at += size) {
    yield list.slice(at, at + size);
  }
}

/** The times of a flow that was updated last after so many days. */
function times(updated: number | undefined, more: { every?: number; enabled?: number } = {}): FlowTimes {
  return {
    updatedAt: updated === undefined ? undefined : start + updated * day,
    period: (more.every ?? 1) * day,
    enabledAt: more.enabled === undefined ? 0 : start + more.enabled * day,
  };
}

const found = (at: number | undefined, failingSince: number, lastFailure: number) => ({
  ...(at === undefined ? {} : { at: iso(at) }),
  failingSince: iso(failingSince),
  lastFailure: iso(lastFailure),
});

test.each<[string, readonly FlowRun[], FlowTimes, object]>([
  ["daily runs", runs(failures(30)), times(30), found(30, 0, 29)],
  ["weekly runs", runs(failures(5), 7), times(30, { every: 7 }), found(30, 0, 28)],
  [
    "a success before the failures",
    runs(["succeeded", "succeeded", ...failures(30)]),
    times(32),
    found(32, 2, 31),
  ],
  ["a run that has not ended", runs([...failures(30), "pending"]), times(30.5), found(30.5, 0, 29)],
  ["a disabling some hours early", runs(failures(30)), times(29.5), found(29.5, 0, 29)],
  ["a disabling that is no update", runs(failures(31)), times(10), found(undefined, 0, 30)],
  ["a disabling without a time", runs(failures(31)), times(undefined), found(undefined, 0, 30)],
  ["an update long after it", runs(failures(30)), times(60), found(undefined, 0, 29)],
  ["being enabled long before", runs(failures(60)), times(60, { enabled: 20.5 }), found(60, 21, 59)],
  [
    "runs in the opposite order, over several pages",
    runs(failures(250), 0.125).reverse(),
    times(31.2, { every: 0.125 }),
    found(31.2, 0, 31.125),
  ],
])("AEP has disabled a flow after %s.", async (_case, list, flow, expected) => {
  const failed = list.filter(({ result }) => result === "failed");
  const [newest] = failed.toSorted((left, right) => right.startedAt - left.startedAt);
  expect(await disablingOf(pagesOf(list), flow)).toEqual({ ...expected, errors: newest?.errors });
});

test.each<[string, readonly FlowRun[], FlowTimes]>([
  ["it has no runs", [], times(40)],
  ["no run has ended", runs(["pending", "pending"]), times(40)],
  ["a run succeeded within 30 days", runs([...failures(10), "succeeded", ...failures(25)]), times(36)],
  ["the last run succeeded", runs([...failures(31), "succeeded"]), times(32)],
  ["it failed for less than 30 days", runs(failures(20)), times(20)],
  ["it failed for less than 30 days and was updated later", runs(failures(20)), times(60)],
  ["it failed once, long before it was disabled", runs(failures(1)), times(50)],
  ["it was disabled before its weekly run was due", runs(failures(4), 7), times(23, { every: 7 })],
  ["it was enabled after these runs", runs(failures(31)), times(32, { enabled: 31.5 })],
  ["it failed for some days only since it was enabled", runs(failures(60)), times(60, { enabled: 45 })],
])("AEP has not disabled a flow if %s.", async (_case, list, flow) => {
  expect(await disablingOf(pagesOf(list), flow)).toBeUndefined();
});

test.each<[string, Result, number]>([
  ["a success decides", "succeeded", 1],
  ["all that are not older than 30 days failed", "failed", 3],
])("Of a flow with 1 000 runs, only the pages are read that decide: %s.", async (_case, last, pages) => {
  let read = 0;
  async function* counted() {
    // Every three hours: 248 runs in 31 days.
    for await (const page of pagesOf(runs([...failures(999), last], 0.125))) {
      read++;
      yield page;
    }
  }
  await disablingOf(counted(), times(125, { every: 0.125 }));
  expect(read).toBe(pages);
});
