import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { commandLinesIn, scripts } from "../support/gitops/exampleScripts";

/** Pulumi's help on a command or one of its aliases; `undefined` if the command does not exist. */
async function helpOn(words: readonly string[]): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)("pulumi", [...words, "--help"]);
  const [, usage = ""] = /^Usage:\n +pulumi ((?:[a-z-]+ ?)*)/m.exec(stdout) ?? [];
  const [, aliases = ""] = /^Aliases:\n +(.*)$/m.exec(stdout) ?? [];
  const parents = usage.trim().split(" ").slice(0, -1);
  const names = [usage.trim(), ...aliases.split(", ").map((name) => [...parents, name].join(" "))];
  return names.includes(words.join(" ")) ? stdout : undefined;
}

it("the example pipelines and their documents use commands and options that Pulumi has", async () => {
  const lines = (await scripts()).flatMap(commandLinesIn).filter(({ program }) => program === "pulumi");
  const asked = new Set(lines.map(({ words }) => words[0]));
  for (const command of ["preview", "up", "stack", "config", "cancel"]) {
    expect(asked).toContain(command);
  }
  for (const { file, words, options } of lines) {
    const command = `pulumi ${words.join(" ")} in ${file}`;
    const help = (await helpOn(words.slice(0, 2))) ?? (await helpOn(words.slice(0, 1)));
    expect(help, command).toBeDefined();
    const known = (help ?? "").match(/(?<=[\s,])--?[a-z][\w-]*/gi) ?? [];
    expect(known, command).toEqual(expect.arrayContaining([...options]));
  }
  expect(await helpOn(["upp"])).toBeUndefined();
});
