// What the texts of the API lack.
import { ReflectionKind } from "typedoc";
import { exported } from "./api.mjs";
import { exampleOf, textOf } from "./comments.mjs";
import { functionsOf } from "./functions-page.mjs";
import { allMembers, memberForms } from "./members.mjs";
import { argumentForms, argumentTypes, outputMembers, outputTypes } from "./resource-page.mjs";
import { formsOf, unexportedTypes } from "./types.mjs";

/** @typedef {import("./members.mjs").Member} Member */

/**
 * A line for each text that a class lacks: its own, an example, and those of its arguments and outputs.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} className
 */
export function missingTexts(project, className) {
  const declaration = exported(project, className);
  const forms = argumentForms(project, className);
  return [
    ...(textOf(declaration.comment) === "" ? [`${className} has no text`] : []),
    ...(exampleOf(declaration.comment) === undefined ? [`${className} has no example`] : []),
    ...(forms.length === 0 ? [`${className} has no arguments`] : []),
    ...withoutText(`argument of ${className}`, allMembers(forms)),
    ...withoutText(`output of ${className}`, everyMember(outputMembers(declaration))),
    ...notExported(className, [...argumentTypes(project, className), ...outputTypes(declaration)]),
  ];
}

/**
 * A line for each text that the functions of a module lack.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} module
 */
export function missingFunctionTexts(project, module) {
  return functionsOf(project, module).flatMap(({ name, signatures }) => {
    const signature = signatures?.[0];
    const parameters = (signature?.parameters ?? []).filter(
      (parameter) => parameter.kind === ReflectionKind.Parameter && parameter.name !== "opts",
    );
    return [
      ...(textOf(signature?.comment) === "" ? [`${module}.${name} has no text`] : []),
      ...parameters.flatMap(({ type }) =>
        withoutText(`argument of ${module}.${name}`, allMembers(memberForms(formsOf(type)))),
      ),
      ...withoutText(`result of ${module}.${name}`, allMembers(memberForms(formsOf(signature?.type)))),
      ...notExported(`${module}.${name}`, [...parameters.map(({ type }) => type), signature?.type]),
    ];
  });
}

/**
 * Members, and those inside of them.
 *
 * @param {readonly Member[]} members
 */
function everyMember(members) {
  return members.flatMap((member) => [member, ...allMembers(member.forms)]);
}

/**
 * @param {string} what
 * @param {readonly (import("typedoc").SomeType | undefined)[]} types
 */
function notExported(what, types) {
  const names = new Set(types.flatMap((type) => unexportedTypes(type)));
  return [...names].map((name) => `${what} has the type ${name}, which the package does not export`);
}

/**
 * @param {string} what
 * @param {readonly Member[]} members
 */
function withoutText(what, members) {
  return members.filter(({ text }) => text === "").map(({ path }) => `${what} has no text: ${path}`);
}
