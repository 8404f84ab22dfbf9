import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";
import { checkout } from "../support/installedPackage";

const bed = sharedStack("options.ts");

/** The pack of docs/policies.md as an executable file; `@pulumi/policy` comes from this checkout. */
async function writePack(): Promise<string> {
  const page = await readFile(path.join(checkout, "docs/policies.md"), "utf8");
  const [, program = ""] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const library = JSON.stringify(path.join(checkout, "node_modules/@pulumi/policy"));
  const file = path.join(bed.project.folder, "policies");
  await writeFile(file, program.replace('"@pulumi/policy"', library));
  await chmod(file, 0o755);
  const manifest = { name: "acme-policies", version: "1.0.0", private: true };
  await writeFile(path.join(bed.project.folder, "package.json"), JSON.stringify(manifest));
  return file;
}

it("stops a preview by a typed rule for a class, and only where the rule is violated", async () => {
  const policyPacks = [await writePack()];
  await bed.stack.preview({ policyPacks });
  await setChanges(bed.stack, { titles: ["Orders"] });
  const message = await failureOf(bed.stack.preview({ policyPacks }));
  const violations = new Set(message.match(/The title .* does not begin with ACME/g));
  expect([...violations]).toEqual(["The title Orders does not begin with ACME"]);
  expect(await bed.plain.requests()).toEqual([]);
});
