import { expect, test } from "vitest";
import { disablingOf, type LastUpdate } from "./autoDisable";
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

/** The last update of a flow that was disabled after so many days. */
function update(days: number | undefined, isOurs = false, now = 100): LastUpdate {
  return {
    updatedAt: days === undefined ? undefined : start + days * day,
    isOurs,
    now: () => start + now * day,
  };
}

test.each<[string, readonly FlowRun[], LastUpdate, object]>([
  ["daily runs", runs(failures(30)), update(30), { at: iso(30), failingSince: iso(0), lastFailure: iso(29) }],
  [
    "weekly runs",
    runs(failures(5), 7),
    update(30),
    { at: iso(30), failingSince: iso(0), lastFailure: iso(28) },
  ],
  [
    "a success before the failures",
    runs(["succeeded", "succeeded", ...failures(30)]),
    update(32),
    { at: iso(32), failingSince: iso(2), lastFailure: iso(31) },
  ],
  [
    "a run that has not ended",
    runs([...failures(30), "pending"]),
    update(31),
    { at: iso(31), failingSince: iso(0), lastFailure: iso(29) },
  ],
  [
    "a disabling some hours early",
    runs(failures(30)),
    update(29.5),
    { at: iso(29.5), failingSince: iso(0), lastFailure: iso(29) },
  ],
  [
    "an update of ours before the last run",
    runs(failures(31)),
    update(10, true, 31),
    { failingSince: iso(0), lastFailure: iso(30) },
  ],
  [
    "a flow that does not show the disabling",
    runs(failures(31)),
    update(undefined, false, 31),
    { failingSince: iso(0), lastFailure: iso(30) },
  ],
  [
    "runs in the opposite order, over several pages",
    runs(failures(250), 0.125).reverse(),
    update(31.5),
    { at: iso(31.5), failingSince: iso(0), lastFailure: iso(31.125) },
  ],
])("AEP has disabled a flow after %s.", async (_case, list, last, expected) => {
  const newest = list
    .filter(({ result }) => result === "failed")
    .toSorted((a, b) => b.startedAt - a.startedAt)[0];
  expect(await disablingOf(pagesOf(list), last)).toEqual({ ...expected, errors: newest?.errors });
});

test.each<[string, readonly FlowRun[], LastUpdate]>([
  ["it has no runs", [], update(40)],
  ["no run has ended", runs(["pending", "pending"]), update(40)],
  ["a run succeeded within 30 days", runs([...failures(10), "succeeded", ...failures(25)]), update(36)],
  ["the last run succeeded", runs([...failures(31), "succeeded"]), update(32)],
  ["it failed for less than 30 days", runs(failures(20)), update(20)],
  ["it failed once, long before the end", runs(failures(1)), update(5)],
  ["this credential updated it after its last run", runs(failures(31)), update(31.5, true)],
])("AEP has not disabled a flow if %s.", async (_case, list, last) => {
  expect(await disablingOf(pagesOf(list), last)).toBeUndefined();
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
  await disablingOf(counted(), update(125));
  expect(read).toBe(pages);
});
