import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { documentsIn, filesIn } from "../../support/gitops/exampleScripts";
import { mistakesIn } from "../../support/gitops/githubWorkflow";

const concurrency = z.object({ group: z.string(), "cancel-in-progress": z.boolean() });
const callShape = z.strictObject({
  command: z.string(),
  stack: z.string(),
  environment: z.string(),
  from: z.string().optional(),
});
const jobShape = z.looseObject({
  permissions: z.record(z.string(), z.string()),
  concurrency: concurrency.optional(),
  environment: z.string().optional(),
  uses: z.string().optional(),
  with: callShape.optional(),
  steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })).optional(),
});
const workflowShape = z.looseObject({
  on: z.unknown(),
  permissions: z.record(z.string(), z.string()),
  concurrency: concurrency.optional(),
  jobs: z.record(z.string(), jobShape),
});
let files: Map<string, string>;
beforeAll(async () => {
  files = await filesIn("examples/gitops/github/*.yml");
});
const workflow = (name: string) =>
  workflowShape.parse(documentsIn(files.get(`examples/gitops/github/${name}`) ?? "")[0]);
const workflows = () => [...files.keys()].map((file) => workflow(path.basename(file)));
const jobs = () => workflows().flatMap((one) => Object.values(one.jobs));
/** The calls of pulumi.yml in a workflow. */
const calls = (name: string) => Object.values(workflow(name).jobs).flatMap((job) => job.with ?? []);

it("GitHub's parser accepts GitHub's workflows", async () => {
  expect([...files.keys()].map((file) => path.basename(file))).toEqual([
    "drift.yml",
    "preview.yml",
    "promote.yml",
    "pulumi.yml",
    "up-prod.yml",
    "up.yml",
  ]);
  for (const [file, text] of files) {
    expect(await mistakesIn(file, text), file).toEqual([]);
  }
});

it.each([
  ["an unknown key", "drift.yml", "concurrency:", "concurency:"],
  ["a context that is not there", "drift.yml", "matrix.stack", "matrx.stack"],
  ["a permission that is none", "pulumi.yml", "contents: read", "contents: reed"],
])("they would not be with %s", async (_, file, right, wrong) => {
  const text = files.get(`examples/gitops/github/${file}`) ?? "";
  expect(text).toContain(right);
  expect(await mistakesIn(file, text.replaceAll(right, wrong))).not.toEqual([]);
});

it("they use actions by commit, name the version of each and of the Pulumi CLI, and use no secret of GitHub", () => {
  const actions = jobs().flatMap(({ steps = [] }) => steps.flatMap(({ uses }) => uses ?? []));
  expect(actions.some((action) => action.startsWith("azure/login@"))).toBe(true);
  expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  const all = [...files.values()].join("\n");
  for (const [line] of all.matchAll(/^.*uses: [^.].*$/gm)) {
    expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
  expect(all).toMatch(/pulumi-version: \d+\.\d+\.\d+\n/);
  expect(all).not.toMatch(/\bsecrets\./);
});

it("no job has both a token for Azure and write access to GitHub", () => {
  for (const { permissions } of jobs()) {
    const { contents = "none", "id-token": token = "none", ...others } = permissions;
    expect(contents).toMatch(/^(read|none)$/);
    expect(others).toEqual(token === "write" ? {} : { "pull-requests": "write" });
  }
  for (const { permissions } of workflows()) {
    expect(permissions).toEqual({});
  }
});

it("unreviewed code has the rights to read dev only", () => {
  const onPullRequests = [...files.keys()]
    .map((file) => path.basename(file))
    .filter((file) => JSON.stringify(workflow(file).on).includes("pull_request"));
  expect(onPullRequests).toEqual(["preview.yml"]);
  expect(calls("preview.yml")).toEqual([{ command: "preview", stack: "dev", environment: "dev-read" }]);
  for (const { uses, permissions, steps } of Object.values(workflow("preview.yml").jobs)) {
    // Only the called workflow, in the environment above, gets a token for Azure.
    expect(permissions["id-token"]).toBe(uses === undefined ? undefined : "write");
    expect(uses === undefined).toBe(steps !== undefined);
  }
});

it("each stack has its own environment, for writing and for reading", () => {
  expect(workflow("pulumi.yml").jobs.pulumi?.environment).toMatch(/^\$\{\{ inputs\.environment \}\}$/);
  const called = ["up.yml", "up-prod.yml", "drift.yml"].flatMap(calls);
  for (const { command, stack, environment } of called) {
    expect(environment).toBe(command === "up" ? stack : `${stack}-read`);
  }
  expect(called.map(({ command, stack }) => `${command} ${stack}`)).toEqual([
    ...["up dev", "up stage", "preview prod"],
    ...["preview prod", "up prod"],
    expect.stringMatching(/^drift \$\{\{ matrix\.stack \}\}$/),
  ]);
});

it("they update one stack at a time, never cancel an update, and no stack waits for another's approval", () => {
  const ups = jobs().filter((job) => job.with?.command === "up");
  expect(ups).toHaveLength(4);
  for (const job of ups) {
    expect(job.concurrency).toEqual({ group: `pulumi-${job.with?.stack}`, "cancel-in-progress": false });
  }
  // A group of a whole workflow would contain the job that waits for an approval.
  expect(workflows().flatMap((one) => one.concurrency ?? [])).toEqual([]);
});

it("prod is updated only if somebody starts it", () => {
  expect(workflow("up-prod.yml").on).toBe("workflow_dispatch");
  expect(workflow("promote.yml").on).toBe("workflow_dispatch");
  expect(calls("up.yml").filter(({ environment }) => environment === "prod")).toEqual([]);
});

it("a promotion compares before and after the update, with an identity that only reads", () => {
  const prod = { stack: "prod", from: "stage", environment: "prod-read" };
  expect(calls("promote.yml")).toEqual([
    { ...prod, command: "compare" },
    { command: "up", stack: "prod", environment: "prod" },
    { ...prod, command: "compare-equal" },
  ]);
  const { jobs: ordered } = workflow("promote.yml");
  expect(Object.entries(ordered).map(([name, job]) => [name, job.needs])).toEqual([
    ["compare", undefined],
    ["up", "compare"],
    ["compare-again", "up"],
  ]);
});
