import type { EntitySummary, Graph } from "../../protocol";
import { wordsOf } from "../format";
import { StateBadge } from "../parts/badge";
import { hrefOf } from "../route";

/** What the drawing shows, as a list: every node with the nodes that it refers to and those that refer to it. */
export function GraphList({ graph }: { graph: Graph }) {
  const referred = new Map<number, number[]>();
  const referrers = new Map<number, number[]>();
  for (const [from, to] of graph.edges) {
    referred.set(from, [...(referred.get(from) ?? []), to]);
    referrers.set(to, [...(referrers.get(to) ?? []), from]);
  }
  const at = (places: readonly number[] | undefined): EntitySummary[] =>
    (places ?? []).flatMap((place) => graph.nodes[place] ?? []);
  return (
    <ul class="graph-list">
      {graph.nodes.map((node, place) => (
        <li key={`${node.collection}/${node.id}`}>
          <p>
            <NodeLink node={node} /> <span class="quiet">{wordsOf(node.collection)}</span>{" "}
            <StateBadge state={node.state} />
          </p>
          <Neighbours label="Refers to" nodes={at(referred.get(place))} />
          <Neighbours label="Referred to by" nodes={at(referrers.get(place))} />
        </li>
      ))}
    </ul>
  );
}

function NodeLink({ node }: { node: EntitySummary }) {
  return <a href={hrefOf("entity", [node.collection, node.id])}>{node.name}</a>;
}

function Neighbours({ label, nodes }: { label: string; nodes: readonly EntitySummary[] }) {
  return nodes.length === 0 ? null : (
    <p class="neighbours">
      <span class="quiet">{label}:</span>{" "}
      {nodes.map((node, place) => (
        <span key={`${node.collection}/${node.id}`}>
          {place === 0 ? "" : ", "}
          <NodeLink node={node} />
        </span>
      ))}
    </p>
  );
}
