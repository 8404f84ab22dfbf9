import { expect, test } from "vitest";
import type { EntitySummary, Graph } from "../../protocol";
import { nodeSize, placesOf } from "./layout";

const node = (collection: string) => ({ collection }) as EntitySummary;

/** A pipeline: what is referred to comes first, and a flow leads to its target. */
const pipeline: Graph = {
  nodes: ["connections", "sourceConnections", "flows", "targetConnections", "mappingSets"].map(node),
  edges: [
    [1, 0],
    [2, 1],
    [2, 3],
    [2, 4],
  ],
};

test.each([
  ["from left to right", false, "x"],
  ["from top to bottom, where the drawing is higher than wide", true, "y"],
] as const)("A pipeline is drawn %s, and no node covers another one", (_way, isTall, axis) => {
  const places = placesOf(pipeline, isTall);
  const along = places.slice(0, 4).map((place) => place[axis]);
  expect(along).toEqual(along.toSorted((one, other) => one - other));
  expect(new Set(along).size).toBe(4);
  for (const [index, one] of places.entries()) {
    for (const other of places.slice(index + 1)) {
      const isApart =
        Math.abs(one.x - other.x) >= nodeSize.width || Math.abs(one.y - other.y) >= nodeSize.height;
      expect(isApart).toBe(true);
    }
  }
});
