// Types of arguments and outputs as short text, and the members of those that are objects.
import { ReflectionKind } from "typedoc";

/**
 * @typedef {import("typedoc").SomeType} Type
 * @typedef {import("typedoc").DeclarationReflection} Declaration
 */

/** Types around a value that a program need not know to write it. */
const wrappers = new Set(["Input", "Output", "Promise", "Readonly", "Partial"]);

/** Types that are plain JSON, and whose members are data. */
const plainTypes = new Map([
  ["JsonObject", "JSON object"],
  ["JsonObjectInput", "JSON object"],
  ["JsonInput", "JSON"],
  ["JsonValue", "JSON"],
  ["FieldsArgs", "fields by name"],
  ["FieldArgs", "field"],
  ["ID", "string"],
  ["OutputInstance", ""],
]);

/**
 * A type as text: `"hour" | "day"`, `string[]`, `object`.
 *
 * @param {Type | undefined} type
 * @returns {string}
 */
export function typeText(type) {
  if (type === undefined) {
    return "unknown";
  }
  switch (type.type) {
    case "intrinsic":
      return type.name;
    case "literal":
      return JSON.stringify(type.value);
    case "array":
      return `${bracketed(typeText(type.elementType))}[]`;
    case "union":
      return unionText(type.types);
    case "reference":
      return referenceText(type);
    case "reflection":
      return "object";
    case "typeOperator":
      return typeText(type.target);
    case "optional":
      return typeText(type.elementType);
    default:
      return "object";
  }
}

/** @param {readonly Type[]} types */
function unionText(types) {
  const texts = [...new Set(types.map(typeText))].filter((text) => text !== "undefined" && text !== "");
  return texts.join(" | ");
}

/** @param {string} text */
function bracketed(text) {
  return text.includes(" ") ? `(${text})` : text;
}

/** @param {import("typedoc").ReferenceType} type */
function referenceText(type) {
  const [first, second] = type.typeArguments ?? [];
  const plain = plainTypes.get(type.name);
  if (type.name === "OutputInstance" && first !== undefined) {
    return typeText(first);
  }
  if (plain !== undefined) {
    return plain;
  }
  if (wrappers.has(type.name)) {
    return typeText(first);
  }
  if (type.name === "Record") {
    return `map of ${typeText(second)}`;
  }
  const target = type.reflection;
  if (type.refersToTypeParameter || target?.kind === ReflectionKind.TypeParameter) {
    // All type parameters of the API are ids.
    return "string";
  }
  if (target === undefined) {
    return type.name;
  }
  if (target.kind === ReflectionKind.TypeAlias) {
    const { type: aliased } = /** @type {Declaration} */ (target);
    return aliased === undefined ? "object" : typeText(aliased);
  }
  return target.kind === ReflectionKind.Class ? type.name : "object";
}

/**
 * The forms of an object type, each with its members: several for a union of objects, none if the value has no members that
 * the API names.
 *
 * @param {Type | undefined} type
 * @returns {{ name: string, declaration: Declaration, isList: boolean }[]}
 */
export function formsOf(type, isList = false) {
  if (type === undefined) {
    return [];
  }
  switch (type.type) {
    case "array":
      return formsOf(type.elementType, true);
    case "union":
      return unique(type.types.flatMap((member) => formsOf(member, isList)));
    case "reflection":
      return hasMembers(type.declaration) ? [{ name: "", declaration: type.declaration, isList }] : [];
    case "reference":
      return formsOfReference(type, isList);
    default:
      return [];
  }
}

/**
 * @param {import("typedoc").ReferenceType} type
 * @param {boolean} isList
 * @returns {{ name: string, declaration: Declaration, isList: boolean }[]}
 */
function formsOfReference(type, isList) {
  if (plainTypes.has(type.name)) {
    return [];
  }
  if (wrappers.has(type.name)) {
    return formsOf(type.typeArguments?.[0], isList);
  }
  const target = /** @type {Declaration | undefined} */ (type.reflection);
  if (target === undefined || target.kind === ReflectionKind.Class) {
    return [];
  }
  return target.kind === ReflectionKind.TypeAlias
    ? formsOf(target.type, isList)
    : [{ name: target.name, declaration: target, isList }];
}

/** @param {Declaration} declaration */
function hasMembers(declaration) {
  return (declaration.children ?? []).length > 0;
}

/**
 * @template {{ declaration: Declaration }} Form
 * @param {Form[]} forms
 */
function unique(forms) {
  return forms.filter(
    (form, index) => forms.findIndex(({ declaration }) => declaration === form.declaration) === index,
  );
}
