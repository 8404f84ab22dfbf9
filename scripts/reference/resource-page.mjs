// The page of one resource.
import { ReflectionKind } from "typedoc";
import { exported } from "./api.mjs";
import { examplesOf, textOf } from "./comments.mjs";
import { memberForms, memberList, membersFrom, sharedMembers } from "./members.mjs";
import { errorLines } from "./resource-errors.mjs";
import { changeLines, getLines, importLines, optionLines, permissionLines } from "./resource-sections.mjs";
import { formsOf } from "./types.mjs";

/** @typedef {import("./kind-data.mjs").KindData} KindData */

/** Where the folder docs/ is, as seen from a page of a resource. */
const docs = "../..";

/** @param {string} className */
export function fileOf(className) {
  const words = className.replace(/^aep\./, "").replaceAll(".", "");
  return `${words.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}.md`;
}

/** @param {string} className */
export function titleOf(className) {
  return className.replace(/^aep\./, "");
}

/**
 * The text of the page.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {KindData} kind
 * @param {ReadonlySet<string>} chapters - of docs/resources.md
 */
export function resourcePage(project, kind, chapters) {
  const { className } = kind;
  const declaration = exported(project, className);
  const title = titleOf(className);
  return [
    `# ${title}`,
    "",
    textOf(declaration.comment),
    "",
    ...(chapters.has(title)
      ? [`More about it: [resources.md](${docs}/resources.md#${anchorOf(title)}).`, ""]
      : []),
    ...section("Example", exampleLines(declaration)),
    ...section("Arguments", argumentLines(project, className)),
    ...section("Outputs", outputLines(declaration)),
    ...section("Changes", changeLines(kind)),
    ...section("Errors", errorLines(kind)),
    ...section("Options", optionLines(kind)),
    ...section("Read an existing one", getLines(declaration, kind)),
    ...section("Import", importLines(title)),
    ...section("Permissions", permissionLines(kind)),
  ].join("\n");
}

/**
 * The anchor of a heading, as GitHub derives it.
 *
 * @param {string} heading
 */
export function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");
}

/**
 * @param {string} heading
 * @param {readonly string[]} lines
 */
export function section(heading, lines) {
  return lines.length === 0 ? [] : [`## ${heading}`, "", ...lines, ""];
}

/** @param {import("typedoc").DeclarationReflection} declaration */
export function exampleLines(declaration) {
  return examplesOf(declaration.comment).flatMap((example, index) => [
    ...(index === 0 ? [] : [""]),
    "```ts",
    example,
    "```",
  ]);
}

/**
 * The types of the arguments of a class.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} className
 */
export function argumentTypes(project, className) {
  const constructors = exported(project, className).children?.filter(
    ({ kind }) => kind === ReflectionKind.Constructor,
  );
  const parameters = constructors?.[0]?.signatures?.[0]?.parameters ?? [];
  return parameters.filter(({ name }) => name === "args").map(({ type }) => type);
}

/**
 * The forms of the arguments of a class.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} className
 */
export function argumentForms(project, className) {
  return memberForms(argumentTypes(project, className).flatMap((type) => formsOf(type)));
}

/**
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} className
 */
export function argumentLines(project, className) {
  const forms = argumentForms(project, className);
  const { shared, rest } = sharedMembers(forms);
  // What applies to all arguments.
  const [only] = forms.length === 1 ? forms : [];
  const text = (only?.text ?? "").replace(/^Arguments of [^.:]*[.:]\s*/, "");
  return [
    ...(text === "" ? [] : [`${text.slice(0, 1).toUpperCase()}${text.slice(1)}`, ""]),
    ...memberList(shared, "argument"),
    ...rest.flatMap(({ title, text, members }) => [
      "",
      `### With \`${title}\``,
      "",
      text,
      "",
      ...memberList(members, "argument"),
    ]),
  ];
}

/**
 * The outputs of a class.
 *
 * @param {import("typedoc").DeclarationReflection} declaration
 */
export function outputMembers(declaration) {
  return membersFrom(outputProperties(declaration));
}

/**
 * The types of the outputs of a class.
 *
 * @param {import("typedoc").DeclarationReflection} declaration
 */
export function outputTypes(declaration) {
  return outputProperties(declaration).map(({ type }) => type);
}

/** @param {import("typedoc").DeclarationReflection} declaration */
function outputProperties(declaration) {
  return (declaration.children ?? []).filter(
    ({ kind, flags, name }) => kind === ReflectionKind.Property && !flags.isStatic && !name.startsWith("__"),
  );
}

/** @param {import("typedoc").DeclarationReflection} declaration */
function outputLines(declaration) {
  return [
    "- **`id`** (`string`): Id of the resource, as its service has it.",
    ...memberList(outputMembers(declaration), "output"),
  ];
}
