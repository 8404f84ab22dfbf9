// Where the texts of arguments say nothing about a default or a change, or something else than the data of the provider.
import { functionsOf } from "./functions-page.mjs";
import { allMembers, memberForms } from "./members.mjs";
import { argumentForms } from "./resource-page.mjs";
import { formsOf } from "./types.mjs";

/**
 * @typedef {import("./members.mjs").Member} Member
 * @typedef {import("./members.mjs").MemberForm} MemberForm
 * @typedef {import("./kind-data.mjs").KindData} KindData
 */

const aboutChange =
  /in place|replace|recorded|neither sent|(?:not|never) sent|no update|changes? nothing|refuse|is an error/i;
const aboutDefault = /default|required|left out|leave/i;
const saysReplaced = /\breplaces? /;

/**
 * A line for each argument whose text does not say what a change does, or what its default is.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} className
 */
export function missingClaims(project, className) {
  return [...new Set(unclear(argumentForms(project, className), className, {}))];
}

/**
 * What the text around arguments says about all of them.
 *
 * @typedef {object} Known
 * @property {boolean} [change]
 * @property {boolean} [fallback]
 */

/**
 * @param {readonly MemberForm[]} forms
 * @param {string} className
 * @param {Known} known
 * @returns {string[]}
 */
function unclear(forms, className, known) {
  return forms.flatMap(({ text, members }) => {
    const ofForm = {
      change: known.change === true || /\bA change updates\b/.test(text),
      fallback: known.fallback === true || /\bleft out comes from\b/.test(text),
    };
    return members.flatMap((member) => {
      const change = ofForm.change || aboutChange.test(member.text);
      return [
        ...(change ? [] : [`${className}, ${member.path}: what does a change do?`]),
        ...(member.required || ofForm.fallback || aboutDefault.test(member.text)
          ? []
          : [`${className}, ${member.path}: what is the default?`]),
        ...unclear(member.forms, className, { ...ofForm, change }),
      ];
    });
  });
}

/**
 * A line for each optional argument of the functions of a module whose text does not say what its default is.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} module
 */
export function missingDefaults(project, module) {
  return functionsOf(project, module).flatMap(({ name, signatures }) => {
    const parameters = (signatures?.[0]?.parameters ?? []).filter((parameter) => parameter.name !== "opts");
    const members = allMembers(parameters.flatMap(({ type }) => memberForms(formsOf(type))));
    const unclear = members.filter(({ required, text }) => !required && !aboutDefault.test(text));
    return [...new Set(unclear.map(({ path }) => `${module}.${name}, ${path}: what is the default?`))];
  });
}

/**
 * A line for each argument whose text and data differ about replacements.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {KindData} kind
 */
export function wrongClaims(project, { className, facts, replaceOnChange }) {
  const { unchangeable = [] } = facts;
  const orderOfScope = facts.alwaysDeletedFirst === true ? "deleteFirst" : "createFirst";
  /** @type {Readonly<Record<string, string>>} */
  const orders = { [facts.scope]: orderOfScope, ...replaceOnChange };
  const isPart = (/** @type {string} */ path) =>
    Object.keys(orders).some((other) => other.startsWith(`${path}.`));
  const members = argumentForms(project, className).flatMap((form) => form.members);
  return members.flatMap(({ path, text }) => {
    const order = orders[path];
    const isOther = facts.fields[path] === "noted" || isPart(path);
    return [
      ...(order !== undefined && !saysReplaced.test(text)
        ? [`${className}, ${path}: a change replaces the resource`]
        : []),
      ...(order === undefined && !isOther && /\bA change(?:,[^.]*,)? replaces /.test(text)
        ? [`${className}, ${path}: a change does not replace the resource`]
        : []),
      ...(order !== undefined && /\bupdated in place\b/i.test(text) && !isPart(path)
        ? [`${className}, ${path}: a change is no update`]
        : []),
      ...(unchangeable.includes(path) && !/\ban error in the preview\b/.test(text)
        ? [`${className}, ${path}: a change is refused`]
        : []),
      ...(order === "deleteFirst" && /new one is created (?:first|before)/.test(text)
        ? [`${className}, ${path}: the old one is deleted first`]
        : []),
      ...(order === "createFirst" && /is deleted first/.test(text)
        ? [`${className}, ${path}: the new one is created first`]
        : []),
    ];
  });
}
