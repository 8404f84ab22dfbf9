import type { Graph, GraphEdge } from "../graph";
import { nodeStyles } from "../nodeKinds";

/** A place in a column: for a node, or for an edge that passes between the nodes of the column. */
export interface Slot {
  /** Index of the column among those that are in use. */
  readonly column: number;
  /** Height in pixels; 0 for an edge. */
  readonly height: number;
  /** Slots in the next columns that it is connected with. */
  readonly left: Slot[];
  readonly right: Slot[];
  /** Place in the column, from the top. */
  order: number;
  /** Middle, in pixels. */
  y: number;
}

/** An edge with the slots that it passes, including those of its nodes. */
export interface Route {
  readonly edge: GraphEdge;
  readonly slots: readonly Slot[];
}

/** The slots of a graph. */
export interface Slots {
  readonly all: readonly Slot[];
  /** Number of columns in use. */
  readonly columns: number;
  readonly byKey: ReadonlyMap<string, Slot>;
  /** Every edge but those from a node to itself. */
  readonly routes: readonly Route[];
}

/**
 * The slots of a graph, unordered.
 *
 * @param height height of a node, in pixels.
 */
export function slotsOf({ nodes, edges }: Graph, height: number): Slots {
  const used = [...new Set(nodes.map(({ kind }) => nodeStyles[kind].column))].sort((a, b) => a - b);
  const all: Slot[] = [];
  const add = (column: number, own: number): Slot => {
    const slot = { column, height: own, left: [], right: [], order: 0, y: 0 };
    all.push(slot);
    return slot;
  };
  const byKey = new Map(
    nodes.map(({ key, kind }) => [key, add(used.indexOf(nodeStyles[kind].column), height)]),
  );
  const routes = edges.flatMap((edge): Route[] => {
    const [from, to] = [byKey.get(edge.from), byKey.get(edge.to)];
    if (from === undefined || to === undefined || from === to) {
      return [];
    }
    const step = Math.sign(to.column - from.column);
    const slots = [from];
    for (let column = from.column + step; step !== 0 && column !== to.column; column += step) {
      slots.push(add(column, 0));
    }
    slots.push(to);
    connect(step > 0 ? slots : slots.toReversed());
    return [{ edge, slots }];
  });
  return { all, columns: used.length, byKey, routes };
}

/** Connects slots from left to right. Two nodes of one column are not connected: the edge passes beside the column. */
function connect(slots: readonly Slot[]): void {
  slots.slice(1).forEach((right, index) => {
    const left = slots[index];
    if (left !== undefined && left.column < right.column) {
      left.right.push(right);
      right.left.push(left);
    }
  });
}
