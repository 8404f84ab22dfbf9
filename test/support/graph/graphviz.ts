import { decodedHtml } from "./html";

/** A node as Graphviz draws it. */
export interface DrawnNode {
  readonly lines: readonly string[];
  readonly isDashed: boolean;
}

/** A graph as Graphviz draws it. */
export interface ParsedDot {
  readonly title: string;
  /** Nodes by their names. */
  readonly nodes: ReadonlyMap<string, DrawnNode>;
  /** Edges as "from to". */
  readonly edges: readonly string[];
}

/** Draws a graph with Graphviz; a syntax error is an error. The texts are those that a reader sees. */
export async function parsedDot(text: string): Promise<ParsedDot> {
  const { instance } = await import("@viz-js/viz");
  const { output, errors } = (await instance()).render(text, { format: "svg" });
  if (output === undefined) {
    throw new Error(`Graphviz reports: ${errors.map(({ message }) => message).join("\n")}`);
  }
  const [head = "", ...groups] = output.split(/<g id="(?=(?:node|edge)\d+")/);
  const nameOf = (group: string) => decodedHtml(/<title>(.*?)<\/title>/.exec(group)?.[1] ?? "");
  return {
    title: textsIn(head).join("\n"),
    nodes: new Map(
      groups
        .filter((group) => group.startsWith("node"))
        .map((group) => [
          nameOf(group),
          {
            lines: textsIn(group),
            isDashed: group.includes("stroke-dasharray"),
          },
        ]),
    ),
    edges: groups
      .filter((group) => group.startsWith("edge"))
      .map((group) => nameOf(group).replace("->", " ")),
  };
}

function textsIn(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, text = ""]) => decodedHtml(text));
}
