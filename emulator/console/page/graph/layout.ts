import dagre from "@dagrejs/dagre";
import type { Graph } from "../../protocol";

/** The place of a node's centre, in pixels of the drawing. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The size of every node, in pixels of the drawing. */
export const nodeSize = { width: 184, height: 62 };

const gap = { between: 18, ranks: 48, rows: 26 };

// Of larger graphs, dagre's layout takes seconds.
const mostForDagre = 150;

/** Edges in the direction of the data: from what is referred to, except that flows lead to their targets and datasets. */
export function directed({ nodes, edges }: Graph): (readonly [from: number, to: number])[] {
  return edges.map(([from, to]) => {
    const target = nodes[to]?.collection ?? "";
    const source = nodes[from]?.collection ?? "";
    const isForward =
      (source === "flows" && target === "targetConnections") ||
      (source === "targetConnections" && target === "dataSets");
    return isForward ? [from, to] : [to, from];
  });
}

/**
 * Places the nodes in layers; parts without a relation to each other are below each other.
 *
 * @param isTall - whether the layers of a small graph go from top to bottom, as in a drawing that is higher than wide.
 *   Default: from left to right
 */
export function placesOf(graph: Graph, isTall = false): Place[] {
  const edges = directed(graph);
  const places: Place[] = graph.nodes.map(() => ({ x: 0, y: 0 }));
  const parts = partsOf(graph.nodes.length, edges);
  const connected = parts.filter((part) => part.length > 1);
  const single = parts.filter((part) => part.length === 1).flat();
  let top = 0;
  for (const part of connected) {
    const inside = new Set(part);
    const own = edges.filter(([from]) => inside.has(from));
    const found = graph.nodes.length > mostForDagre ? inColumns(part, own) : withDagre(part, own, isTall);
    const bottom = Math.max(...[...found.values()].map(({ y }) => y));
    for (const [node, { x, y }] of found) {
      places[node] = { x, y: y + top };
    }
    top += bottom + nodeSize.height + 2 * gap.between;
  }
  const columns = Math.max(4, Math.ceil(Math.sqrt(single.length / 3)));
  for (const [index, node] of single.entries()) {
    places[node] = inGrid(index % columns, Math.floor(index / columns), top);
  }
  return places;
}

function inGrid(column: number, row: number, top = 0): Place {
  return {
    x: column * (nodeSize.width + gap.between),
    y: top + row * (nodeSize.height + gap.between),
  };
}

function withDagre(
  part: readonly number[],
  edges: readonly (readonly [number, number])[],
  isTall: boolean,
): Map<number, Place> {
  const drawing = new dagre.graphlib.Graph();
  const [rankdir, ranksep] = isTall ? ["TB", gap.rows] : ["LR", gap.ranks];
  drawing.setGraph({ rankdir, nodesep: gap.between, ranksep });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const node of part) {
    drawing.setNode(String(node), { ...nodeSize });
  }
  for (const [from, to] of edges) {
    drawing.setEdge(String(from), String(to));
  }
  dagre.layout(drawing);
  return new Map(
    part.map((node): [number, Place] => {
      const { x, y } = drawing.node(String(node)) as Place;
      return [node, { x, y }];
    }),
  );
}

/** Layers by the longest path; in each layer, nodes are near those that lead to them. */
function inColumns(
  part: readonly number[],
  edges: readonly (readonly [number, number])[],
): Map<number, Place> {
  const before = new Map<number, number[]>();
  for (const [from, to] of edges) {
    before.set(to, [...(before.get(to) ?? []), from]);
  }
  const layers = new Map<number, number>();
  const layerOf = (node: number, path: ReadonlySet<number>): number => {
    const known = layers.get(node);
    if (known !== undefined || path.has(node)) {
      return known ?? 0;
    }
    const longer = new Set(path).add(node);
    const layer = Math.max(-1, ...(before.get(node) ?? []).map((other) => layerOf(other, longer))) + 1;
    layers.set(node, layer);
    return layer;
  };
  const columns: number[][] = [];
  for (const node of part) {
    const layer = layerOf(node, new Set());
    columns[layer] = [...(columns[layer] ?? []), node];
  }
  const rows = new Map<number, number>();
  const middle = (node: number): number => {
    const others = (before.get(node) ?? []).map((other) => rows.get(other) ?? 0);
    return others.reduce((sum, row) => sum + row, 0) / Math.max(1, others.length);
  };
  const places = new Map<number, Place>();
  for (const [column, nodes] of columns.entries()) {
    const sorted = nodes
      .map((node) => [node, middle(node)] as const)
      .sort(([, one], [, other]) => one - other);
    for (const [row, [node]] of sorted.entries()) {
      rows.set(node, row);
      const { y } = inGrid(0, row);
      places.set(node, { x: column * (nodeSize.width + gap.ranks), y });
    }
  }
  return places;
}

/** The parts of a graph that are connected, largest first. */
function partsOf(count: number, edges: readonly (readonly [number, number])[]): number[][] {
  const root = Array.from({ length: count }, (_, node) => node);
  const find = (node: number): number => {
    let top = node;
    while (root[top] !== undefined && root[top] !== top) {
      root[top] = root[root[top] ?? top] ?? top;
      top = root[top] ?? top;
    }
    return top;
  };
  for (const [from, to] of edges) {
    root[find(from)] = find(to);
  }
  const parts = new Map<number, number[]>();
  for (let node = 0; node < count; node += 1) {
    const top = find(node);
    const part = parts.get(top) ?? [];
    part.push(node);
    parts.set(top, part);
  }
  return [...parts.values()].sort((one, other) => other.length - one.length);
}
