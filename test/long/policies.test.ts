import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { blockOf, filledIn } from "../support/docs/guide";
import { ProjectShell } from "../support/engine/projectShell";
import { failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";
import { checkout } from "../support/installedPackage";

const bed = sharedStack("options.ts");

/** The pack of docs/policies.md; `@pulumi/policy` comes from this checkout. */
async function writePack(): Promise<string> {
  const program = blockOf("policies.md", "Policies").text;
  const library = JSON.stringify(path.join(checkout, "node_modules/@pulumi/policy"));
  const file = path.join(bed.project.folder, "policies");
  await writeFile(file, filledIn(program, { '"@pulumi/policy"': library }));
  const manifest = { name: "acme-policies", version: "1.0.0", private: true };
  await writeFile(path.join(bed.project.folder, "package.json"), JSON.stringify(manifest));
  return file;
}

it("stops a preview by a typed rule for a class, and only where the rule is violated", async () => {
  const policyPacks = [await writePack()];
  const commands = filledIn(blockOf("policies.md", "Policies", 1).text, {
    "npm install --save-dev @pulumi/policy\n": "",
  });
  const { code, output } = await new ProjectShell(bed.stack).script(commands);
  expect(code, output).toBe(0);
  expect(output).toMatch(/acme@v?1\.0\.0/);
  await setChanges(bed.stack, { titles: ["Orders"] });
  const message = await failureOf(bed.stack.preview({ policyPacks }));
  const violations = new Set(message.match(/The title .* does not begin with ACME/g));
  expect([...violations]).toEqual(["The title Orders does not begin with ACME"]);
  expect(await bed.plain.requests()).toEqual([]);
});
