import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { checkout } from "../support/installedPackage";

const run = promisify(execFile);

/** What a process has loaded after these calls: packages, definitions, and files of the table of connectors. */
async function loadedAfter(
  calls: string,
  entryPoint = "pulumi-aep/provider",
): Promise<{ packages: string[]; kinds: string[]; table: string[] }> {
  const program = `
    const provider = require("${entryPoint}");
    (async () => {
      ${calls}
      console.log(JSON.stringify(Object.keys(require.cache)));
    })();
  `;
  const { stdout } = await run(process.execPath, ["-e", program], { cwd: checkout });
  const files = JSON.parse(stdout) as string[];
  const all = (pattern: RegExp) =>
    [...new Set(files.flatMap((file) => pattern.exec(file)?.[1] ?? []))].toSorted();
  return {
    packages: all(/node_modules\/((?:@[^/]+\/)?[^/]+)\//),
    kinds: all(/dist\/provider\/resources\/(?:\w+\/)*(\w+)\.js$/),
    table: all(/dist\/provider\/connectors\/(\w+)\.js$/),
  };
}

test("Loading the provider loads no resource kind and no HTTP client.", async () => {
  const { packages, kinds } = await loadedAfter("");
  expect(kinds).toEqual(["index"]);
  expect(packages).not.toContain("undici");
});

test("Check and diff load the kinds that a program uses, and no HTTP client.", async () => {
  const { packages, kinds } = await loadedAfter(`
    const { inputs } = await provider.targetConnection.check({}, { name: "n", connectionSpec: { id: "i" }, data: {} });
    await provider.targetConnection.diff("id", inputs, inputs);
  `);
  const own = [
    "creationRules",
    "drafts",
    "flowServiceApi",
    "index",
    "refusals",
    "shapes",
    "targetConnection",
    "users",
  ];
  expect(kinds).toEqual(own);
  expect(packages).toEqual(["rfc6902", "zod"]);
});

test.each([
  ["The import of pulumi-aep", "", "pulumi-aep", ["flowSpecs", "lookup"]],
  [
    "A host without base connections",
    'await provider.targetConnection.check({}, { name: "n", connectionSpec: { id: "i" }, data: {} });',
    "pulumi-aep/provider",
    ["lookup"],
  ],
])("%s does not load the table of connectors.", async (_who, calls, entryPoint, files) => {
  expect((await loadedAfter(calls, entryPoint)).table).toEqual(files);
});

test("The table of connectors is loaded with the first base connection.", async () => {
  const { table } = await loadedAfter(`
    const auth = { specName: "ConnectionString", params: { connectionString: "c" } };
    await provider.baseConnection.check({}, { name: "n", connectionSpec: { id: "i" }, auth });
  `);
  expect(table).toContain("cloudStorage");
});
