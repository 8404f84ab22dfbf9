import { scopeIn } from "../../config/realm";
import { isSame } from "../../values/compare";
import {
  entryOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  textOf,
  valueAt,
  withoutKeyAt,
  withoutUndefined,
  withValueAt,
} from "../../values/json";
import { fieldsAsWanted, fieldsOf, realmOf } from "../context";
import type { Definition } from "../definition";
import { leftOutIn, recordsInputs } from "./inputNotes";
import { holderPaths } from "./writeOnly";

/**
 * The fields of an entity as inputs that check accepts: numbers and booleans that the service returns as text have their
 * type, and keys inside them that no program can have are removed.
 *
 * @param fields - fields with the names of inputs
 * @returns the inputs, and the paths of the removed keys
 */
export function asInputs(
  definition: Definition,
  fields: JsonObject,
): { inputs: JsonObject; dropped: readonly (readonly string[])[] } {
  const whole = withTypes(definition, fields);
  const dropped = unknownKeys(definition, whole);
  return { inputs: dropped.reduce((copy, path) => withoutKeyAt(copy, path), whole), dropped };
}

/**
 * The inputs of a recorded entity as the service has them now, which the engine records in a refresh, so that
 * `ignoreChanges` keeps what others have changed. Unchanged values, secrets and instructions are those recorded: each
 * key of the recorded inputs has to be in the result, because `ignoreChanges` removes a missing one from the program's.
 *
 * @param seen - recorded outputs with the values of the service
 * @returns `undefined` for a state of an older version that does not contain all inputs: the engine keeps them
 */
export function inputsSeen(
  definition: Definition,
  recorded: JsonObject,
  seen: JsonObject,
): JsonObject | undefined {
  if (!recordsInputs(definition, recorded)) {
    return undefined;
  }
  const names = Object.keys(definition.fields).filter((name) => !definition.outputs.includes(name));
  const before = pick(fieldsAsWanted(definition, recorded), names);
  const now = pick(fieldsAsWanted(definition, seen), names);
  const plain = isSame(before, now) ? before : keepingSame(asInputs(definition, now).inputs, before);
  const given = leftOutIn(recorded).reduce((copy, path) => withoutKeyAt(copy, path.split(".")), plain);
  return withoutUndefined({
    ...withRecordedHolders(definition, isJsonObject(given) ? given : before, before),
    ...fieldsOf(definition, ["noted"], seen),
    ...fieldsOf(definition, ["instruction"], recorded),
    ...scopeIn(realmOf(definition), recorded),
  });
}

/** The recorded value wherever it is the same as the one now, in its spelling. */
function keepingSame(now: JsonObject, before: JsonObject): JsonObject {
  return Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(now)])].map((key) => [
      key,
      kept(entryOf(now, key), entryOf(before, key)),
    ]),
  );
}

function kept(now: Json, before: Json): Json {
  if (isSame(now, before)) {
    return before;
  }
  if (isJsonArray(now) && isJsonArray(before)) {
    return now.map((entry, index) => (index < before.length ? kept(entry, before[index]) : entry));
  }
  return isJsonObject(now) && isJsonObject(before) ? keepingSame(now, before) : now;
}

// A service may return a text in place of an object with secrets.
function withRecordedHolders(definition: Definition, inputs: JsonObject, before: JsonObject): JsonObject {
  return holderPaths(definition).reduce((copy, path) => {
    const held = valueAt(copy, path);
    return held === undefined || isJsonObject(held) ? copy : withValueAt(copy, path, valueAt(before, path));
  }, inputs);
}

function pick(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name, value]) => names.includes(name) && value !== undefined),
  );
}

function withTypes({ spelling = {} }: Definition, fields: JsonObject): JsonObject {
  return Object.entries(spelling).reduce((copy, [pattern, type]) => {
    const typed = changedAt(copy, pattern.split("."), (value) => typedAs(type, value));
    return isJsonObject(typed) ? typed : copy;
  }, fields);
}

function typedAs(type: "number" | "boolean", value: Json): Json {
  const text = textOf(value);
  if (type === "boolean") {
    return /^(true|false)$/.test(text) ? text === "true" : value;
  }
  return /^\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : value;
}

/** A copy with other values at a pattern, in which `*` is every member of a list. */
function changedAt(value: Json, [key, ...rest]: readonly string[], change: (value: Json) => Json): Json {
  if (key === undefined) {
    return value === undefined ? undefined : change(value);
  }
  if (isJsonArray(value)) {
    return key === "*" ? value.map((member) => changedAt(member, rest, change)) : value;
  }
  if (!isJsonObject(value) || entryOf(value, key) === undefined) {
    return value;
  }
  return { ...value, [key]: changedAt(value[key], rest, change) };
}

/** Paths of keys inside fields that the inputs do not have. */
function unknownKeys(definition: Definition, fields: JsonObject): string[][] {
  const issues = definition.inputs.safeParse(fields).error?.issues ?? [];
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path.map(String), key]) : [],
  );
}
