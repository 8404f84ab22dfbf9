// The page of the functions.
import { ReflectionKind } from "typedoc";
import { exported, membersOfModule } from "./api.mjs";
import { tableLines } from "./blocks.mjs";
import { exampleOf, firstSentence, tagOf, textOf } from "./comments.mjs";
import { memberForms, memberList, membersFrom, sharedMembers } from "./members.mjs";
import { anchorOf } from "./resource-page.mjs";
import { formsOf, typeText } from "./types.mjs";

/** @typedef {import("typedoc").SignatureReflection} Signature */

const modules = /** @type {const} */ (["aep", "aep.xdm", "azure", "madconnect"]);

/**
 * The functions of a module, without the forms with outputs.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} module
 */
export function functionsOf(project, module) {
  return membersOfModule(project, module)
    .filter(({ kind, name }) => kind === ReflectionKind.Function && !name.endsWith("Output"))
    .toSorted((left, right) => left.name.localeCompare(right.name, "en"));
}

/**
 * The text of the page.
 *
 * @param {import("typedoc").ProjectReflection} project
 */
export function functionsPage(project) {
  const functions = modules.flatMap((module) =>
    functionsOf(project, module).flatMap(({ name, signatures }) => {
      const [signature] = signatures ?? [];
      return signature === undefined ? [] : [{ name: `${module}.${name}`, signature }];
    }),
  );
  return [
    "# Functions",
    "",
    "Rules for all functions, exploring sources, and unit tests: [functions.md](../functions.md).",
    "",
    "The functions of `aep` and `madconnect` also exist with `Output` at the end of their name: their arguments can be outputs",
    "of resources, and they return an output.",
    "",
    ...tableLines(
      ["function", "what it does"],
      functions.map(({ name, signature }) => [
        `[\`${name}\`](#${anchorOf(name)})`,
        firstSentence(textOf(signature.comment)),
      ]),
    ),
    "",
    "## Options",
    "",
    "The second argument of every function that sends requests:",
    "",
    ...memberList(membersFrom(exported(project, "aep.InvokeOptions").children ?? []), "argument"),
    "",
    ...functions.flatMap(({ name, signature }) => functionPart(name, signature)),
  ].join("\n");
}

/**
 * @param {string} name
 * @param {Signature} signature
 */
function functionPart(name, signature) {
  const example = exampleOf(signature.comment);
  return [
    `## ${name}`,
    "",
    textOf(signature.comment),
    "",
    ...tagOf(signature.comment, "@throws").flatMap((text) => [`Error: ${text}`, ""]),
    ...(example === undefined ? [] : ["```ts", example, "```", ""]),
    ...(signature.parameters ?? []).flatMap((parameter) => parameterPart(parameter)),
    ...resultPart(signature),
  ];
}

/** @param {import("typedoc").ParameterReflection} parameter */
function parameterPart(parameter) {
  if (parameter.name === "opts") {
    return [];
  }
  const forms = memberForms(formsOf(parameter.type));
  const { shared, rest } = sharedMembers(forms);
  const own = textOf(parameter.comment);
  if (forms.length === 0) {
    return [
      `- **\`${parameter.name}\`** (\`${typeText(parameter.type)}\`)${own === "" ? "" : `: ${own}`}`,
      "",
    ];
  }
  return [
    "Arguments:",
    "",
    ...memberList(shared, "argument"),
    ...rest.flatMap(({ title, members }) => [
      ...(title === "" ? ["- either:"] : [`- with \`${title}\`:`]),
      ...memberList(members, "argument", "  "),
    ]),
    "",
  ];
}

/** @param {Signature} signature */
function resultPart(signature) {
  const text = tagOf(signature.comment, "@returns").join(" ");
  const { shared, rest } = sharedMembers(memberForms(formsOf(signature.type)));
  const members = [...shared, ...rest.flatMap((form) => form.members)];
  const type = typeText(signature.type);
  return [
    `Result: \`${type}\`${text === "" ? "" : `, ${text}`}`,
    "",
    ...(members.length === 0 ? [] : [...memberList(members, "output"), ""]),
  ];
}
