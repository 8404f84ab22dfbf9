// The sections of the page of a resource that follow from the data of the provider.
import { textOf } from "./comments.mjs";

/** @typedef {import("./kind-data.mjs").KindData} KindData */

/** Where the folder docs/ is, as seen from a page of a resource. */
const docs = "../..";

/** Inputs whose path in the data is not the one in a program. */
const programPaths = new Map([["allOf.0.$ref", "the class (`classId`, or the one in `allOf`)"]]);

/**
 * What a change of each argument does.
 *
 * @param {KindData} kind
 */
export function changesOf({ facts, replaceOnChange, hasUpdate }) {
  const { fields, alwaysDeletedFirst, scope, unchangeable = [] } = facts;
  const orderOfScope = alwaysDeletedFirst === true ? "deleteFirst" : "createFirst";
  const orders = { [scope]: orderOfScope, ...replaceOnChange };
  const replaced = (/** @type {string} */ order) =>
    Object.entries(orders).flatMap(([path, found]) =>
      found === order ? [programPaths.get(path) ?? `\`${path}\``] : [],
    );
  const isPart = (/** @type {string} */ name) =>
    Object.keys(orders).some((path) => path.startsWith(`${name}.`));
  const ofRole = (/** @type {readonly string[]} */ roles) =>
    Object.entries(fields).flatMap(([name, role]) =>
      roles.includes(role) && ![...Object.keys(orders), ...facts.outputs, ...unchangeable].includes(name)
        ? [isPart(name) ? `the rest of \`${name}\`` : `\`${name}\``]
        : [],
    );
  const sent = ofRole(["body", "call"]);
  return {
    createFirst: replaced("createFirst"),
    deleteFirst: replaced("deleteFirst"),
    refused: unchangeable.map((name) => `\`${name}\``),
    updated: hasUpdate ? sent : [],
    recorded: [...ofRole(["reference", "instruction"]), ...(hasUpdate ? [] : sent)],
    noted: ofRole(["noted"]),
  };
}

/**
 * Which arguments update the entity, and which replace it.
 *
 * @param {KindData} kind
 */
export function changeLines(kind) {
  const { noun } = kind.facts;
  const { createFirst, deleteFirst, refused, updated, recorded, noted } = changesOf(kind);
  return [
    line(`A change replaces the ${noun}; the new one is created before the old one is deleted`, createFirst),
    line(`A change replaces the ${noun}; the old one is deleted first`, deleteFirst),
    line("A change is an error of `pulumi preview`, because AEP never changes it", refused),
    line("Updated in place", updated),
    line("Recorded without a request", recorded),
    line("Never sent; the text above says what a change does", noted),
  ].flat();
}

/**
 * @param {string} text
 * @param {readonly string[]} names
 */
function line(text, names) {
  return names.length === 0 ? [] : [`- ${text}: ${names.join(", ")}.`];
}

/** @param {KindData} kind */
export function optionLines({ facts }) {
  return [
    ...(facts.alwaysDeletedFirst === true
      ? ["- `deleteBeforeReplace` is `true` unless the program sets it."]
      : []),
    `- [options.md](${docs}/options.md) has every option of Pulumi, and what it does here.`,
  ];
}

/**
 * @param {import("typedoc").DeclarationReflection} declaration - of the class
 * @param {KindData} kind
 */
export function getLines(declaration, { className, facts }) {
  const get = declaration.children?.find(({ name }) => name === "get")?.signatures?.[0];
  const options = facts.scope === "sandbox" ? '{ sandbox: "dev" }' : '{ accountId: "ACCOUNT" }';
  return get === undefined
    ? []
    : [
        textOf(get.comment),
        "",
        "```ts",
        `const theirs = ${className}.get("theirs", "ID", ${options});`,
        "```",
      ];
}

/** @param {string} title - as the command takes it */
export function importLines(title) {
  return [
    "```sh",
    `npx pulumi-aep import ${title} NAME ID`,
    "```",
    "",
    `The command brings an existing entity into the stack and prints its program text: [import.md](${docs}/import.md).`,
  ];
}

/** @param {KindData} kind */
export function permissionLines({ facts }) {
  const { permissions, furtherPermissions = {}, licence, azureRights = {}, service } = facts;
  const role = "in a role of AEP for the credential in this sandbox";
  const further = Object.entries(furtherPermissions);
  const rights = Object.entries(azureRights);
  return [
    ...permissions.map((permission) => `- ${permission}, ${role}`),
    ...further.map(([permission, users]) => `- ${permission}, also in such a role, for ${users}`),
    ...rights.map(([right, when]) => `- \`${right}\` on Azure: ${when}`),
    ...(licence === undefined ? [] : [`- A licence: ${licence}`]),
    ...(permissions.length + rights.length > 0
      ? []
      : [`- None that ${service === "madconnect" ? "MadConnect" : "AEP"} documents.`]),
  ];
}
