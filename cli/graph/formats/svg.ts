import type { Graph, GraphNode } from "../graph";
import { layoutOf, type Point, sizes } from "../layout/layout";
import { nodeStyles } from "../nodeKinds";
import { inHtml } from "./escape";
import { captionOf, shortened } from "./texts";

/** Widest lines of a node, in characters: what fits into its width. */
const widest = { caption: 28, title: 22 } as const;

/**
 * The graph as SVG. Its colours come from the style sheet of the page. A screen reader reads its label only, because
 * the page has the same content as a list.
 */
export function svg(graph: Graph, label: string): string {
  const { width, height, corners, lines } = layoutOf(graph);
  return [
    `<svg role="img" aria-label="${inHtml(label)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    // A font can be wider than expected.
    `<defs><clipPath id="inside"><rect width="${sizes.node.width - 6}" height="${sizes.node.height}"/></clipPath>`,
    '<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>',
    ...lines.map((points) => `<path class="edge" d="${pathOf(points)}" marker-end="url(#arrow)"/>`),
    ...graph.nodes.map((node) => nodeText(node, corners.get(node.key) ?? { x: 0, y: 0 })),
    "</svg>",
  ].join("\n");
}

function nodeText(node: GraphNode, { x, y }: Point): string {
  const { width, height } = sizes.node;
  const classes = ["node", nodeStyles[node.kind].group, ...(node.isOutside ? ["outside"] : [])].join(" ");
  const full = [captionOf(node), node.title, node.id].filter((text, at, all) => all.indexOf(text) === at);
  return [
    `<g class="${classes}" transform="translate(${x} ${y})"><title>${inHtml(full.join("\n"))}</title>`,
    `<rect width="${width}" height="${height}" rx="8"/><path class="mark" d="M4 10v${height - 20}"/>`,
    `<text class="caption" x="14" y="18">${inHtml(fitting(captionOf(node), widest.caption))}</text>`,
    `<text x="14" y="35">${inHtml(fitting(node.title, widest.title))}</text></g>`,
  ].join("");
}

/** A text that fits into a node. Characters of some scripts are as wide as two others. */
function fitting(text: string, columns: number): string {
  const wide =
    text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Extended_Pictographic}]/gu) ?? [];
  return shortened(text, wide.length > columns / 4 ? Math.floor(columns / 2) : columns);
}

/** A path through points: curves between columns, straight lines inside them. */
function pathOf(points: readonly Point[]): string {
  const [first] = points;
  return points
    .slice(1)
    .reduce(
      (path, point, index) => path + segment(points[index] ?? point, point),
      `M${first?.x ?? 0} ${first?.y ?? 0}`,
    );
}

function segment(from: Point, to: Point): string {
  if (from.y === to.y) {
    return `H${to.x}`;
  }
  const beside = from.x === to.x ? sizes.columnGap / 2 : (to.x - from.x) / 2;
  const controls = from.x === to.x ? [from.x + beside, to.x + beside] : [from.x + beside, to.x - beside];
  return `C${controls[0]} ${from.y} ${controls[1]} ${to.y} ${to.x} ${to.y}`;
}
