import { expect, test } from "vitest";
import { part, pipeline } from "../../test/support/graph/parts";
import { selected } from "./selection";

const other = [
  part("flow", "returns", { sourceConnectionIds: ["source"], targetConnectionIds: ["other target"] }),
  part("targetConnection", "other target", { params: { dataSetId: "dataset" } }),
  part("flow", "twin", { sourceConnectionIds: ["source 1"] }, { id: "1", names: ["twin", "Twin flow"] }),
  part("flow", "twin", { sourceConnectionIds: ["source 2"] }, { id: "2", names: ["twin", "Twin flow"] }),
  part("sourceConnection", "source 1"),
  part("sourceConnection", "source 2"),
];
const parts = [...pipeline, ...other];
const titles = (flows: readonly string[]) =>
  selected(parts, flows, "The stack dev").map(({ title }) => title);

test("Without a flow, everything is selected.", () => {
  expect(selected(parts, [], "")).toBe(parts);
});

test("A flow is selected with what it needs and what belongs to that, but not with other users of that.", () => {
  const needed = pipeline
    .map(({ title }) => title)
    .filter((title) => !["approval", "policy", "madconnect"].includes(title));
  expect(titles(["orders"])).toEqual(needed);
  expect(titles(["returns"])).not.toContain("orders");
});

test.each([
  ["twin", ["twin", "twin", "source 1", "source 2"]],
  ["Twin flow", ["twin", "twin", "source 1", "source 2"]],
  ["1", ["twin", "source 1"]],
])("%s selects all flows with this name or id.", (name, found) => {
  expect(titles([name])).toEqual(found);
});

test("Several flows are selected together.", () => {
  expect(titles(["1", "2"])).toEqual(["twin", "twin", "source 1", "source 2"]);
});

test("A flow that does not exist is an error that names a similar one.", () => {
  expect(() => titles(["orders", "retruns"])).toThrow(
    'The stack dev has no flow "retruns". Did you mean returns?',
  );
});
