/** A JSON value as it travels between the engine, the provider and the services. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;

/** A JSON object; a key whose value is `undefined` counts as absent. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object: no array, no null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is an array; `Array.isArray` alone loses the element type of a readonly array. */
export function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A value as a message or a key says it. `String()` fails on an object whose `toString` is no function. */
export function textOf(value: Json): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The value of a key, or `undefined`: what every object inherits (`toString`, `constructor`) is no key of it. */
export function entryOf(object: JsonObject, key: string): Json {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Takes the keys out whose value is `undefined`: the engine refuses them with "Unexpected struct type". */
export function withoutUndefined(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, definedOnly(entry)]),
  );
}

function definedOnly(value: Json): Json {
  if (isJsonArray(value)) {
    return value.map((entry) => (entry === undefined ? null : definedOnly(entry)));
  }
  return isJsonObject(value) ? withoutUndefined(value) : value;
}

/**
 * The value at a dotted path (`auth.params.host`, `mappings.0.source`), or `undefined` where the way ends early. Keys
 * that may hold a dot themselves come as a list.
 */
export function valueAt(value: Json, path: string | readonly string[]): Json {
  let current: Json = value;
  for (const key of typeof path === "string" ? path.split(".") : path) {
    if (isJsonArray(current)) {
      current = current[Number(key)];
    } else if (isJsonObject(current)) {
      current = entryOf(current, key);
    } else {
      return undefined;
    }
  }
  return current;
}

/** A copy with the value at a dotted path replaced; missing objects on the way are made. */
export function withValueAt(object: JsonObject, path: string, value: Json): JsonObject {
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    return { ...object, [key]: value };
  }
  const child = object[key];
  return { ...object, [key]: withValueAt(isJsonObject(child) ? child : {}, rest.join("."), value) };
}
