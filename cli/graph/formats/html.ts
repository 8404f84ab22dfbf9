import type { Graph } from "../graph";
import { inHtml } from "./escape";
import { list } from "./list";
import { style } from "./style";
import { svg } from "./svg";

/** The graph as a page that loads nothing and runs nothing: the drawing, and the same content as a list. */
export function html(graph: Graph): string {
  const { title, nodes, edges } = graph;
  const size = `${counted(nodes.length, "node")} and ${counted(edges.length, "edge")}`;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    // A name could not run as a script even if it were not escaped.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${inHtml(title)}: pipelines</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    "<main>",
    `<h1>${inHtml(title)}</h1>`,
    `<p>${size}. Edges point where data goes, and from a part to what uses the part. The same nodes and edges are in the <a href="#list">list</a>.</p>`,
    '<div class="drawing" role="region" aria-label="Drawing" tabindex="0">',
    svg(graph, `Drawing with ${size}; the list below has the same content`),
    "</div>",
    '<section aria-labelledby="list">',
    '<h2 id="list">Nodes and edges</h2>',
    '<div class="list">',
    list(graph),
    "</div>",
    "</section>",
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
