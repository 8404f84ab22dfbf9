import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { documentsIn, filesIn } from "../../support/gitops/exampleScripts";

const run = promisify(execFile);

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
  for (const job of ["preview", "up-dev", "up-stage", "up-prod", "drift-dev", "drift-stage", "drift-prod"]) {
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

it("it updates one stack at a time, and checks drift while no update is running", () => {
  const shape = z.record(
    z.string(),
    z.looseObject({ resource_group: z.string().optional() }).or(z.unknown()),
  );
  const groups = Object.entries(shape.parse(documentsIn(text)[0])).flatMap(([name, job]) =>
    /^(up|drift)-/.test(name) ? [[name, (job as { resource_group?: string }).resource_group]] : [],
  );
  expect(Object.fromEntries(groups)).toEqual({
    "up-dev": "pulumi-dev",
    "up-stage": "pulumi-stage",
    "up-prod": "pulumi-prod",
    "drift-dev": "pulumi-dev",
    "drift-stage": "pulumi-stage",
    "drift-prod": "pulumi-prod",
  });
});
