// The members of an object in the API as nested Markdown lists.
import { textOf } from "./comments.mjs";
import { formsOf, typeText } from "./types.mjs";

/**
 * @typedef {import("typedoc").DeclarationReflection} Declaration
 * @typedef {import("./types.mjs").Form} Form
 */

/**
 * One member of an object.
 *
 * @typedef {object} Member
 * @property {string} path - with the names of the objects around it: `scheduleParams.interval`
 * @property {string} type
 * @property {boolean} required
 * @property {string} text
 * @property {MemberForm[]} forms - forms of an object, with their members
 */

/**
 * One form of an object: several for a union.
 *
 * @typedef {object} MemberForm
 * @property {string} title - what distinguishes it from the others: `name: "Copy"`
 * @property {string} text
 * @property {Member[]} members
 */

/**
 * The forms of an object type with their members, in all depths.
 *
 * @param {readonly Form[]} forms
 * @param {string} [path] - path of the object
 * @param {readonly Declaration[]} [around] - the objects around it, because some types contain themselves
 * @returns {MemberForm[]}
 */
export function memberForms(forms, path = "", around = []) {
  return forms
    .filter(({ origins }) => !origins.some((origin) => around.includes(origin)))
    .map((form) => {
      const prefix = path === "" ? "" : `${path}${form.isList ? "[]" : ""}.`;
      return {
        title: titleOf(form, forms),
        text: textOf(form.comment),
        members: membersFrom(form.members, prefix, [...around, ...form.origins]),
      };
    });
}

/**
 * Properties as members, the required ones first.
 *
 * @param {readonly Declaration[]} declarations
 * @param {string} [prefix] - of their paths
 * @param {readonly Declaration[]} [around]
 */
export function membersFrom(declarations, prefix = "", around = []) {
  return (
    declarations
      // These only make the compiler refuse a combination.
      .filter(({ type }) => typeText(type) !== "undefined" && typeText(type) !== "")
      .map((declaration) => memberOf(declaration, `${prefix}${declaration.name}`, around))
      .toSorted((left, right) => Number(right.required) - Number(left.required))
  );
}

/**
 * @param {Declaration} declaration
 * @param {string} path
 * @param {readonly Declaration[]} around
 * @returns {Member}
 */
function memberOf(declaration, path, around) {
  return {
    path,
    type: typeText(declaration.type),
    required: !declaration.flags.isOptional,
    text: textOf(declaration.comment ?? declaration.signatures?.[0]?.comment),
    forms: memberForms(formsOf(declaration.type), path, around),
  };
}

/**
 * What distinguishes a form from the others: a required member with a literal value, or the required members that no other
 * form has.
 *
 * @param {Form} form
 * @param {readonly Form[]} all
 */
function titleOf({ name, members }, all) {
  const required = members.filter(
    (member) => !member.flags.isOptional && typeText(member.type) !== "undefined",
  );
  const literal = required.find(({ type }) => isLiteral(type));
  if (literal !== undefined) {
    return `${literal.name}: ${typeText(literal.type)}`;
  }
  const isElsewhere = (/** @type {Declaration} */ member) =>
    all.some(
      (other) =>
        other.members !== members &&
        other.members.some(({ name, type }) => name === member.name && typeText(type) !== "undefined"),
    );
  const own = required.filter((member) => !isElsewhere(member));
  return own.length === 0 ? name : own.map((member) => member.name).join(", ");
}

/** @param {import("typedoc").SomeType | undefined} type */
function isLiteral(type) {
  return (
    type?.type === "literal" ||
    (type?.type === "union" && type.types.every((part) => part.type === "literal"))
  );
}

/**
 * Every member with those inside of it.
 *
 * @param {readonly MemberForm[]} forms
 * @returns {Member[]}
 */
export function allMembers(forms) {
  return forms.flatMap(({ members }) => members.flatMap((member) => [member, ...allMembers(member.forms)]));
}

/**
 * Splits forms into the members that all of them share, and forms with the rest.
 *
 * @param {readonly MemberForm[]} forms
 */
export function sharedMembers(forms) {
  const [first = { members: [] }, ...others] = forms;
  const key = (/** @type {Member} */ member) => JSON.stringify(member);
  const shared = first.members.filter((member) =>
    others.every(({ members }) => members.some((other) => key(other) === key(member))),
  );
  const known = new Set(shared.map(key));
  const rest = forms.map((form) => ({
    ...form,
    members: form.members.filter((member) => !known.has(key(member))),
  }));
  return { shared, rest: forms.length > 1 ? rest : [] };
}

/**
 * Members as a Markdown list.
 *
 * @param {readonly Member[]} members
 * @param {"argument" | "output"} role - only arguments are required or optional
 * @param {string} [indent]
 * @returns {string[]} lines
 */
export function memberList(members, role, indent = "") {
  return members.flatMap((member) => {
    const notes = [
      `\`${member.type}\``,
      ...(role === "output" ? [] : [member.required ? "required" : "optional"]),
    ];
    const [first = "", ...paragraphs] = member.text.split("\n\n");
    const inside = `${indent}  `;
    return [
      // The types of some outputs are written out without a text for each of their members.
      `${indent}- **\`${member.path}\`** (${notes.join(", ")})${first === "" ? "" : `: ${first}`}`,
      ...paragraphs.flatMap((paragraph) => ["", ...paragraph.split("\n").map((line) => `${inside}${line}`)]),
      ...formLists(member.forms, role, inside),
    ];
  });
}

/**
 * @param {readonly MemberForm[]} forms
 * @param {"argument" | "output"} role
 * @param {string} indent
 * @returns {string[]}
 */
function formLists(forms, role, indent) {
  const { shared, rest } = sharedMembers(forms);
  return [
    ...memberList(shared, role, indent),
    ...rest.flatMap(({ title, text, members }) => [
      `${indent}- With \`${title}\`${text === "" ? "" : `: ${text.split("\n\n")[0]}`}`,
      ...memberList(members, role, `${indent}  `),
    ]),
  ];
}
