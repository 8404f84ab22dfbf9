// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a placeholder in plain text is a hostile name
import { expect, test } from "vitest";
import { presentable } from "../../../provider/cliApi";
import { parsedDot } from "../../../test/support/graph/graphviz";
import { decodedHtml } from "../../../test/support/graph/html";
import { parsedFlowchart } from "../../../test/support/graph/mermaidParser";
import { part, pipeline } from "../../../test/support/graph/parts";
import { graphOf } from "../build";
import { dot } from "./dot";
import { type FormatName, formats } from "./formats";
import { html } from "./html";
import { mermaid } from "./mermaid";

/** Names that services and programs can contain, with the text that a reader sees. */
const names: readonly (readonly [name: string, shown: string])[] = [
  ...[
    ...['a "quoted" name', "it's", "`code`", "a\\b", "a\\", "\\N \\G \\n", '"', '"]', '")', '"])', '")]'],
    ...["]", "[x]", "(x)", "{x}", "}}", "a|b", "a;b", "a #35; b", "#quot;", "%% comment", "%%{init: {}}%%"],
    ...["-->", "a --> b", "<!-- a -->", "]]>", "---", "- a", "1. a", "# a", "*a* _a_ **a**", "a:::b"],
    ...[
      "<b>a</b>",
      "<script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      "</svg>",
      "</title>",
      "&amp;",
    ],
    ...[
      "&lt;b&gt;",
      "&#60;b&#62;",
      "javascript:alert(1)",
      "https://example.com/?a=1&b=2",
      "${a}",
      "$$x$$",
      "$$$$",
      "fa:fa-car",
      "fab:fa-aws b",
      "$$$$",
      "fa:fa-car",
      "logos:aws",
    ],
    ...[
      "end",
      "graph",
      "subgraph",
      "click",
      "style",
      "default",
      "class",
      "node",
      "edge",
      "digraph",
      "strict",
    ],
    ...["__proto__", "constructor", "toString", "o", "x", "1", "-1", "flow_2", "n1"],
    ...["订单", "Bestellungen äöü", "注文 🚚", "👨‍👩‍👧".replaceAll("\u200d", ""), "é", "e\u0301"],
  ].map((name) => [name, name] as const),
  ["a\nb", "a b"],
  ["a\r\n\tb", "a b"],
  ["::error::a", ": :error::a"],
  ["##vso[task]", "# #vso[task]"],
  ["\u202Ereversed", "\\u202ereversed"],
  ["a\u0000b\u001b[31m", "a\\u0000b\\u001b[31m"],
  ["  a  ", "a"],
  ["", "id"],
];

const context = { title: 'Stack "<dev>" -->', azureIds: [], secrets: [] };

/** A graph of two nodes: one with the name, and one that it leads to. */
const named = (name: string) =>
  graphOf(
    [
      part("sourceConnection", name, {}, { id: "id" }),
      part("flow", name, { sourceConnectionIds: ["id"] }, { id: "flow-id", state: name }),
    ],
    context,
  );

test.each(names)("Mermaid reads %j as one label.", async (name, shown) => {
  const { nodes, edges, title } = await parsedFlowchart(mermaid(named(name)));
  const flow = shown === "id" ? "flow-id" : shown;
  expect([...nodes.values()]).toEqual([
    `source connection<br>${shown}`,
    `flow${name.trim() === "" ? "" : ` · ${flow}`}<br>${flow}`,
  ]);
  expect(edges).toEqual([[...nodes.keys()].join(" ")]);
  expect(title).toBe(context.title);
});

test.each(names)("Graphviz reads %j as one label.", async (name, shown) => {
  const { nodes, edges, title } = await parsedDot(dot(named(name)));
  const flow = shown === "id" ? "flow-id" : shown;
  expect([...nodes.values()].map(({ lines }) => lines)).toEqual([
    ["source connection", shown],
    [`flow${name.trim() === "" ? "" : ` · ${flow}`}`, flow],
  ]);
  expect(edges).toEqual([[...nodes.keys()].join(" ")]);
  expect(title).toBe(context.title);
});

/** The tags and attributes of a page, without its texts. */
function markupOf(page: string): string {
  return page.replaceAll(/(?<=>)[^<]*/g, "").replaceAll(/ (id|href|aria-label)="[^"]*"/g, "");
}

test.each(names)("A page contains %j as text only.", (name, shown) => {
  const page = html(named(name));
  const withState = name.trim() === "" ? part("flow", "plain") : part("flow", "plain", {}, { state: "a" });
  const plain = graphOf(
    [
      part("sourceConnection", "plain", {}, { id: "id" }),
      { ...withState, inputs: { sourceConnectionIds: ["id"] }, id: "flow-id" },
    ],
    context,
  );
  const withoutIds = (text: string) => text.replaceAll(" <code></code>", "").replaceAll("<code></code>", "");
  expect(withoutIds(markupOf(page))).toBe(withoutIds(markupOf(html(plain))));
  const [, strong = ""] = /<strong>([^<]*)<\/strong>/.exec(page) ?? [];
  expect(decodedHtml(strong)).toBe(shown);
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of page.matchAll(/ href="#([^"]*)"/g)) {
    expect(ids).toContain(target);
  }
});

test.each(["mermaid", "dot", "html"] as const)(
  "%s: a terminal and a CI log change nothing of it.",
  (format) => {
    for (const [name] of names) {
      const text = formats[format].write(named(name));
      expect(presentable(text, [])).toBe(text);
    }
  },
);

const long = `${"订单 orders ".repeat(20)}end`;

test.each([
  [
    "mermaid",
    async (text: string) =>
      [...(await parsedFlowchart(text)).nodes.values()].map((label) => label.split("<br>")[1]),
  ],
  ["dot", async (text: string) => [...(await parsedDot(text)).nodes.values()].map(({ lines }) => lines[1])],
] as const)("%s: a name of more than 200 characters is cut off in the drawing.", async (format, titles) => {
  const [title = ""] = await titles(formats[format].write(named(long)));
  expect(title).toHaveLength(60);
  expect(long.startsWith(title.slice(0, -1)) && title.endsWith("…")).toBe(true);
});

test("A page shows the beginning of a long name in the drawing, and all of it in the list and on hover.", () => {
  const page = html(named(long));
  const [, strong] = /<strong>([^<]*)<\/strong>/.exec(page) ?? [];
  expect(strong).toBe(long);
  const drawn = [...page.matchAll(/<text x="14"[^>]*>([^<]*)</g)].map(([, text = ""]) => text);
  for (const text of drawn) {
    expect(text.length).toBeLessThanOrEqual(22);
  }
  expect(page).toContain(`<title>source connection\n${long}`);
});

test("Nodes with the same name stay apart in every format.", async () => {
  const twins = ["1", "2", "3"].map((id) => part("dataset", "orders", {}, { id }));
  const graph = graphOf([...twins, part("dataset", "orders 2", {}, { id: "4" })], context);
  const keys = ["dataset_orders", "dataset_orders_2", "dataset_orders_3", "dataset_orders_2_2"];
  expect(graph.nodes.map(({ key }) => key)).toEqual(keys);
  expect([...(await parsedFlowchart(mermaid(graph))).nodes.keys()]).toEqual(keys);
  expect([...(await parsedDot(dot(graph))).nodes.keys()]).toEqual(keys);
  for (const key of keys) {
    expect(html(graph)).toContain(`<li id="${key}">`);
  }
});

test.each(Object.keys(formats) as FormatName[])(
  "%s: a whole pipeline has every node and edge once.",
  async (format) => {
    const graph = graphOf([...pipeline, part("flow", "broken", { sourceConnectionIds: ["gone"] })], context);
    const text = formats[format].write(graph);
    const keys = graph.nodes.map(({ key }) => key);
    const edges = graph.edges.map(({ from, to }) => `${from} ${to}`);
    const outside = graph.nodes.filter(({ isOutside }) => isOutside).map(({ key }) => key);
    expect(outside).toContain("sourceConnection_gone");
    if (format === "mermaid") {
      const parsed = await parsedFlowchart(text);
      expect([...parsed.nodes.keys()]).toEqual(keys);
      expect({ edges: parsed.edges, outside: parsed.outside }).toEqual({ edges, outside });
    } else if (format === "dot") {
      const parsed = await parsedDot(text);
      expect([...parsed.nodes.keys()].toSorted()).toEqual(keys.toSorted());
      expect(parsed.edges.toSorted()).toEqual(edges.toSorted());
      expect(
        [...parsed.nodes]
          .filter(([, { isDashed }]) => isDashed)
          .map(([key]) => key)
          .toSorted(),
      ).toEqual(outside.toSorted());
    } else {
      expect(text.match(/<g class="node /g)).toHaveLength(keys.length);
      expect(text.match(/<path class="edge"/g)).toHaveLength(edges.length);
      expect([...text.matchAll(/<li id="([^"]*)"/g)].map(([, id]) => id).toSorted()).toEqual(keys.toSorted());
      expect(text.match(/<li>to <a /g)).toHaveLength(edges.length);
    }
  },
);

test("A page loads nothing, runs nothing and has a style for dark mode.", () => {
  const page = html(graphOf(pipeline, context));
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(page).toContain("prefers-color-scheme: dark");
  expect(page).not.toMatch(
    /<script|<link|<img|@import|https?:(?!\/\/ns\.adobe\.com\/acme\/)|\bon\w+=|\bsrc=/i,
  );
  expect(page).toMatch(
    /<svg role="img" aria-label="Drawing with \d+ nodes and \d+ edges; the list below has the same content"/,
  );
});
