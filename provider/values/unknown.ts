import { isJsonArray, isJsonObject, type Json } from "./json";

/** In a preview the engine passes this text instead of an unknown value: at any depth, for any type. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value itself is unknown. */
export function isUnknown(value: Json): boolean {
  return value === unknownValue;
}

/** Whether a value is unknown or contains an unknown value. */
export function containsUnknown(value: Json): boolean {
  if (isJsonArray(value)) {
    return value.some(containsUnknown);
  }
  return isJsonObject(value) ? Object.values(value).some(containsUnknown) : isUnknown(value);
}

/** Whether the value at a path is unknown, or an object on that path. */
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
