import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application, TSConfigReader } from "typedoc";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeApi } from "./api.mjs";
import { type ApiName, sectionsOfApi, withApiLinks } from "./apiLinks.mjs";

const folder = mkdtempSync(join(tmpdir(), "pulumi-aep-api-"));
let names: ApiName[];
beforeAll(async () => {
  const sources = {
    "azure.ts": "/** The other module. */\nexport const other = 1;\n",
    "index.ts":
      "/** A flow. */\nexport class Flow {}\n/** Of a flow. */\nexport interface FlowArgs { a: string }\n",
  };
  mkdirSync(join(folder, "sources"));
  for (const [name, text] of Object.entries(sources)) {
    writeFileSync(join(folder, "sources", name), text);
  }
  const tsconfig = join(folder, "tsconfig.json");
  writeFileSync(
    tsconfig,
    JSON.stringify({ compilerOptions: { noLib: true, types: [] }, include: ["sources"] }),
  );
  const application = await Application.bootstrap(
    {
      entryPoints: Object.keys(sources).map((name) => join(folder, "sources", name)),
      tsconfig,
      skipErrorChecking: true,
      name: "pulumi-aep",
      readme: "none",
      sort: ["source-order"],
      logLevel: "Warn",
    },
    [new TSConfigReader()],
  );
  const project = await application.convert();
  expect(project).toBeDefined();
  names = project === undefined ? [] : await writeApi(application, project, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string) => readFileSync(join(folder, "api", file), "utf8");

test("The start page of the API leads to the documentation and lists the module aep first.", () => {
  const html = read("index.html");
  for (const link of ["../docs/index.html", "../docs/reference/index.html", "../docs/tutorial.html"]) {
    expect(html).toContain(`href="${link}"`);
  }
  expect(html.indexOf('href="modules/aep.html"')).toBeGreaterThan(0);
  expect(html.indexOf('href="modules/aep.html"')).toBeLessThan(html.indexOf('href="modules/azure.html"'));
  expect(read("modules/azure.html")).toContain("pulumi-aep/azure");
});

test("The page of a resource in the API leads to its page in the reference.", () => {
  expect(read("classes/aep.Flow.html")).toContain('<a href="../../docs/reference/resources/flow.html">');
  expect(read("interfaces/aep.FlowArgs.html")).not.toContain("in the reference");
  expect(read("classes/aep.Flow.html")).toContain('<a href="../../docs/index.html">Documentation</a>');
});

test("The names of the API are found by the search.", () => {
  expect(sectionsOfApi(names)).toEqual([
    { url: "api/classes/aep.Flow.html", page: "API", heading: "class aep.Flow", text: "A flow." },
    {
      url: "api/interfaces/aep.FlowArgs.html",
      page: "API",
      heading: "interface aep.FlowArgs",
      text: "Of a flow.",
    },
    {
      url: "api/variables/azure.other.html",
      page: "API",
      heading: "variable azure.other",
      text: "The other module.",
    },
  ]);
});

test("A heading with a name of the API leads to it, and to its arguments.", () => {
  const html = withApiLinks(
    '<h1 id="flow">aep.<wbr>Flow</h1>\n<h2 id="example">Example</h2>',
    "docs/reference/resources/flow.html",
    names,
  );
  const api = "../../../api";
  expect(html).toBe(
    `<h1 id="flow">aep.<wbr>Flow</h1>\n<p class="api">API: <a href="${api}/classes/aep.Flow.html">class aep.Flow</a>, ` +
      `<a href="${api}/interfaces/aep.FlowArgs.html">interface aep.FlowArgs</a></p>\n<h2 id="example">Example</h2>`,
  );
});
