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
 * The inputs of a program that would make this entity, with ids as they are and without what is never shown; and the paths
 * of keys inside of them that no program can give.
 */
export function inputsOf(
  kind: Kind,
  definition: Definition,
  entity: JsonObject,
): { inputs: JsonObject; dropped: string[] } {
  const view = viewOf(definition, entity);
  const shown = saying(shownOnly(definition, comparedFields(definition, view)));
  const fields = definition.asWanted?.(shown, view) ?? shown;
  const whole = spelled(kind, tidied(kind, fields, entity));
  const added = unknownKeys(definition, whole);
  const known = added.reduce((copy, path) => replaced(copy, path, undefined), whole);
  const plain = withoutDefaults(definition, known);
  return {
    inputs: Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, sorted(value)])),
    dropped: added.map((path) => path.join(".")),
  };
}

/** Without what says nothing: such values come and go, and equal those that are absent. */
function saying(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => !isEmpty(value))
      .map(([key, value]) => [key, sayingIn(value)]),
  );
}

function sayingIn(value: Json): Json {
  if (isJsonArray(value)) {
    return value.map(sayingIn);
  }
  return isJsonObject(value) ? saying(value) : value;
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

/** Numbers and booleans that the service gives as text, as what they are. */
function spelled(kind: Kind, fields: JsonObject): JsonObject {
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

/** Ways to keys inside of fields that inputs do not have. */
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

/** A copy with another value at a place that is there; `undefined` takes the key out. */
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

/** Keys that readers look for first, in this order; others follow by the alphabet. */
const leading = [
  ...["id", "$ref", "name", "title", "type", "specName", "format", "sourceType", "source", "sourceAttribute"],
  ...["path", "tableName", "mappingId", "frequency", "interval", "persisted"],
];

/** With the keys of all objects inside in one order: on their way through services and Pulumi they lose theirs. */
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
