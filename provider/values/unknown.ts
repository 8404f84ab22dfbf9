import { isJsonArray, isJsonObject, type Json } from "./json";

/** What the engine puts, in preview, in the place of a value that is not known yet: at any depth, for any type. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether this very value is not known yet. */
export function isUnknown(value: Json): boolean {
  return value === unknownValue;
}

/** Whether anything in this value is not known yet. */
export function containsUnknown(value: Json): boolean {
  if (isJsonArray(value)) {
    return value.some(containsUnknown);
  }
  return isJsonObject(value) ? Object.values(value).some(containsUnknown) : isUnknown(value);
}

/** Whether the value at a path is not known yet, be it that something on the way there is not. */
export function isUnknownAt(value: Json, path: readonly PropertyKey[]): boolean {
  if (isUnknown(value)) {
    return true;
  }
  const [key, ...rest] = path;
  if (key === undefined) {
    return false;
  }
  if (isJsonArray(value)) {
    return isUnknownAt(value[Number(key)], rest);
  }
  return isJsonObject(value) && isUnknownAt(value[String(key)], rest);
}
