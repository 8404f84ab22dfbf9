import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProjectReflection } from "typedoc";
import { beforeAll, expect, test } from "vitest";
import * as cli from "../../cli/index.js";
import * as command from "../../emulator/command/optionTable.js";
import { gatewayErrorCodes } from "../../emulator/core/faults.js";
import { madconnectSwitches } from "../../emulator/madconnect/switches.js";
import { switchTable } from "../../emulator/services.js";
import * as provider from "../../provider/cliApi.js";
import * as keys from "../../provider/config/keys.js";
import { adviceTable } from "../../provider/http/adviceTable.js";
import { checkout } from "../paths.mjs";
import { readApi } from "./api.mjs";
import { pagesWithBlocks, replaceBlock } from "./blocks.mjs";
import { missingClaims, missingDefaults, wrongClaims } from "./claims.mjs";
import { faultRows } from "./fault-rows.mjs";
import { type KindData, kindData } from "./kind-data.mjs";
import { otherClasses } from "./other-pages.mjs";
import { pageBlocks } from "./page-blocks.mjs";
import { referencePages } from "./pages.mjs";
import { textsOfPattern } from "./patterns.mjs";
import { fileOf } from "./resource-page.mjs";
import { missingFunctionTexts, missingTexts } from "./texts.mjs";
import { referenceFolder } from "./write.mjs";

const classNames = [...provider.kinds.map(provider.classNameOf), ...Object.keys(otherClasses)];

const emulator = { switchTable, madconnectSwitches, command, gatewayErrorCodes };
const begin = "<!-- begin names: npm run docs writes this part -->";
const end = "<!-- end names -->";

let project: ProjectReflection;
let pages: Map<string, string>;
let kinds: readonly KindData[];
beforeAll(async () => {
  ({ project } = await readApi());
  kinds = await kindData(provider, adviceTable);
  pages = await referencePages(project, { provider, keys, adviceTable, cli });
});

test("docs/reference/ has exactly the generated pages: npm run docs writes them.", () => {
  const files = globSync("**/*.md", { cwd: referenceFolder }).map((file) => file.replaceAll("\\", "/"));
  expect(files.toSorted()).toEqual([...pages.keys()].toSorted());
});

test("Each page in docs/reference/ is up to date: npm run docs writes it.", () => {
  for (const [file, text] of pages) {
    expect(readFileSync(join(referenceFolder, file), "utf8"), file).toBe(text);
  }
});

test("Each generated part of another page is up to date: npm run docs writes it.", () => {
  for (const [file, text] of pagesWithBlocks(pageBlocks(kinds, emulator))) {
    expect(readFileSync(join(checkout, file), "utf8"), file).toBe(text);
  }
});

test.each([
  ["no comments", "# Page\n"],
  ["no end", `${begin}\n`],
  ["two blocks", `${begin}\n${end}\n${begin}\n${end}\n`],
  ["two ends", `${begin}\n${end}\n${end}\n`],
])("A page with %s for a generated part is an error.", (_name, text) => {
  const block = { file: "page.md", name: "names", lines: ["| a |"] };
  expect(() => replaceBlock(text, block)).toThrow("page.md must contain this once");
  expect(replaceBlock(`a\n${begin}\nold\n${end}\nb\n`, block)).toBe(`a\n${begin}\n\n| a |\n\n${end}\nb\n`);
});

test("A fault of the emulator without a comment is an error.", () => {
  const commented =
    "export interface FaultKinds {\n  /** The body is lost. */\n  lost: { apply?: boolean };\n}";
  expect(faultRows(commented)).toEqual([["`lost` with `apply`", "The body is lost."]]);
  expect(() => faultRows(commented.replace(/\/\*\*.*\*\//, ""))).toThrow("The fault lost has no comment");
});

test("The codes and words that errors.md shows are those that the patterns of the advice match.", () => {
  for (const { code, about } of adviceTable) {
    const pattern = code ?? about?.detail;
    const texts = pattern === undefined ? [] : textsOfPattern(pattern.source);
    expect(pattern === undefined || texts.length > 0).toBe(true);
    expect(texts.filter((text) => pattern?.test(text.replace("…", "")) === false)).toEqual([]);
  }
  expect(textsOfPattern("^(Linked)?Failed$|^A-1[0-2]-")).toEqual([
    "Failed",
    "LinkedFailed",
    ...["A-10-…", "A-11-…", "A-12-…"],
  ]);
  expect(() => textsOfPattern("^A.*B$")).toThrow("The pattern A.*B has no text.");
});

test("Each switch and each option of the emulator has a text.", () => {
  const texts = [
    ...Object.entries(emulator.switchTable).map(([name, { reason }]) => [name, reason] as const),
    ...Object.entries(emulator.command.optionTable).map(([name, { meaning }]) => [name, meaning] as const),
  ];
  expect(texts.filter(([, text]) => text.trim() === "")).toEqual([]);
});

const sections = [
  ...["Example", "Arguments", "Outputs", "Changes", "Errors", "Options", "Read an existing one", "Import"],
  "Permissions",
];

test.each(provider.kinds.map(provider.classNameOf))("The page of %s has all sections.", (className) => {
  const page = pages.get(`resources/${fileOf(className)}`) ?? "";
  const found = [...page.matchAll(/^## (.+)\n\n(.*)/gm)];
  expect(found.map(([, heading]) => heading)).toEqual(sections);
  expect(found.filter(([, , line = ""]) => line === "" || line.startsWith("#"))).toEqual([]);
});

test("docs/reference/README.md links to every page of the reference, and to those outside its folder.", () => {
  const index = pages.get("README.md") ?? "";
  const inside = [...pages.keys()].filter((file) => file !== "README.md");
  const outside = ["connectors.md", "options.md", "faults.md"].map((file) => `../${file}`);
  const ofEmulator = ["starting-it", "faults", "switches", "madconnect"].map(
    (anchor) => `../../emulator/README.md#${anchor}`,
  );
  for (const target of [...inside, ...outside, ...ofEmulator]) {
    expect(index).toContain(`](${target}): `);
  }
});

test.each(classNames)("%s, each of its arguments and each of its outputs has a text.", (className) => {
  expect(missingTexts(project, className)).toEqual([]);
});

test.each(["aep", "aep.xdm", "azure", "madconnect"])(
  "Each function of %s, each of its arguments with its default, and each member of its result has a text.",
  (module) => {
    expect(missingFunctionTexts(project, module)).toEqual([]);
    expect(missingDefaults(project, module)).toEqual([]);
  },
);

test.each(classNames)(
  "The text of each argument of %s says what a change does and what the default is.",
  (className) => {
    expect(missingClaims(project, className)).toEqual([]);
  },
);

test("What the texts of arguments say about replacements is what the provider does.", () => {
  expect(kinds.flatMap((kind) => wrongClaims(project, kind))).toEqual([]);
});

test("A text that calls a replacement an update is found, and so is a wrong order.", () => {
  const [flow, connection] = ["aep.Flow", "madconnect.Connection"].map((className) => {
    const found = kinds.find((kind) => kind.className === className);
    if (found === undefined) {
      throw new Error(`There is no ${className}.`);
    }
    return found;
  });
  const changed = [
    { ...flow, replaceOnChange: { name: "deleteFirst" } },
    {
      ...connection,
      facts: { ...connection?.facts, unchangeable: ["status"] },
      replaceOnChange: { srcConnectorId: "createFirst" },
    },
  ] as KindData[];
  expect(changed.flatMap((kind) => wrongClaims(project, kind))).toEqual(
    expect.arrayContaining([
      "aep.Flow, name: a change replaces the resource",
      "aep.Flow, name: a change is no update",
      "aep.Flow, flowSpec: a change does not replace the resource",
      "madconnect.Connection, status: a change is refused",
      "madconnect.Connection, srcConnectorId: the new one is created first",
    ]),
  );
});
