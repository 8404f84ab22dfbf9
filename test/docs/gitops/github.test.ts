import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { documentsIn, filesIn } from "../../support/gitops/exampleScripts";

const workflowShape = z.looseObject({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.looseObject({
      permissions: z.record(z.string(), z.string()),
      concurrency: z.object({ group: z.string(), "cancel-in-progress": z.boolean() }).optional(),
      steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});
let files: Map<string, string>;
let jobs: z.output<typeof workflowShape>["jobs"][string][];
beforeAll(async () => {
  files = await filesIn("examples/gitops/github/*.yml");
  const workflows = [...files.values()].map((text) => workflowShape.parse(documentsIn(text)[0]));
  jobs = workflows.flatMap((workflow) => Object.values(workflow.jobs));
});

/** What GitHub's own parser finds wrong, by the schema that comes with it. */
async function mistakesIn(name: string, content: string): Promise<string[]> {
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
    "@actions/workflow-parser"
  );
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const found = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined) {
    return [...found, "There is no workflow."];
  }
  const { errors = [] } = await convertWorkflowTemplate(context, value);
  return [...found, ...errors.map(({ Message }) => Message)];
}

it("GitHub's workflows are as GitHub's parser wants them", async () => {
  expect([...files.keys()].map((file) => path.basename(file))).toEqual([
    "drift.yml",
    "preview.yml",
    "up.yml",
  ]);
  for (const [file, text] of files) {
    expect(await mistakesIn(file, text), file).toEqual([]);
  }
});

it.each([
  ["an unknown key", "concurrency:", "concurency:"],
  ["a context that is not there", "matrix.stack", "matrx.stack"],
  ["a permission that is none", "contents: read", "contents: reed"],
])("they would not be with %s", async (_, right, wrong) => {
  const text = files.get("examples/gitops/github/up.yml") ?? "";
  expect(text).toContain(right);
  expect(await mistakesIn("up.yml", text.replaceAll(right, wrong))).not.toEqual([]);
});

it("they take no action from a branch, and no secret from GitHub", () => {
  const actions = jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
  expect(actions).toContain("azure/login@v2");
  expect(actions.filter((action) => !/@(v\d+|[0-9a-f]{40})$/.test(action))).toEqual([]);
  expect([...files.values()].join()).not.toMatch(/\bsecrets\./);
});

it("they let no job have a token for Azure and write on GitHub", () => {
  for (const { permissions } of jobs) {
    const { contents = "none", "id-token": token = "none", ...others } = permissions;
    expect(contents).toMatch(/^(read|none)$/);
    expect(others).toEqual(token === "write" ? {} : { "pull-requests": "write" });
  }
  for (const text of files.values()) {
    expect(workflowShape.parse(documentsIn(text)[0]).permissions).toEqual({});
  }
});

it("they bring one stack up at a time, and never end that half-way", () => {
  const ups = jobs.filter(({ steps }) => steps.some(({ run }) => run?.includes("pulumi up ")));
  expect(ups.map(({ concurrency }) => concurrency)).toEqual([
    {
      group: expect.stringMatching(/^pulumi-\$\{\{ matrix\.stack \}\}$/),
      "cancel-in-progress": false,
    },
  ]);
});
