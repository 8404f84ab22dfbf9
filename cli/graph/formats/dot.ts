import type { Graph, GraphNode } from "../graph";
import type { NodeKind } from "../nodeKinds";
import { captionOf, shortened } from "./texts";

/** Shapes of nodes; the others are boxes with round corners. */
const shapes: Partial<Record<NodeKind, string>> = { azureResource: "cylinder", dataset: "cylinder" };

/** The graph in the language DOT of Graphviz. */
export function dot({ title, nodes, edges }: Graph): string {
  return [
    "digraph pipelines {",
    `  graph [rankdir=LR, label=${quoted(title)}, fontname="Helvetica"]`,
    '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11]',
    ...nodes.map((node) => `  ${nodeLine(node)}`),
    ...edges.map(({ from, to }) => `  ${from} -> ${to}`),
    "}",
    "",
  ].join("\n");
}

function nodeLine(node: GraphNode): string {
  const { key, kind, title, isOutside } = node;
  const shape = shapes[kind];
  const attributes = [
    `label=${quoted(captionOf(node), shortened(title))}`,
    ...(shape === undefined ? [] : [`shape=${shape}`, "style=solid"]),
    // A later attribute replaces an earlier one.
    ...(isOutside ? [shape === undefined ? 'style="rounded,dashed"' : "style=dashed"] : []),
  ];
  return `${key} [${attributes.join(", ")}]`;
}

// Graphviz reads a backslash as the beginning of an escape, and HTML entities in every text.
function quoted(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"'),
  );
  return `"${escaped.join("\\n")}"`;
}
