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

/** The errors of GitHub's own parser, by its schema. */
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

it("GitHub's parser accepts GitHub's workflows", async () => {
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

it("they use no action of a branch and no secret of GitHub", () => {
  const actions = jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
  expect(actions).toContain("azure/login@v2");
  expect(actions.filter((action) => !/@(v\d+|[0-9a-f]{40})$/.test(action))).toEqual([]);
  expect([...files.values()].join()).not.toMatch(/\bsecrets\./);
});

it("no job has both a token for Azure and write access to GitHub", () => {
  for (const { permissions } of jobs) {
    const { contents = "none", "id-token": token = "none", ...others } = permissions;
    expect(contents).toMatch(/^(read|none)$/);
    expect(others).toEqual(token === "write" ? {} : { "pull-requests": "write" });
  }
  for (const text of files.values()) {
    expect(workflowShape.parse(documentsIn(text)[0]).permissions).toEqual({});
  }
});

it("they update one stack at a time, and never cancel an update", () => {
  const ups = jobs.filter(({ steps }) => steps.some(({ run }) => run?.includes("pulumi up ")));
  expect(ups.map(({ concurrency }) => concurrency)).toEqual([
    {
      group: expect.stringMatching(/^pulumi-\$\{\{ matrix\.stack \}\}$/),
      "cancel-in-progress": false,
    },
  ]);
});
