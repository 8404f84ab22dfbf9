import { globSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { installationProblem } from "../../sdk/installation";
import { blockOf } from "../support/docs/guide";
import { checkout } from "../support/installedPackage";
import { combinations } from "../support/packages/combinations";
import { managers } from "../support/packages/packageManagers";

const read = (file: string) => readFileSync(path.join(checkout, file), "utf8");
const page = read("docs/package-managers.md");

test("docs/package-managers.md lists exactly the combinations that tests run", () => {
  const rows = [...page.matchAll(/^\| (npm|pnpm|yarn|bun) (\d\S*) \| (.+) \| (.+) \|$/gm)].map(
    ([, manager, version, what, outcome = ""]) => ({
      manager,
      version,
      what,
      outcome: outcome.replace(/^\[(.*)\]\(#.*\)$/, "$1"),
    }),
  );
  const tested = Object.values(combinations).map(({ manager, ...others }) => ({
    manager,
    // The tests use the npm of the machine, of one of these versions.
    version: managers[manager].version ?? "11",
    ...others,
  }));
  expect(rows).toEqual(tested);
});

test("docs/package-managers.md shows the error of a program that breaks its rule", async () => {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-")));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = path.join(root, "acme/infra");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), "{}");
  await writeFile(path.join(root, "pnpm-lock.yaml"), "");
  const problem = installationProblem(folder, "0.1.0");
  const { text } = blockOf("package-managers.md", "The package is not installed in the program's folder");
  expect(`error: ${problem?.message.replaceAll(root, "")}\n`).toBe(text);
});

test("each combination has its test", () => {
  const tests = globSync("test/{engine,long}/packageManagers.test.ts", { cwd: checkout })
    .map(read)
    .join("\n");
  const named = [...tests.matchAll(/(?:\(|fixed: )"(\w+)"/g)].map(([, name]) => name);
  expect(named).toEqual(expect.arrayContaining(Object.keys(combinations)));
});
