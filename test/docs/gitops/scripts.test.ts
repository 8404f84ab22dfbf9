import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { commands } from "../../../cli";
import { commandLinesIn, filesIn, type Script, scripts } from "../../support/gitops/exampleScripts";

const run = promisify(execFile);

describe("every script", () => {
  let all: Script[];
  beforeAll(async () => {
    all = await scripts();
  });

  it("is valid for bash", async () => {
    expect(new Set(all.map(({ file }) => path.dirname(file)))).toEqual(
      new Set(["examples/gitops/github", "examples/gitops/gitlab", "examples/gitops", "docs"]),
    );
    for (const { file, text } of all) {
      // GitHub replaces its expressions before a shell reads the script.
      expect(text, file).not.toMatch(/\$\{\{/);
      await run("bash", ["-n", "-c", text]);
    }
    await expect(run("bash", ["-n", "-c", "if true; then"])).rejects.toThrow("syntax error");
  });

  it("uses commands and options that pulumi-aep has", () => {
    const lines = all.flatMap(commandLinesIn).filter(({ program }) => program === "pulumi-aep");
    expect(new Set(lines.map(({ words }) => words[0]))).toEqual(new Set(["doctor", "drift", "recover"]));
    for (const { file, words, options } of lines) {
      const command = commands.find(({ name }) => name === words[0]);
      const known = Object.keys(command?.options ?? {}).map((option) => `--${option}`);
      expect(known, `pulumi-aep ${words[0]} in ${file}`).toEqual(expect.arrayContaining([...options]));
    }
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
