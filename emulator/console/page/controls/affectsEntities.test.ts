import { expect, test } from "vitest";
import type { Controls } from "../../protocol";
import { affectsEntities } from "./affectsEntities";

const before: Controls = { now: 1, offsetMs: 0, faults: [], switches: { approvalDelayMs: 0 } };
const fault = { id: 1, seen: 0, fault: { kind: "throttled", nth: 1, times: 1 } };

test.each<[boolean, string, Controls | undefined, Controls]>([
  [true, "the first controls", undefined, before],
  [false, "the same controls later", before, { ...before, now: 2 }],
  [false, "a fault", before, { ...before, faults: [fault] }],
  [true, "a moved clock", before, { ...before, offsetMs: 1 }],
  [true, "another switch", before, { ...before, switches: { approvalDelayMs: "never" } }],
])("returns %s for %s", (expected, _case, one, other) => {
  expect(affectsEntities(one, other)).toBe(expected);
});
