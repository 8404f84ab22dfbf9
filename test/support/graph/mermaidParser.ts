import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { decodedHtml } from "./html";

/** A flowchart as Mermaid understands it. */
export interface ParsedFlowchart {
  readonly title: string;
  /** Texts of the nodes, by id; a line break is `<br>`. */
  readonly nodes: ReadonlyMap<string, string>;
  /** Ids of nodes with a class. */
  readonly outside: readonly string[];
  /** Edges as "from to". */
  readonly edges: readonly string[];
}

/** A diagram of any type as Mermaid understands it. */
export interface ParsedDiagram {
  /** Mermaid's name of the type, such as `flowchart-v2`. */
  readonly type: string;
  /** Short text for screen readers (`accTitle`); empty without one. */
  readonly title: string;
  /** Long text for screen readers (`accDescr`); empty without one. */
  readonly description: string;
}

interface Diagram {
  getAccTitle(): string;
  getAccDescription(): string;
}

interface Flowchart extends Diagram {
  getVertices(): ReadonlyMap<string, { text: string; classes: string[] }>;
  getEdges(): readonly { start: string; end: string }[];
}

interface Mermaid {
  parse(text: string): Promise<unknown>;
  readonly mermaidAPI: { getDiagramFromText(text: string): Promise<{ type: string; db: Flowchart }> };
}

let loaded: Mermaid | undefined;

// The package is a script for browsers, and there is none of Mermaid without one.
function mermaid(): Mermaid {
  if (loaded === undefined) {
    const context = createContext({ console, setTimeout, clearTimeout, structuredClone, URL });
    // DOMPurify has no methods without a browser. Nothing is shown here, so that its work is not needed.
    runInContext("Object.assign(Function.prototype, { addHook() {}, sanitize: (text) => text });", context);
    runInContext(readFileSync(require.resolve("@mermaid-js/tiny"), "utf8"), context);
    loaded = context.mermaid as Mermaid;
  }
  return loaded;
}

/** Parses a diagram with Mermaid's own parser; a syntax error is an error. */
export async function parsedDiagram(text: string): Promise<ParsedDiagram> {
  const { type, db } = await parsed(text);
  return { type, title: decoded(db.getAccTitle()), description: decoded(db.getAccDescription()) };
}

async function parsed(text: string): Promise<{ type: string; db: Flowchart }> {
  // It also registers the types of diagrams.
  await mermaid().parse(text);
  return mermaid().mermaidAPI.getDiagramFromText(text);
}

/** Parses a flowchart with Mermaid's own parser; a syntax error is an error. */
export async function parsedFlowchart(text: string): Promise<ParsedFlowchart> {
  const { type, db } = await parsed(text);
  if (type !== "flowchart-v2") {
    throw new Error(`Mermaid reads a diagram of the type ${type}.`);
  }
  const vertices = [...db.getVertices()];
  return {
    title: decoded(db.getAccTitle()),
    nodes: new Map(vertices.map(([id, { text: label }]) => [id, decoded(label)])),
    outside: vertices.filter(([, { classes }]) => classes.includes("outside")).map(([id]) => id),
    edges: db.getEdges().map(({ start, end }) => `${start} ${end}`),
  };
}

/**
 * A text of Mermaid's parser as a reader sees it: entity codes have a form that Mermaid decodes when it draws.
 *
 * @throws Error if Mermaid would draw a formula, an icon or a line break instead of the text.
 */
function decoded(text: string): string {
  const plain = decodedHtml(text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";"));
  if (/\$\$.*\$\$|fa[bklrs]?:fa-[\w-]+|\\n/.test(plain)) {
    throw new Error(`Mermaid draws ${plain} as something else than text.`);
  }
  return plain.replaceAll("\u2060", "");
}
