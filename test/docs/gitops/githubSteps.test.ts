import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { scripts } from "../../support/gitops/exampleScripts";

const run = promisify(execFile);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "github-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the step that contains this text as GitHub does, with stand-ins for commands. */
async function runStep(text: string, env: Record<string, string>, standIns: Record<string, string>) {
  const step = (await scripts()).find(
    (script) => script.file.includes("github") && script.text.includes(text),
  );
  for (const [command, body] of Object.entries(standIns)) {
    await writeFile(path.join(folder, command), `#!/bin/bash\n${body}\n`, { mode: 0o755 });
  }
  const options = { cwd: folder, env: { PATH: `${folder}:${process.env.PATH}`, ...env } };
  const shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.text ?? ""];
  return run("bash", shell, options).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
  );
}
const written = (file: string) => readFile(path.join(folder, file), "utf8");

it.each([
  [0, "No drift of prod"],
  [1, "Drift of prod could not be determined"],
  [2, "Drift of prod"],
  [143, "Drift of prod could not be determined"],
])("ends with the exit code of drift, here %i, and says: %s", async (code, title) => {
  const env = {
    STACK: "prod",
    GITHUB_STEP_SUMMARY: path.join(folder, "summary.md"),
    GITHUB_OUTPUT: path.join(folder, "output"),
  };
  const ended = await runStep("pulumi-aep drift", env, { npx: `echo "asked: $*"; exit ${code}` });
  const asked = "asked: pulumi-aep drift --stack prod\n";
  const annotation = `::error title=${title}::pulumi-aep drift ended with exit code ${code}, see the summary.\n`;
  expect(ended).toEqual({ code, stdout: code === 0 ? asked : asked + annotation });
  expect(await written("summary.md")).toBe(`### ${title}\n\n~~~~~~~~\n${asked}\n~~~~~~~~\n`);
  expect(await written("output")).toBe("checked=true\n");
});

it("the preview job fails when the preview fails, and keeps its output", async () => {
  const env = { STACK: "dev", GITHUB_STEP_SUMMARY: path.join(folder, "summary.md") };
  const ended = await runStep('tee "preview/', env, { pulumi: "echo printed; exit 255" });
  expect(ended.code).toBe(255);
  expect(await written("summary.md")).toContain("### Preview of dev\n\n~~~~~~~~\nprinted\n");
  expect(await written("preview/dev.txt")).toBe("printed\n");
});

it.each([
  ["", "pr comment 7 --body-file comment.md"],
  ["17", "api --method PATCH repos/acme/aep/issues/comments/17 --field body=@comment.md --silent"],
])("the comment job writes one comment, whether one is there (%j) or not", async (earlier, expected) => {
  const env = { GH_REPO: "acme/aep", PULL_REQUEST: "7", COMMIT: "c0ffee" };
  await mkdir(path.join(folder, "previews"));
  await writeFile(path.join(folder, "previews/dev.txt"), "+ 3 to create\n");
  const gh = `echo "$*" >> calls; if [[ "$*" == *--jq* ]]; then echo "${earlier}"; fi`;
  expect(await runStep("gh pr comment", env, { gh })).toEqual({ code: 0, stdout: "" });
  expect((await written("calls")).trimEnd().split("\n").at(-1)).toBe(expected);
  const comment = await written("comment.md");
  expect(comment).toMatch(/^<!-- pulumi preview -->\n### Pulumi preview of c0ffee in dev\n/);
  expect(comment).toContain("+ 3 to create");
  expect(comment).not.toContain("It failed");
});

it("the comment job says that a preview without a result failed", async () => {
  const env = { GH_REPO: "acme/aep", PULL_REQUEST: "7", COMMIT: "c0ffee" };
  await runStep("gh pr comment", env, { gh: "true" });
  expect(await written("comment.md")).toContain("It failed, see the job.");
});

it.each([
  ["compare", 0, 0, ""],
  ["compare", 2, 0, "::notice title=stage and prod differ::"],
  ["compare", 1, 1, "::error title=It could not be determined whether stage and prod differ::"],
  ["compare-equal", 0, 0, ""],
  ["compare-equal", 2, 2, "::error title=stage and prod differ::"],
  ["compare-equal", 1, 1, "::error title=It could not be determined whether stage and prod differ::"],
])("%s: an exit code %i of the comparison becomes %i", async (command, code, ends, annotation) => {
  const env = {
    COMMAND: command,
    FROM: "stage",
    STACK: "prod",
    GITHUB_STEP_SUMMARY: path.join(folder, "summary.md"),
  };
  const ended = await runStep("pulumi-aep compare", env, { npx: `echo "asked: $*"; exit ${code}` });
  expect(ended.code).toBe(ends);
  expect(ended.stdout.slice(0, annotation.length)).toBe(annotation);
  expect(await written("summary.md")).toBe(
    "asked: pulumi-aep compare --from stage --to-stack prod --markdown\n",
  );
});
