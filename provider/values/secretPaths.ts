import { entryOf, isJsonArray, isJsonObject, type Json, type JsonObject } from "./json";
import { keysIn } from "./jsonPointer";
import { isUnknown } from "./unknown";

/**
 * Input that lists the paths of the inputs that the program marked as secret: the engine passes plain values. It is
 * never sent, is recorded in the outputs, and is absent if nothing is marked. A contract with existing states.
 */
export const secretPathsInput = "__secrets";

/** In a path, every member of a list: the order of a list can change. */
export const anyMember = "*";

/** The paths that the program marked as secret, in any of these inputs and outputs. */
export function secretPathsOf(...objects: readonly JsonObject[]): string[][] {
  return objects.flatMap(listed).map(keysIn);
}

/** The values at a path. Where a scalar replaces an object of the path, it counts as the value. */
export function secretValuesAt(value: Json, [key, ...rest]: readonly string[]): Json[] {
  if (key === undefined || !(isJsonArray(value) || isJsonObject(value))) {
    return isUnknown(value) ? [] : [value];
  }
  if (isJsonArray(value)) {
    const members = key === anyMember ? value : [value[Number(key)]];
    return members.flatMap((member) => secretValuesAt(member, rest));
  }
  return secretValuesAt(entryOf(value, key), rest);
}

/** A copy without the values at these paths. */
export function withoutSecretPaths(object: JsonObject): JsonObject {
  return secretPathsOf(object).reduce<JsonObject>((copy, keys) => {
    const kept = without(copy, keys);
    return isJsonObject(kept) ? kept : {};
  }, object);
}

function without(value: Json, [key, ...rest]: readonly string[]): Json {
  if (key === undefined || !(isJsonArray(value) || isJsonObject(value))) {
    return undefined;
  }
  if (isJsonArray(value)) {
    return value.map((member) => without(member, rest));
  }
  return Object.hasOwn(value, key) ? { ...value, [key]: without(value[key], rest) } : value;
}

function listed(object: JsonObject): string[] {
  const paths = entryOf(object, secretPathsInput);
  return isJsonArray(paths) ? paths.filter((path) => typeof path === "string") : [];
}
