import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { classNameOf, kinds, tokenOf } from "../../provider/kinds";
import { ExampleCompiler, examplesOf, examplesOfTexts } from "../support/docs/apiExamples";
import {
  contextOf,
  exampleContexts,
  sequelOf,
  textsTestedElsewhere,
  withoutExample,
} from "../support/docs/exampleContexts";
import { programOf, runProgram } from "../support/docs/exampleRun";
import { followedPages, programsOfPages } from "../support/docs/howTo";
import { blocksOf } from "../support/docs/page";
import { pagesWithCode } from "../support/docs/pages";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";

const compiler = new ExampleCompiler();
const exports = compiler.exports();
const texts = examplesOfTexts();
const examples = [
  ...examplesOf(exports),
  ...texts.filter(({ title }) => textsTestedElsewhere[title] === undefined),
];
const firstOf = (name: string) => examples.find((example) => example.name === name)?.code ?? "";
const compiled = compiler.compile(
  examples.map(({ title, name, code }) =>
    title.includes("docs/reference")
      ? programOf(`${contextOf(title, name)}\n${firstOf(name)}\nawait created();`, code)
      : programOf(contextOf(title, name), code, sequelOf(name)),
  ),
);
/** Pages whose parts of programs other tests run. */
const ranPages: ReadonlySet<string> = new Set(
  [...followedPages, ...programsOfPages].map(({ page }) => page).concat("tutorial.md"),
);
const parts = pagesWithCode
  // Those of texts outside docs/ are among the examples.
  .filter((page) => !page.startsWith("../") && !ranPages.has(page))
  .flatMap((page) => blocksOf(page).map((block) => ({ ...block, page })))
  .filter(({ language }) => language === "ts")
  .map((part) => ({ ...part, code: part.text.replaceAll(/^export (?=const )/gm, "") }));
const compiledParts = compiler.compile(
  parts.map(({ code }) => programOf("const flow = {} as aep.Flow;", code)),
);
const programs = examples.map((example, index) => ({ ...example, ...compiled[index] }));

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ switches: { interactiveAuthoringRequired: false } });
});
afterAll(() => emulator.close());

it("every exported class and function has an example", () => {
  const lacking = exports.filter(({ isCallable, examples: own }) => isCallable && own.length === 0);
  const unexpected = lacking.filter(({ name }) => !withoutExample.some(({ names }) => names.test(name)));
  expect(unexpected.map(({ name }) => name)).toEqual([]);
});

it("every text with code is compiled", () => {
  expect(texts.map(({ title }) => title)).toEqual(
    expect.arrayContaining(["README.md", "emulator/README.md"]),
  );
  expect(
    Object.keys(textsTestedElsewhere).filter((file) => !texts.some(({ title }) => title === file)),
  ).toEqual([]);
});

it("there are contexts only of examples that exist", () => {
  const known = new Set(examples.flatMap(({ title, name }) => [title, name]));
  expect(Object.keys(exampleContexts).filter((name) => !known.has(name))).toEqual([]);
});

it("there are parts of programs", () => {
  expect(new Set(parts.map(({ page }) => page))).toEqual(new Set(["functions.md", "resources.md"]));
});

it.each(parts.map((part, index) => ({ ...part, ...compiledParts[index] })))(
  "the part of a program in docs/$page below $section compiles",
  ({ messages }) => {
    expect(messages).toEqual([]);
  },
);

describe.each(programs)("the example of $title", ({ name, code = "", messages }) => {
  it("compiles", () => {
    expect(messages).toEqual([]);
  });

  it("runs on the emulator", async () => {
    emulator.reset();
    const { failures, types } = await runProgram(code, emulator, new PlainClient(emulator.url));
    expect(failures).toEqual([]);
    const kind = kinds.find((candidate) => classNameOf(candidate) === name);
    expect(types).toEqual(expect.arrayContaining(kind === undefined ? [] : [tokenOf(kind)]));
  });
});
