import { readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const repository = path.resolve(__dirname, "../..");

/** Names of the properties of an interface of the installed SDK, including inherited ones. */
function optionsOf(name: string): string[] {
  const file = require.resolve("@pulumi/pulumi/resource").replace(/\.js$/, ".d.ts");
  const program = ts.createProgram([file], { skipLibCheck: true, noLib: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const found = source?.statements.find(
    (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === name,
  );
  if (found === undefined) {
    throw new Error(`${file} has no interface ${name}.`);
  }
  return checker
    .getTypeAtLocation(found)
    .getProperties()
    .map((property) => property.name);
}

async function rowsUnder(heading: string): Promise<string[]> {
  const text = await readFile(path.join(repository, "docs/options.md"), "utf8");
  const [, section = ""] = text.split(`${heading}\n`);
  const [table = ""] = /(?:^\|.*\n)+/m.exec(section) ?? [];
  return table.split("\n").slice(2).filter(Boolean);
}

test("docs/options.md has one row for each option of a resource of the installed SDK, and no other.", async () => {
  const documented = (await rowsUnder("## Options of a resource")).map((row) => /^\| `(\w+)`/.exec(row)?.[1]);
  const options = optionsOf("CustomResourceOptions");
  expect(options).toContain("customTimeouts");
  expect(documented).toEqual(options.toSorted());
  for (const row of await rowsUnder("## Options of a resource")) {
    expect(row).toMatch(/^\| `\w+` \| \S.* \|$/);
  }
});

test("docs/options.md names the options that only a component has.", async () => {
  const ofResources = new Set(optionsOf("CustomResourceOptions"));
  const own = optionsOf("ComponentResourceOptions").filter((name) => !ofResources.has(name));
  const text = await readFile(path.join(repository, "docs/options.md"), "utf8");
  const [, paragraph = ""] = /^(The component .*?)\n\n/ms.exec(text) ?? [];
  expect(own).toContain("providers");
  expect(own.filter((name) => !paragraph.includes(`\`${name}\``))).toEqual([]);
});

test("docs/options.md has a row for each command and option that concerns resources.", async () => {
  const documented = (await rowsUnder("## Options of commands")).join("\n");
  for (const name of [
    ...[
      "--target",
      "--target-dependents",
      "--exclude",
      "--continue-on-error",
      "--replace",
      "--refresh",
      "--plan",
    ],
    ...["pulumi state taint", "pulumi state move", "pulumi state rename", "pulumi stack rename"],
    ...["pulumi refresh", "pulumi refresh --run-program", "pulumi import"],
  ]) {
    expect(documented).toContain(`\`${name}\``);
  }
});
