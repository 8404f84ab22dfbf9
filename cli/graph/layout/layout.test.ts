import { expect, test } from "vitest";
import { part, pipeline } from "../../../test/support/graph/parts";
import { graphOf } from "../build";
import type { Graph } from "../graph";
import type { Part } from "../part";
import { layoutOf, sizes } from "./layout";

const context = { title: "", azureIds: [], secrets: [] };

/** Flows that share base connections and datasets by ten, each with its own source, mapping set and target. */
function many(count: number): Part[] {
  const group = (index: number) => Math.floor(index / 10);
  const groups = [...Array(Math.ceil(count / 10)).keys()];
  return [
    ...groups.flatMap((index) => [
      part("baseConnection", `base ${index}`, {}),
      part("schema", `schema ${index}`, {}),
      part("dataset", `dataset ${index}`, { schemaRef: { id: `schema ${index}` } }),
    ]),
    ...[...Array(count).keys()].flatMap((index) => [
      part("sourceConnection", `source ${index}`, { baseConnectionId: `base ${index % groups.length}` }),
      part("targetConnection", `target ${index}`, { params: { dataSetId: `dataset ${group(index)}` } }),
      part("mappingSet", `mappings ${index}`, { xdmSchema: `schema ${group(index)}` }),
      part("flow", `flow ${index}`, {
        sourceConnectionIds: [`source ${index}`],
        targetConnectionIds: [`target ${index}`],
        transformations: [{ params: { mappingId: `mappings ${index}` } }],
      }),
    ]),
  ];
}

/** Pairs of nodes whose rectangles overlap or touch. */
function overlaps(graph: Graph): string[] {
  const { corners } = layoutOf(graph);
  const columns = Map.groupBy(corners, ([, { x }]) => x).values();
  return [...columns].flatMap((column) => {
    const sorted = column.toSorted(([, one], [, other]) => one.y - other.y);
    return sorted.slice(1).flatMap(([key, { y }], index) => {
      const [above, corner] = sorted[index] ?? ["", { y: 0 }];
      return y - corner.y < sizes.node.height + 6 ? [`${above} ${key}`] : [];
    });
  });
}

const chain = ["a", "b", "c"].map((name, index, all) =>
  part("dataType", name, { definitions: { x: { $ref: idOf(all[index + 1] ?? "a") } } }, { id: idOf(name) }),
);

function idOf(name: string): string {
  return `https://ns.adobe.com/acme/datatypes/${name.repeat(16)}`;
}

test.each([
  ["a pipeline with every kind", pipeline],
  ["60 flows", many(60)],
  ["data types that refer to each other in a circle", chain],
  ["nodes without edges", ["a", "b"].flatMap((name) => [part("flow", name), part("dataset", name)])],
  ["one node", [part("flow", "orders")]],
  ["no node", []],
])("%s: nodes do not overlap, and everything is inside the drawing", (_, parts) => {
  const graph = graphOf(parts, context);
  const { width, height, corners, lines } = layoutOf(graph);
  expect(overlaps(graph)).toEqual([]);
  expect(corners.size).toBe(graph.nodes.length);
  expect(lines).toHaveLength(graph.edges.length);
  for (const { x, y } of corners.values()) {
    expect(x >= 0 && x + sizes.node.width <= width && y >= 0 && y + sizes.node.height <= height).toBe(true);
  }
  for (const { x, y } of lines.flat()) {
    expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
  }
});

test("A line begins and ends at the sides of its nodes that face each other.", () => {
  const graph = graphOf(pipeline, context);
  const { corners, lines } = layoutOf(graph);
  graph.edges.forEach(({ from, to }, index) => {
    const [first, last] = [lines[index]?.at(0), lines[index]?.at(-1)];
    const [start, end] = [corners.get(from), corners.get(to)].map((corner) => ({
      left: corner?.x ?? 0,
      right: (corner?.x ?? 0) + sizes.node.width,
      y: (corner?.y ?? 0) + sizes.node.height / 2,
    }));
    const isForward = (start?.left ?? 0) < (end?.left ?? 0);
    expect(first).toEqual({ x: isForward ? start?.right : start?.left, y: start?.y });
    expect(last).toEqual({ x: isForward ? end?.left : end?.right, y: end?.y });
  });
});

test("A chain is drawn in a straight line.", () => {
  const parts = [
    part("baseConnection", "base"),
    part("sourceConnection", "source", { baseConnectionId: "base" }),
    part("flow", "orders", { sourceConnectionIds: ["source"], targetConnectionIds: ["target"] }),
    part("targetConnection", "target", { params: { dataSetId: "dataset" } }),
    part("dataset", "dataset"),
  ];
  const { corners } = layoutOf(graphOf(parts, context));
  expect(new Set([...corners.values()].map(({ y }) => y)).size).toBe(1);
});

test("Lines of pipelines that share nothing do not cross.", () => {
  const parts = ["a", "b", "c", "d"].flatMap((name) => [
    part("sourceConnection", `${name}-source`, {}),
    part("flow", `${9 - name.charCodeAt(0)}`, { sourceConnectionIds: [`${name}-source`] }),
  ]);
  for (const line of layoutOf(graphOf(parts, context)).lines) {
    expect(new Set(line.map(({ y }) => y)).size).toBe(1);
  }
});

test("1,000 flows are drawn in bounded time, and equal graphs are drawn alike.", () => {
  const parts = many(1_000);
  const began = performance.now();
  const drawn = layoutOf(graphOf(parts, context));
  // About half a second on a slow machine; a layout with quadratic time needs minutes.
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(drawn.corners.size).toBe(4_300);
  expect(layoutOf(graphOf(parts.toReversed(), context))).toEqual(drawn);
});
