import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { documentsIn, filesIn } from "../../support/gitops/exampleScripts";

const run = promisify(execFile);

const stages = ["dev", "stage", "prod"];
const file = "examples/gitops/gitlab/.gitlab-ci.yml";
let text: string;
beforeAll(async () => {
  text = (await filesIn(file)).get(file) ?? "";
});

/** The errors of a pipeline by GitLab's published schema, which gitlab-ci-local contains. */
async function verdictOn(pipeline: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "gitlab-"));
  try {
    await run("git", ["init", "--quiet", folder]);
    await writeFile(path.join(folder, ".gitlab-ci.yml"), pipeline);
    const program = require.resolve("gitlab-ci-local");
    const options = { cwd: folder, env: { ...process.env, HOME: folder } };
    const { stdout, stderr } = await run(process.execPath, [program, "--list-csv-all"], options).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
    return stdout + stderr;
  } finally {
    await rm(folder, { recursive: true });
  }
}

it("the published schema accepts GitLab's pipeline", async () => {
  const verdict = await verdictOn(text);
  expect(verdict).toContain("json schema validated");
  for (const job of [
    "preview-dev",
    "preview-prod",
    "compare-prod",
    "compare-again-prod",
    ...["up", "drift"].flatMap((job) => stages.map((stage) => `${job}-${stage}`)),
  ]) {
    expect(verdict).toMatch(new RegExp(`^${job}\\b`, "m"));
  }
});

it.each([
  ["an unknown key", "resource_group:", "resource_groop:"],
  ["a token without audience", "      aud: api://AzureADTokenExchange", "      audience: someone"],
])("it would not be with %s", async (_, right, wrong) => {
  expect(text).toContain(right);
  const verdict = await verdictOn(text.replaceAll(right, wrong));
  expect(verdict).toContain("Invalid .gitlab-ci.yml configuration");
});

const jobShape = z.looseObject({
  resource_group: z.string().optional(),
  variables: z.object({ STACK: z.string() }).optional(),
  environment: z.union([z.string(), z.object({ name: z.string(), action: z.string() })]).optional(),
  extends: z.string().optional(),
  rules: z.array(z.object({ if: z.string(), when: z.string().optional() })).optional(),
  needs: z.array(z.unknown()).optional(),
  allow_failure: z.unknown().optional(),
  script: z.array(z.string()).optional(),
});
type Job = z.output<typeof jobShape>;

/** The jobs, each with what it inherits. */
function jobs(): Map<string, Job> {
  const all = z.record(z.string(), z.unknown()).parse(documentsIn(text)[0]);
  const resolved = (name: string): Job => {
    const own = jobShape.parse(all[name]);
    return own.extends === undefined ? own : { ...resolved(own.extends), ...own };
  };
  const names = Object.keys(all).filter((name) => /^(preview|up|drift|compare)-/.test(name));
  return new Map(names.map((name) => [name, resolved(name)]));
}

it("it updates one stack at a time, and checks drift while no update is running", () => {
  const groups = [...jobs()].flatMap(([name, { resource_group }]) =>
    resource_group ? [[name, resource_group]] : [],
  );
  const expected = ["up", "drift"].flatMap((job) =>
    stages.map((stage) => [`${job}-${stage}`, `pulumi-${stage}`]),
  );
  expect(Object.fromEntries(groups)).toEqual(Object.fromEntries(expected));
});

it("unreviewed code has the rights to read dev only", () => {
  const onMergeRequests = [...jobs()].filter(([, { rules }]) =>
    JSON.stringify(rules).includes("merge_request"),
  );
  expect(onMergeRequests).toMatchObject([
    ["preview-dev", { variables: { STACK: "dev" }, environment: { name: "$STACK-read", action: "access" } }],
  ]);
});

it("each stack has its own environment, for writing and for reading, and somebody starts the update of prod", () => {
  for (const [name, { environment, variables, rules = [] }] of jobs()) {
    const stage = name.slice(name.lastIndexOf("-") + 1);
    const writes = name.startsWith("up-");
    expect(environment, name).toEqual(writes ? stage : { name: "$STACK-read", action: "access" });
    expect(variables?.STACK, name).toBe(writes ? undefined : stage);
    expect(
      rules.map(({ when }) => when),
      name,
    ).toEqual([name === "up-prod" ? "manual" : undefined]);
  }
});

it("a promotion compares before and after the update of prod; before, differences are no failure", () => {
  const all = jobs();
  const [before, after] = [all.get("compare-prod"), all.get("compare-again-prod")];
  expect(all.get("up-prod")?.needs).toEqual(["preview-prod", { job: "compare-prod", optional: true }]);
  expect(after?.needs).toEqual(["up-prod"]);
  expect([before?.allow_failure, after?.allow_failure]).toEqual([{ exit_codes: 2 }, undefined]);
  for (const job of [before, after]) {
    expect(job?.rules).toEqual([
      { if: expect.stringMatching(/^\$PROMOTE_FROM && \$CI_COMMIT_BRANCH == \$CI_DEFAULT_BRANCH && /) },
    ]);
  }
});

/** Runs the script of a job, whose command ends with this code. */
async function runJob(name: string, code: number) {
  const folder = await mkdtemp(path.join(tmpdir(), "gitlab-"));
  try {
    await writeFile(path.join(folder, "npx"), `#!/bin/bash\nexit ${code}\n`, { mode: 0o755 });
    const script = jobs().get(name)?.script?.join("\n") ?? "";
    const env = { PATH: `${folder}:${process.env.PATH}`, STACK: "prod", PROMOTE_FROM: "stage" };
    return await run("bash", ["-e", "-c", script], { cwd: folder, env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => error,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const unknown = "It could not be determined whether stage and prod differ, see above.";
it.each([
  ["drift-prod", 0, 0, "No drift of prod."],
  ["drift-prod", 2, 2, "Drift of prod, see above."],
  ["drift-prod", 1, 1, "Drift of prod could not be determined, see above."],
  ["drift-prod", 143, 1, "Drift of prod could not be determined, see above."],
  ["compare-prod", 0, 0, "stage and prod do not differ."],
  ["compare-prod", 2, 2, "stage and prod differ, see above."],
  ["compare-prod", 1, 1, unknown],
  ["compare-again-prod", 2, 2, "stage and prod differ, see above."],
  ["compare-again-prod", 143, 1, unknown],
])(
  "its job %s, when the command ends with %i, ends with %i and says: %s",
  async (name, code, expected, message) => {
    expect(await runJob(name, code)).toMatchObject({ code: expected, stdout: `${message}\n` });
  },
);
