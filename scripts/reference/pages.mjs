// All pages of the reference, by file below docs/reference/.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../paths.mjs";
import { exported } from "./api.mjs";
import { changesPage } from "./changes-page.mjs";
import { commandsPage } from "./commands-page.mjs";
import { firstSentence, textOf } from "./comments.mjs";
import { configurationPage } from "./configuration-page.mjs";
import { errorsPage } from "./errors-page.mjs";
import { functionsPage } from "./functions-page.mjs";
import { kindData } from "./kind-data.mjs";
import { otherClasses, otherPage } from "./other-pages.mjs";
import { fileOf, resourcePage, titleOf } from "./resource-page.mjs";

/**
 * The parts of the package that the pages show. `npm run docs` passes the built ones, and the tests the sources.
 *
 * @typedef {object} Parts
 * @property {import("./kind-data.mjs").Provider} provider
 * @property {import("./configuration-page.mjs").KeyTables} keys
 * @property {import("./errors-page.mjs").AdviceTable} adviceTable
 * @property {Pick<typeof import("../../cli/index.js"), "commands" | "helpOf">} cli
 */

/**
 * Every page.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {Parts} parts
 * @returns {Promise<Map<string, string>>}
 */
export async function referencePages(project, { provider, keys, adviceTable, cli }) {
  const kinds = await kindData(provider, adviceTable);
  const chapters = chaptersOf(readFileSync(join(checkout, "docs", "resources.md"), "utf8"));
  const others = /** @type {(keyof typeof otherClasses)[]} */ (Object.keys(otherClasses));
  const pages = {
    ...Object.fromEntries(
      kinds.map((kind) => [`resources/${fileOf(kind.className)}`, resourcePage(project, kind, chapters)]),
    ),
    ...Object.fromEntries(
      others.map((className) => [`resources/${fileOf(className)}`, otherPage(project, className)]),
    ),
    "changes.md": changesPage(kinds),
    "functions.md": functionsPage(project),
    "commands.md": commandsPage(cli.commands, cli.helpOf),
    "configuration.md": configurationPage(project, keys),
    "errors.md": errorsPage(adviceTable),
    "README.md": indexPage(project, [...kinds.map(({ className }) => className), ...others]),
  };
  return new Map(Object.entries(pages).map(([file, text]) => [file, `${text.trimEnd()}\n`]));
}

/** @param {string} page */
function chaptersOf(page) {
  return new Set([...page.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading));
}

/** What the index lists besides the resources: title, file and contents. */
const otherPages = [
  ["What a change does", "changes.md", "which arguments update a resource, and which replace it"],
  ["Functions", "functions.md", "read, explore and run from a program"],
  ["Commands", "commands.md", "arguments and options of `pulumi-aep`"],
  ["Configuration keys", "configuration.md", "with environment variables and defaults"],
  ["Connectors", "../connectors.md", "authentication specs and their parameters"],
  ["Options of Pulumi", "../options.md", "what each option of a resource or a command does here"],
  ["Error codes", "errors.md", "the advice for each"],
  ["Faults", "../faults.md", "messages when the network, a service or another user interferes"],
  [
    "Options of the emulator",
    "../../emulator/README.md#starting-it",
    "those of the command and of `startEmulator`",
  ],
  [
    "Switches of the emulator",
    "../../emulator/README.md#switches",
    "behaviour that AEP's and Azure's documentation leaves open",
  ],
  [
    "Switches of the emulator for MadConnect",
    "../../emulator/README.md#madconnect",
    "the same for MadConnect",
  ],
  ["Faults of the emulator", "../../emulator/README.md#faults", "what it can do to a request"],
];

/**
 * @param {import("typedoc").ProjectReflection} project
 * @param {readonly string[]} classNames
 */
function indexPage(project, classNames) {
  const links = classNames.map((className) => {
    const summary = firstSentence(textOf(exported(project, className).comment));
    return `- [${titleOf(className)}](resources/${fileOf(className)}): ${summary}`;
  });
  return [
    "# Reference",
    "",
    "<!-- npm run docs generates the pages of this folder from the sources of the package: do not edit them. -->",
    "",
    "What a program can use: every resource with its arguments and outputs, every function, command and configuration key.",
    "",
    "## Resources",
    "",
    ...links,
    "",
    "## Everything else",
    "",
    ...otherPages.map(([title, file, text]) => `- [${title}](${file}): ${text}`),
    "",
  ].join("\n");
}
