import { expect, test } from "vitest";
import { firstDifference } from "./output";

const output = [
  "Updating (dev):",
  " +  aep:Flow orders created (0.10s) ",
  "@ updating.......",
  "Outputs:",
  '    flowId: "f9e9c79d-712c-436d-bd13-91273e4d323d"',
  "",
  "Resources:",
  "    + 3 created",
].join("\n");

test.each([
  ["lines in their order", "Outputs:\n…\nResources:\n    + 3 created"],
  [
    "another id and another duration",
    ' +  aep:Flow orders created (12s)\nOutputs:\n    flowId: "00000000-712c-436d-bd13-91273e4d323d"',
  ],
  ["adjacent lines whose first one also occurs before", "\nResources:"],
  ["the beginning of a line", " +  aep:Flow orders…"],
])("an output is as shown if the page has %s", (_, shown) => {
  expect(firstDifference(shown, output)).toBeUndefined();
});

test.each([
  ["another number", "    + 4 created", "    + 4 created"],
  ["another order", "Resources:\n…\nOutputs:", "Outputs:"],
  ["a left out line without …", "Outputs:\n\nResources:", "Outputs:\n\nResources:"],
  ["another text", "Outputs:\n…\nResources: none", "Resources: none"],
])("an output is not as shown if the page has %s", (_, shown, difference) => {
  expect(firstDifference(shown, output)).toBe(difference);
});
