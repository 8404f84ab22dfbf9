import type { Graph, GraphNode } from "../graph";
import { inHtml } from "./escape";

/** The nodes and edges of a graph as a list, for readers who cannot use the drawing. Every edge is below its beginning. */
export function list({ nodes, edges }: Graph): string {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const targets = Map.groupBy(edges, ({ from }) => from);
  const groups = Map.groupBy(nodes, ({ noun }) => noun).values();
  return [...groups]
    .map((group) => {
      const items = group.map((node) => {
        const to = (targets.get(node.key) ?? []).flatMap((edge) => byKey.get(edge.to) ?? []);
        return item(node, to);
      });
      return `<h3>${inHtml(headingOf(group))}</h3>\n<ul>\n${items.join("\n")}\n</ul>`;
    })
    .join("\n");
}

function headingOf([first, ...others]: readonly GraphNode[]): string {
  const noun = first?.noun ?? "";
  return `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)} (${others.length + 1})`;
}

function item(node: GraphNode, targets: readonly GraphNode[]): string {
  const { key, title, id, details, isOutside } = node;
  const about = [...details, ...(isOutside ? ["outside"] : [])];
  const words = [
    `<strong>${inHtml(title)}</strong>`,
    ...(about.length === 0 ? [] : [inHtml(about.join(", "))]),
    ...(id === "" || id === title ? [] : [`<code>${inHtml(id)}</code>`]),
  ];
  const links = targets.map(
    (target) => `<li>to <a href="#${target.key}">${inHtml(`${target.noun} ${target.title}`)}</a></li>`,
  );
  const inner = links.length === 0 ? "" : `<ul>${links.join("")}</ul>`;
  return `<li id="${key}">${words.join(" ")}${inner}</li>`;
}
