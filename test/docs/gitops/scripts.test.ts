import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { kindFacts } from "../../../provider/kinds";
import { blocksOf } from "../../support/docs/page";
import { mistakeOf } from "../../support/docs/programs";
import { commandsIn } from "../../support/docs/shell";
import { filesIn, type Script, scripts } from "../../support/gitops/exampleScripts";

const run = promisify(execFile);

describe("every script", () => {
  let all: Script[];
  beforeAll(async () => {
    all = await scripts();
  });

  it("is valid for bash", async () => {
    expect(new Set(all.map(({ file }) => path.dirname(file)))).toEqual(
      new Set(["github", "gitlab", "azure-devops"].map((folder) => `examples/gitops/${folder}`)),
    );
    for (const { file, text } of all) {
      // GitHub replaces its expressions before a shell reads the script.
      expect(text, file).not.toMatch(/\$\{\{/);
      await run("bash", ["-n", "-c", text]);
    }
    await expect(run("bash", ["-n", "-c", "if true; then"])).rejects.toThrow("syntax error");
  });

  it("uses commands and options that pulumi-aep has", () => {
    const own = all
      .flatMap(({ text }) => commandsIn(text))
      .filter(([program, name]) => (program === "npx" ? name : program) === "pulumi-aep");
    expect(new Set(own.map((words) => words[words.indexOf("pulumi-aep") + 1]))).toEqual(
      new Set(["compare", "drift"]),
    );
    expect(own.flatMap((words) => mistakeOf(words) ?? [])).toEqual([]);
  });
});

it.each(["docs/gitops.md", "examples/gitops/README.md"])(
  "%s links only to files that are there",
  async (file) => {
    const text = (await filesIn(file)).get(file) ?? "";
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = ""]) => target);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) {
      const linked = path.join(path.dirname(file), target);
      expect([...(await filesIn(linked)).keys()], linked).toEqual([linked]);
    }
  },
);

it("examples/gitops/README.md lists the permissions on Azure that the provider asks for, and that of its example", async () => {
  const readme = (await filesIn("examples/gitops/README.md")).get("examples/gitops/README.md") ?? "";
  const needed = Object.keys(kindFacts.azurePrivateEndpointApproval.azureRights);
  expect(needed).toHaveLength(4);
  for (const permission of [...needed, "Microsoft.Storage/storageAccounts/listKeys/action"]) {
    expect(readme).toContain(`\`${permission}\``);
  }
});

it("examples/gitops/README.md gives each stage its own container, vault and key", () => {
  const all = blocksOf("../examples/gitops/README.md").map(({ text }) => text);
  const shared = all.filter((text) => /acme-pulumi\.vault|azblob:\/\/pulumi\?/.test(text));
  expect(shared).toEqual([]);
  expect(all.join("\n")).toMatch(
    /for stage in dev stage prod; do\n.*container create[\s\S]*keyvault create[\s\S]*key create/,
  );
});
