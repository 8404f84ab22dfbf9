import {
  comparedFields,
  type Definition,
  isEmpty,
  isJsonArray,
  isJsonObject,
  isSame,
  type Json,
  type JsonObject,
  type Kind,
  shownOnly,
  textOf,
  valueAt,
  viewOf,
  withoutUndefined,
} from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";
import { placesAt } from "../places";

/**
 * The inputs of a program that create this entity, with plain ids and without write-only values; and the paths of keys
 * inside them that no program can have.
 */
export function inputsOf(
  kind: Kind,
  definition: Definition,
  entity: JsonObject,
): { inputs: JsonObject; dropped: string[] } {
  const view = viewOf(definition, entity);
  const shown = withoutEmpty(shownOnly(definition, comparedFields(definition, view)));
  const fields = definition.asWanted?.(shown, view) ?? shown;
  const whole = withTypes(kind, tidied(kind, fields, entity));
  const added = unknownKeys(definition, whole);
  const known = added.reduce((copy, path) => replaced(copy, path, undefined), whole);
  const plain = withoutDefaults(definition, known);
  return {
    inputs: Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, sorted(value)])),
    dropped: added.map((path) => path.join(".")),
  };
}

/** Without empty values: they equal missing ones, and services add and remove them. */
function withoutEmpty(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => !isEmpty(value))
      .map(([key, value]) => [key, withoutEmptyIn(value)]),
  );
}

function withoutEmptyIn(value: Json): Json {
  if (isJsonArray(value)) {
    return value.map(withoutEmptyIn);
  }
  return isJsonObject(value) ? withoutEmpty(value) : value;
}

function tidied(kind: Kind, fields: JsonObject, entity: JsonObject): JsonObject {
  const specs = Object.entries(fields).filter(([name]) => name === "connectionSpec" || name === "flowSpec");
  const plain = specs.map(([name, spec]) => [
    name,
    { id: valueAt(spec, "id"), version: valueAt(spec, "version") },
  ]);
  const own = { ...fields, ...Object.fromEntries(plain) };
  return withoutUndefined(exportedKinds[kind].tidy?.(own, entity) ?? own);
}

/** Converts numbers and booleans that the service returns as text. */
function withTypes(kind: Kind, fields: JsonObject): JsonObject {
  return Object.entries(exportedKinds[kind].spelling ?? {}).reduce(
    (all, [pattern, type]) =>
      placesAt(all, pattern).reduce((copy, { path }) => {
        const text = textOf(valueAt(copy, path));
        if (type === "boolean" && /^(true|false)$/.test(text)) {
          return replaced(copy, path, text === "true");
        }
        if (type === "number" && /^\d{1,15}(\.\d{1,6})?$/.test(text)) {
          return replaced(copy, path, Number(text));
        }
        return copy;
      }, all),
    fields,
  );
}

/** Paths of keys inside fields that the inputs do not have. */
function unknownKeys(definition: Definition, fields: JsonObject): string[][] {
  const issues = definition.inputs.safeParse(fields).error?.issues ?? [];
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path.map(String), key]) : [],
  );
}

function withoutDefaults(definition: Definition, fields: JsonObject): JsonObject {
  const {
    "connectionSpec.version": _connection,
    "flowSpec.version": _flow,
    ...defaults
  } = definition.defaults;
  return Object.entries(defaults).reduce(
    (copy, [path, value]) =>
      isSame(valueAt(copy, path), value) ? replaced(copy, path.split("."), undefined) : copy,
    fields,
  );
}

/** A copy with another value at an existing path; `undefined` removes the key. */
function replaced(object: JsonObject, path: readonly string[], by: Json): JsonObject {
  const copy = replacedIn(object, path, by);
  return isJsonObject(copy) ? copy : object;
}

function replacedIn(value: Json, [key = "", ...rest]: readonly string[], by: Json): Json {
  const inner = (own: Json) => (rest.length === 0 ? by : replacedIn(own, rest, by));
  if (isJsonArray(value)) {
    return value.map((member, index) => (String(index) === key ? inner(member) : member));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return withoutUndefined(
    Object.fromEntries(Object.entries(value).map(([name, own]) => [name, name === key ? inner(own) : own])),
  );
}

/** Keys that come first in objects, in this order; others follow in alphabetical order. */
const leading = [
  ...["id", "$ref", "name", "title", "type", "specName", "format", "sourceType", "source", "sourceAttribute"],
  ...["path", "tableName", "mappingId", "frequency", "interval", "persisted"],
];

/** With the keys of all objects in one order, because services and Pulumi do not keep the order of keys. */
function sorted(value: Json): Json {
  if (isJsonArray(value)) {
    return value.map(sorted);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const place = (key: string) => (leading.includes(key) ? leading.indexOf(key) : leading.length);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]): [string, Json] => [key, sorted(inner)])
      .sort(([left], [right]) => place(left) - place(right) || (left < right ? -1 : 1)),
  );
}
