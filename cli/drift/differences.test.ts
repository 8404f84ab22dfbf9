import { expect, test } from "vitest";
import { differences } from "./differences";

test("Differences are reported at the deepest properties.", () => {
  const recorded = {
    name: "a",
    schedule: { interval: 15, frequency: "minute" },
    steps: [{ id: 1 }, { id: 2 }],
  };
  const service = {
    name: "a",
    schedule: { interval: 30, frequency: "minute" },
    steps: [{ id: 1 }, { id: 3 }],
  };
  expect(differences(recorded, service)).toEqual([
    { keys: ["schedule", "interval"], recorded: 15, service: 30 },
    { keys: ["steps", 1, "id"], recorded: 2, service: 3 },
  ]);
});

test("Another spelling is no difference, nor is an empty value in place of none.", () => {
  expect(differences({ interval: 15, labels: [] }, { interval: "15", note: "" })).toEqual([]);
});

test("Lists of different lengths are compared as a whole, and a property on one side only has one value.", () => {
  expect(differences({ ids: ["a", "b"], old: 1 }, { ids: ["b"], new: 2 })).toEqual([
    { keys: ["ids"], recorded: ["a", "b"], service: ["b"] },
    { keys: ["old"], recorded: 1, service: undefined },
    { keys: ["new"], recorded: undefined, service: 2 },
  ]);
});
