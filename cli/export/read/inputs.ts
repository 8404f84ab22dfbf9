import {
  asInputs,
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
  valueAt,
  viewOf,
  withoutKeyAt,
  withoutUndefined,
} from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";

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
  const { inputs: known, dropped } = asInputs(definition, tidied(kind, fields, entity));
  const plain = withoutDefaults(definition, known);
  return {
    inputs: Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, sorted(value)])),
    dropped: dropped.map((path) => path.join(".")),
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

function withoutDefaults(definition: Definition, fields: JsonObject): JsonObject {
  const {
    "connectionSpec.version": _connection,
    "flowSpec.version": _flow,
    ...defaults
  } = definition.defaults;
  return Object.entries(defaults).reduce(
    (copy, [path, value]) =>
      isSame(valueAt(copy, path), value) ? withoutKeyAt(copy, path.split(".")) : copy,
    fields,
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
