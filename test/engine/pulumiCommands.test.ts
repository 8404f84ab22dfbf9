import { beforeAll, expect, it } from "vitest";
import { commandSpansOf, pagesWithCode, scriptOf } from "../support/docs/pages";
import { PulumiCommands } from "../support/docs/pulumiCommands";
import { commandsIn } from "../support/docs/shell";
import { scripts } from "../support/gitops/exampleScripts";

let pulumi: PulumiCommands;
beforeAll(async () => {
  pulumi = await PulumiCommands.read();
});

/** What is wrong with the commands of Pulumi in scripts. */
const mistakesIn = (texts: readonly string[]) =>
  texts
    .flatMap(commandsIn)
    .flatMap(([program, ...args]) => (program === "pulumi" ? (pulumi.mistakeOf(args) ?? []) : []));

it("the example pipelines use commands and options that Pulumi has", async () => {
  expect(mistakesIn((await scripts()).map(({ text }) => text))).toEqual([]);
});

it.each(pagesWithCode)("docs/%s has only commands and options of Pulumi that exist", (page) => {
  expect(mistakesIn([scriptOf(page), ...commandSpansOf(page)])).toEqual([]);
});

it.each([
  "pulumi upp",
  "pulumi stack shw",
  "pulumi up --yess",
  "pulumi config set --secrt key value",
  "a=$(pulumi preview --jsn)",
])("a command is refused: %s", (script) => {
  expect(mistakesIn([script])).toHaveLength(1);
});

it.each(["pulumi -C infra up -y --stack=dev", "pulumi stack ls", "pulumi config set --path a.b -- -1"])(
  "a command is accepted: %s",
  (script) => {
    expect(mistakesIn([script])).toEqual([]);
  },
);
