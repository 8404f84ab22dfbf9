import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { documentsIn, filesIn, scripts } from "../../support/gitops/exampleScripts";
import { missingPython, schemaProblems } from "../../support/gitops/publishedSchemas";

const run = promisify(execFile);

const useShape = z.strictObject({
  template: z.literal("pulumi-steps.yml"),
  parameters: z.strictObject({
    command: z.string(),
    stack: z.string(),
    from: z.string().optional(),
    serviceConnection: z.string(),
  }),
});
const groupsShape = z.array(z.strictObject({ group: z.string() }));
const jobShape = z.looseObject({
  environment: z.string().optional(),
  steps: z.array(useShape).optional(),
  strategy: z
    .strictObject({ runOnce: z.strictObject({ deploy: z.strictObject({ steps: z.array(useShape) }) }) })
    .optional(),
});
const stageShape = z.looseObject({
  stage: z.string(),
  variables: groupsShape,
  dependsOn: z.unknown().optional(),
  trigger: z.string().optional(),
  lockBehavior: z.string().optional(),
  jobs: z.array(jobShape),
});
const pipelineShape = z.looseObject({
  trigger: z.unknown().optional(),
  pr: z.unknown().optional(),
  variables: groupsShape.optional(),
  jobs: z.array(jobShape).optional(),
  stages: z.array(stageShape).optional(),
});

let files: Map<string, string>;
beforeAll(async () => {
  const found = await filesIn("examples/gitops/azure-devops/*.yml");
  files = new Map([...found].map(([file, text]) => [path.basename(file), text]));
});
const read = (file: string) => pipelineShape.parse(documentsIn(files.get(file) ?? "")[0]);

/** What each stage of a pipeline does, with which connection, variables and environment. */
function uses(file: string) {
  const { stages, jobs, variables } = read(file);
  const all = stages ?? [{ stage: "", jobs: jobs ?? [], variables: variables ?? [] }];
  return all.flatMap(({ jobs, variables }) =>
    jobs.flatMap(({ environment, steps, strategy }) =>
      (steps ?? strategy?.runOnce.deploy.steps ?? []).map(({ parameters }) => ({
        ...parameters,
        environment,
        groups: variables.map(({ group }) => group),
      })),
    ),
  );
}

it("the published schema accepts the files of Azure Pipelines, and refuses mistakes in them", async ({
  skip,
}) => {
  const reason = await missingPython();
  skip(reason !== undefined, reason);
  expect([...files.keys()]).toEqual([
    "drift.yml",
    "preview.yml",
    "promote.yml",
    "pulumi-steps.yml",
    "up.yml",
  ]);
  const contents = new Map([...files].map(([file, text]) => [file, documentsIn(text)[0]]));
  expect(await schemaProblems("azure-pipelines", contents)).toBe("");
  // Not in a file with tasks: to describe what is wrong there takes ten seconds.
  const wrong = documentsIn((files.get("preview.yml") ?? "").replace("timeoutInMinutes:", "timeout:"))[0];
  expect(await schemaProblems("azure-pipelines", new Map([["wrong", wrong]]))).toContain(
    "'timeout' was unexpected",
  );
});

it("unreviewed code has the rights to read dev only", () => {
  expect(uses("preview.yml")).toEqual([
    { command: "preview", stack: "dev", serviceConnection: "aep-dev-read", groups: ["aep-dev-read"] },
  ]);
});

it("each stack has its own connection and variables, for writing and for reading", () => {
  for (const file of ["up.yml", "drift.yml", "promote.yml"]) {
    for (const { command, stack, serviceConnection, groups, environment } of uses(file)) {
      const expected = command === "up" ? `aep-${stack}` : `aep-${stack}-read`;
      expect([serviceConnection, ...groups]).toEqual([expected, expected]);
      expect(environment).toBe(command === "up" ? stack : undefined);
    }
  }
  expect(uses("up.yml").map(({ command, stack }) => `${command} ${stack}`)).toEqual([
    "up dev",
    "up stage",
    "preview prod",
    "up prod",
  ]);
  expect(uses("drift.yml").map(({ stack }) => stack)).toEqual(["dev", "stage", "prod"]);
});

it("each stack has its own lock, and prod waits until somebody starts it", () => {
  const { lockBehavior, stages = [] } = read("up.yml");
  expect(lockBehavior).toBeUndefined();
  const shown = stages.map(({ stage, lockBehavior, trigger }) => [stage, lockBehavior, trigger]);
  expect(shown).toEqual([
    ["dev", "runLatest", undefined],
    ["stage", "runLatest", undefined],
    ["preview_prod", undefined, undefined],
    ["prod", "runLatest", "manual"],
  ]);
});

it("a promotion is started by somebody, and compares before and after the update", () => {
  const { trigger, pr, stages = [] } = read("promote.yml");
  expect([trigger, pr]).toEqual(["none", "none"]);
  expect(uses("promote.yml").map(({ command, stack, from }) => [command, stack, from])).toEqual([
    ["compare", "prod", "stage"],
    ["up", "prod", undefined],
    ["compare-equal", "prod", "stage"],
  ]);
  expect(stages.map(({ stage, dependsOn, lockBehavior }) => [stage, dependsOn, lockBehavior])).toEqual([
    ["compare", undefined, undefined],
    ["prod", "compare", "runLatest"],
    ["compare_again", "prod", undefined],
  ]);
});

it("the version of the Pulumi CLI is pinned", () => {
  expect(files.get("pulumi-steps.yml")).toMatch(/PULUMI_VERSION: \d+\.\d+\.\d+\n/);
});

/** Runs the script of the steps with stand-ins for commands; `npx` ends with this code. */
async function runSteps(command: string, npx: string) {
  const folder = await mkdtemp(path.join(tmpdir(), "azure-devops-"));
  try {
    const script = (await scripts()).find(
      ({ text }) => text.includes("pulumi-aep drift --stack") && text.includes("##vso"),
    );
    await writeFile(path.join(folder, "az"), "#!/bin/bash\necho not-a-real-secret\n", { mode: 0o755 });
    await writeFile(path.join(folder, "npx"), `#!/bin/bash\n${npx}\n`, { mode: 0o755 });
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      ...{
        COMMAND: command,
        STACK: "prod",
        FROM: "stage",
        KEY_VAULT: "acme-pulumi-prod",
        AEP_SECRET_NAME: "aep-client-secret",
      },
    };
    const { code, stdout } = await run("bash", ["-c", script?.text ?? ""], { cwd: folder, env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => error,
    );
    return { code, stdout: stdout.replaceAll(folder, ".") };
  } finally {
    await rm(folder, { recursive: true });
  }
}

it.each([
  [0, "No drift of prod."],
  [2, "##vso[task.logissue type=error]Drift of prod, see the log."],
  [1, "##vso[task.logissue type=error]Drift of prod could not be determined, see the log."],
  [143, "##vso[task.logissue type=error]Drift of prod could not be determined, see the log."],
])("its drift check ends with the exit code of the command, here %i, and says: %s", async (code, message) => {
  expect(await runSteps("drift", `exit ${code}`)).toEqual({
    code,
    stdout: `##vso[task.setsecret]not-a-real-secret\n${message}\n`,
  });
});

const differ = "stage and prod differ, see the summary";
const unknown = "It could not be determined whether stage and prod differ, see the summary or the log.";
it.each([
  ["compare", 0, 0, "stage and prod do not differ."],
  ["compare", 2, 0, `##vso[task.logissue type=warning]${differ}.`],
  ["compare", 1, 1, `##vso[task.logissue type=error]${unknown}`],
  ["compare-equal", 0, 0, "stage and prod do not differ."],
  ["compare-equal", 2, 2, `##vso[task.logissue type=error]${differ} or the log.`],
  ["compare-equal", 143, 143, `##vso[task.logissue type=error]${unknown}`],
])(
  "its step %s turns the exit code %i of the comparison into %i, and says: %s",
  async (command, code, ends, message) => {
    // An error is not in the Markdown.
    const printed = code === 0 || code === 2;
    const ended = await runSteps(command, `${printed ? 'echo "$*"; ' : ""}exit ${code}`);
    const summary = printed ? "##vso[task.uploadsummary]./comparison.md\n" : "";
    expect(ended).toEqual({
      code: ends,
      stdout: `##vso[task.setsecret]not-a-real-secret\n${summary}${message}\n`,
    });
  },
);
