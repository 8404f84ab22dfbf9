import { expect, test } from "vitest";
import type { EntitySummary, Graph } from "../../protocol";
import { changedNodes } from "./changedNodes";

function node(id: string, change: Partial<EntitySummary> = {}): EntitySummary {
  return {
    collection: "flows",
    id,
    name: `Flow ${id}`,
    state: "enabled",
    sandbox: "prod",
    sequence: 1,
    ...change,
  };
}

const edges: Graph["edges"] = [[0, 1]];
const before: Graph = { nodes: [node("a"), node("b")], edges };

test.each<[string, Graph, number[] | undefined]>([
  ["the same graph", { nodes: [node("a"), node("b")], edges: [[0, 1]] }, []],
  ["another state", { nodes: [node("a"), node("b", { state: "disabled" })], edges }, [1]],
  ["another name", { nodes: [node("a", { name: "Renamed" }), node("b")], edges }, [0]],
  ["a new node", { nodes: [node("a"), node("b"), node("c")], edges }, undefined],
  ["a node less", { nodes: [node("a")], edges }, undefined],
  ["another node at the place of one", { nodes: [node("a"), node("c")], edges }, undefined],
  [
    "an id of another collection",
    { nodes: [node("a"), node("b", { collection: "connections" })], edges },
    undefined,
  ],
  ["another direction", { nodes: [node("a"), node("b")], edges: [[1, 0]] }, undefined],
  ["an edge less", { nodes: [node("a"), node("b")], edges: [] }, undefined],
])("for %s, finds the nodes to draw again", (_case, after, changed) => {
  const found = changedNodes(before, after);
  expect(found && [...found]).toEqual(changed);
});
