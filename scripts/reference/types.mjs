// Types of arguments and outputs as short text, and the members of those that are objects.
import { ReflectionKind } from "typedoc";

/**
 * @typedef {import("typedoc").SomeType} Type
 * @typedef {import("typedoc").DeclarationReflection} Declaration
 */

/**
 * One form of an object: several for a union.
 *
 * @typedef {object} Form
 * @property {string} name - of its type; empty for a type without name
 * @property {import("typedoc").Comment | undefined} comment - of its type
 * @property {readonly Declaration[]} origins - the declarations that it consists of, to find types that contain themselves
 * @property {readonly Declaration[]} members
 * @property {boolean} isList
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
  ["Pick", "object"],
  ["Omit", "object"],
]);

/**
 * The name of a referenced type, as a program that imports it writes it.
 *
 * @param {import("typedoc").ReferenceType} type
 */
function nameOf({ name }) {
  return name.replace(/^pulumi\./, "");
}

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
      return type.declaration.signatures === undefined ? "object" : "function";
    case "typeOperator":
      return typeText(type.target);
    case "optional":
      return typeText(type.elementType);
    default:
      return "object";
  }
}

/**
 * The type of a declaration, or the one that limits a type parameter.
 *
 * @param {import("typedoc").Reflection} target
 */
function targetType(target) {
  return /** @type {{ type?: Type }} */ (target).type;
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
  const name = nameOf(type);
  const [first, second] = type.typeArguments ?? [];
  const plain = plainTypes.get(name);
  if (name === "OutputInstance" && first !== undefined) {
    return typeText(first);
  }
  if (plain !== undefined) {
    return plain;
  }
  if (wrappers.has(name)) {
    return first === undefined ? "object" : typeText(first);
  }
  if (name === "Record") {
    return `map of ${typeText(second)}`;
  }
  const target = type.reflection;
  if (type.refersToTypeParameter || target?.kind === ReflectionKind.TypeParameter) {
    const limit = target?.kind === ReflectionKind.TypeParameter ? targetType(target) : undefined;
    return limit === undefined ? "any" : typeText(limit);
  }
  if (target === undefined) {
    return name;
  }
  if (target.kind === ReflectionKind.TypeAlias) {
    const { type: aliased } = /** @type {Declaration} */ (target);
    return aliased === undefined ? "object" : typeText(aliased);
  }
  return target.kind === ReflectionKind.Class ? name : "object";
}

/**
 * The forms of an object type, each with its members: several for a union of objects, none if the value has no members that
 * the API names.
 *
 * @param {Type | undefined} type
 * @returns {Form[]}
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
    case "intersection":
      return type.types.map((part) => formsOf(part, isList)).reduce(combined);
    case "reflection":
      return membersOf(type.declaration).length > 0 ? [formOf("", type.declaration, isList)] : [];
    case "reference":
      return formsOfReference(type, isList);
    default:
      return [];
  }
}

/**
 * @param {import("typedoc").ReferenceType} type
 * @param {boolean} isList
 * @returns {Form[]}
 */
function formsOfReference(type, isList) {
  const name = nameOf(type);
  if (name === "Pick") {
    return pickedForms(type, isList);
  }
  if (plainTypes.has(name)) {
    return [];
  }
  if (wrappers.has(name)) {
    return formsOf(type.typeArguments?.[0], isList);
  }
  const target = /** @type {Declaration | undefined} */ (type.reflection);
  if (target === undefined || target.kind === ReflectionKind.Class) {
    return [];
  }
  return target.kind === ReflectionKind.TypeAlias
    ? formsOf(target.type, isList)
    : [formOf(target.name, target, isList)];
}

/**
 * Some members of a type, such as those of a field that a function of `xdm` takes.
 *
 * @param {import("typedoc").ReferenceType} type - `Pick`
 * @param {boolean} isList
 * @returns {Form[]}
 */
function pickedForms({ typeArguments: [source, keys] = [] }, isList) {
  const target = source?.type === "reference" ? source.reflection : undefined;
  if (target === undefined || keys === undefined) {
    return [];
  }
  const names = new Set(
    (keys.type === "union" ? keys.types : [keys]).map((key) => key.type === "literal" && key.value),
  );
  const form = formOf("", /** @type {Declaration} */ (target), isList);
  return [{ ...form, members: form.members.filter((member) => names.has(member.name)) }];
}

/**
 * @param {string} name
 * @param {Declaration} declaration
 * @param {boolean} isList
 * @returns {Form}
 */
function formOf(name, declaration, isList) {
  return {
    name,
    comment: declaration.comment,
    origins: [declaration],
    members: membersOf(declaration),
    isList,
  };
}

/** @param {Declaration} declaration */
function membersOf(declaration) {
  return declaration.children ?? [];
}

/**
 * The forms of an intersection: each form of one part with each of the other.
 *
 * @param {Form[]} left
 * @param {Form[]} right
 * @returns {Form[]}
 */
function combined(left, right) {
  return left.flatMap((one) =>
    right.map((other) => ({
      name: other.name,
      comment: other.comment,
      origins: [...one.origins, ...other.origins],
      members: [...other.members, ...one.members],
      isList: other.isList,
    })),
  );
}

/** @param {Form[]} forms */
function unique(forms) {
  const key = (/** @type {Form} */ { origins }) => origins.map(({ id }) => id).join();
  return forms.filter((form, index) => forms.findIndex((other) => key(other) === key(form)) === index);
}

/**
 * The types of this package that a type refers to, but that the package does not export: their members have no text.
 *
 * @param {Type | undefined} type
 * @param {readonly Declaration[]} [around]
 * @returns {string[]}
 */
export function unexportedTypes(type, around = []) {
  if (type === undefined) {
    return [];
  }
  switch (type.type) {
    case "array":
      return unexportedTypes(type.elementType, around);
    case "union":
    case "intersection":
      return type.types.flatMap((part) => unexportedTypes(part, around));
    case "reflection":
      return unexportedMembers(type.declaration, around);
    case "reference":
      return unexportedReference(type, around);
    default:
      return [];
  }
}

/**
 * @param {import("typedoc").ReferenceType} type
 * @param {readonly Declaration[]} around
 * @returns {string[]}
 */
function unexportedReference(type, around) {
  const target = /** @type {Declaration | undefined} */ (type.reflection);
  // Types that compute others, such as Omit, have no page either way.
  const isWrapper = wrappers.has(nameOf(type)) || ["Record", "OutputInstance"].includes(nameOf(type));
  const ofArguments = (isWrapper ? (type.typeArguments ?? []) : []).flatMap((part) =>
    unexportedTypes(part, around),
  );
  if (target === undefined) {
    const isOurs =
      type.package === "pulumi-aep" && !type.refersToTypeParameter && !plainTypes.has(nameOf(type));
    return isOurs ? [nameOf(type), ...ofArguments] : ofArguments;
  }
  if (target.kind === ReflectionKind.TypeAlias) {
    const ofAlias = around.includes(target) ? [] : unexportedTypes(target.type, [...around, target]);
    return [...ofAlias, ...ofArguments];
  }
  return [...unexportedMembers(target, around), ...ofArguments];
}

/**
 * @param {Declaration} declaration
 * @param {readonly Declaration[]} around
 * @returns {string[]}
 */
function unexportedMembers(declaration, around) {
  if (declaration.kind === ReflectionKind.Class || around.includes(declaration)) {
    return [];
  }
  return membersOf(declaration).flatMap(({ type }) => unexportedTypes(type, [...around, declaration]));
}
