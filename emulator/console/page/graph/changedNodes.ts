import type { Graph } from "../../protocol";

/**
 * The places of the nodes whose text or state differs between two graphs. A drawing updates these alone, which takes a
 * small part of the time of a new drawing.
 *
 * @returns undefined if the graphs have other nodes or edges, so that all has to be drawn again.
 */
export function changedNodes(before: Graph, after: Graph): ReadonlySet<number> | undefined {
  const hasSameNodes =
    before.nodes.length === after.nodes.length &&
    before.nodes.every(({ collection, id }, place) => {
      const other = after.nodes[place];
      return other?.collection === collection && other.id === id;
    });
  const hasSameEdges =
    before.edges.length === after.edges.length &&
    before.edges.every(([from, to], place) => {
      const other = after.edges[place];
      return other?.[0] === from && other[1] === to;
    });
  if (!hasSameNodes || !hasSameEdges) {
    return undefined;
  }
  return new Set(
    after.nodes.flatMap(({ name, state }, place) => {
      const other = before.nodes[place];
      return other?.name === name && other.state === state ? [] : [place];
    }),
  );
}
