import type { Graph, GraphNode } from "../graph";
import type { NodeKind } from "../nodeKinds";
import { captionOf, shortened } from "./texts";

/** Most edges and characters that Mermaid draws without a change of its settings `maxEdges` and `maxTextSize`. */
export const mermaidLimits = { edges: 500, characters: 50_000 } as const;

/** Shapes of nodes; the others are rectangles. */
const shapes: Partial<Record<NodeKind, readonly [open: string, close: string]>> = {
  azureResource: ["[(", ")]"],
  dataset: ["[(", ")]"],
  flow: ["([", "])"],
};

/** The graph as a flowchart of Mermaid, for Markdown. */
export function mermaid({ title, nodes, edges }: Graph): string {
  return [
    "flowchart LR",
    `  accTitle: ${escaped(title)}`,
    ...nodes.map((node) => `  ${nodeLine(node)}`),
    ...edges.map(({ from, to }) => `  ${from} --> ${to}`),
    // Only where a node has it, because GitHub's colours for light and dark stay as they are.
    ...(nodes.some(({ isOutside }) => isOutside) ? ["  classDef outside stroke-dasharray: 4 3"] : []),
    "",
  ].join("\n");
}

function nodeLine(node: GraphNode): string {
  const [open, close] = shapes[node.kind] ?? ["[", "]"];
  const label = `${escaped(captionOf(node))}<br>${escaped(shortened(node.title))}`;
  return `${node.key}${open}"${label}"${close}${node.isOutside ? ":::outside" : ""}`;
}

/**
 * A text inside a label: every character that is no letter, digit or space as an entity code, because labels can contain
 * markup of HTML and Markdown, and directives. Mermaid looks for formulas, icons and line breaks (`\n`) after it has
 * decoded the codes, so a word joiner, which is invisible, divides their marks.
 */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N} ·…]/gu, (character, offset: number) => {
    const isMark = /^(?:\$\$|:fa-|\\n)/.test(text.slice(offset, offset + 4));
    return `#${character.codePointAt(0)};${isMark ? wordJoiner : ""}`;
  });
}

const wordJoiner = "#8288;";
