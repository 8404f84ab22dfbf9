import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
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

test("each combination has its test", () => {
  const tests = globSync("test/{engine,long}/packageManagers.test.ts", { cwd: checkout })
    .map(read)
    .join("\n");
  const named = [...tests.matchAll(/(?:\(|fixed: )"(\w+)"/g)].map(([, name]) => name);
  expect(named).toEqual(expect.arrayContaining(Object.keys(combinations)));
});
