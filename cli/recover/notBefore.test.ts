import { expect, test } from "vitest";
import type { StackExport } from "../pulumi/stack";
import { notBefore } from "./notBefore";

const at = (minute: number) => `2026-11-24T12:${String(minute).padStart(2, "0")}:00Z`;
const time = (minute: number) => Date.parse(at(minute));

const flow = { urn: "flow", type: "t", dependencies: ["source"], provider: "provider::id" };
const state = (created: Record<string, string>): StackExport => ({
  version: 3,
  deployment: {
    manifest: { time: at(50) },
    resources: Object.entries(created).map(([urn, when]) => ({ urn, type: "t", created: when })),
  },
});
const lock = { pid: 1, username: "u", hostname: "h", timestamp: at(10) };
const succeeded = { startTime: at(1), endTime: at(5), result: "succeeded" };

test.each([
  ["the lock", state({}), { lock, newest: succeeded }, time(10)],
  [
    "an unfinished update in the history",
    state({}),
    { newest: { startTime: at(8), result: "in-progress" } },
    time(8),
  ],
  [
    "a dependency that the same update created",
    state({ provider: at(6), source: at(12), other: at(20) }),
    { lock },
    time(12),
  ],
  ["its provider, in the first update of a stack", state({ provider: at(6) }), {}, time(6)],
])("The lower bound comes from %s.", (_name, exported, evidence, expected) => {
  expect(notBefore(flow, exported, evidence)).toBe(expected);
});

test("Resources of an update that has ended are no lower bound.", () => {
  expect(notBefore(flow, state({ provider: at(2), source: at(3) }), { newest: succeeded })).toBeUndefined();
});
