import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { documentsIn, filesIn } from "../support/gitops/exampleScripts";
import { mistakesIn } from "../support/gitops/githubWorkflow";
import { missingPython, type PublishedSchema, schemaProblems } from "../support/gitops/publishedSchemas";

const checkout = path.resolve(__dirname, "../..");
const read = (file: string) => readFileSync(path.join(checkout, file), "utf8");

const workflowShape = z.looseObject({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.looseObject({
      permissions: z.record(z.string(), z.string()),
      strategy: z.looseObject({ matrix: z.record(z.string(), z.array(z.unknown())) }).optional(),
      "timeout-minutes": z.number(),
      steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});
const manifestShape = z.looseObject({
  version: z.string(),
  engines: z.object({ node: z.string() }),
  scripts: z.record(z.string(), z.string()),
  publishConfig: z.object({ access: z.string(), provenance: z.boolean() }),
});
const manifest = manifestShape.parse(JSON.parse(read("package.json")));

let files: Map<string, string>;
beforeAll(async () => {
  files = await filesIn(".github/workflows/*.yml");
});
const workflow = (name: string) =>
  workflowShape.parse(documentsIn(files.get(`.github/workflows/${name}`) ?? "")[0]);
const jobs = () => [...files.keys()].flatMap((file) => Object.values(workflow(path.basename(file)).jobs));

it("GitHub's parser accepts the workflows", async () => {
  expect(files.size).toBeGreaterThan(1);
  for (const [file, text] of files) {
    expect(await mistakesIn(file, text), file).toEqual([]);
  }
});

it.for<[PublishedSchema, string]>([
  ["github-workflows", ".github/workflows/*.yml"],
  ["github-issue-forms", ".github/ISSUE_TEMPLATE/{bug,feature}.yml"],
  ["github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"],
  ["renovate", "renovate.json"],
])("the published schema %s accepts %s", async ([schema, pattern], { skip }) => {
  const reason = await missingPython();
  skip(reason !== undefined, reason);
  const found = await filesIn(pattern);
  expect(found.size).toBeGreaterThan(0);
  const contents = [...found].map(([file, text]) => [path.basename(file), documentsIn(text)[0]] as const);
  expect(await schemaProblems(schema, new Map(contents))).toBe("");
});

it("a mistake in an issue form and in renovate.json is found", async ({ skip }) => {
  const reason = await missingPython();
  skip(reason !== undefined, reason);
  const form = new Map([["form", { name: "Bug", description: "A bug", body: [{ type: "textarea" }] }]]);
  expect(await schemaProblems("github-issue-forms", form)).toContain("attributes");
  const config = new Map([["config", { extends: "config:recommended", packageRules: {} }]]);
  expect(await schemaProblems("renovate", config)).toContain("packageRules");
});

it("the configuration of changesets has only fields of its schema", () => {
  const schema = JSON.parse(read("node_modules/@changesets/config/schema.json"));
  const { $schema, ...config } = JSON.parse(read(".changeset/config.json"));
  expect(path.posix.join(".changeset", $schema)).toBe("node_modules/@changesets/config/schema.json");
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(config)));
});

it("the workflows run scripts that exist", () => {
  const commands = jobs().flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const named = commands.flatMap((run) =>
    [...run.matchAll(/npm (?:run )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name),
  );
  const scripts = named.filter((name) => !["ci", "install"].includes(name));
  expect(new Set(scripts)).toEqual(new Set(["test", "test:long", "coverage", "release"]));
  const called = Object.values(manifest.scripts).flatMap((script) =>
    [...script.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name),
  );
  const all = [...scripts, ...called, "version-packages"];
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(all));
});

it("the tests run on the lowest supported and on the newest Node.js", () => {
  const versions = workflow("test.yml").jobs.test?.strategy?.matrix.node;
  expect(versions).toContain(manifest.engines.node.replace(">=", ""));
  expect(versions).toContain("latest");
});

it("every action is named by commit, but for one in a job that cannot publish", () => {
  for (const { permissions, steps } of jobs()) {
    const byTag = steps.flatMap(({ uses }) => uses ?? []).filter((action) => !/@[0-9a-f]{40}$/.test(action));
    expect(byTag.filter((action) => action !== "changesets/action@v2")).toEqual([]);
    expect(byTag.length > 0 && "id-token" in permissions).toBe(false);
  }
});

it("only the job that publishes gets a token for npm, and it runs no test", () => {
  const publishing = jobs().filter(({ permissions }) => "id-token" in permissions);
  expect(publishing.map(({ steps }) => steps.flatMap(({ run }) => run ?? []))).toEqual([
    ["npm ci --ignore-scripts", "npm run release", "git push --tags"],
  ]);
  for (const file of ["package.json", "emulator/package.json"]) {
    const { publishConfig } = manifestShape.pick({ publishConfig: true }).parse(JSON.parse(read(file)));
    expect(publishConfig, file).toEqual({ access: "public", provenance: true });
  }
});
