/** A JSON value as the engine, the provider and the services exchange it. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;

/** A JSON object; a key with the value `undefined` counts as missing. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object: neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is an array; `Array.isArray` alone loses the element type of a readonly array. */
export function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A value as text for a message or a key. `String()` fails for an object whose `toString` is not a function. */
export function textOf(value: Json): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A value as a number; `NaN` if it is none. `Number()` fails for the same objects as `String()`. */
export function numberOf(value: Json): number {
  return typeof value === "object" ? Number.NaN : Number(value);
}

/** The value of a key, or `undefined`. Inherited names (`toString`, `constructor`) do not count as keys. */
export function entryOf(object: JsonObject, key: string): Json {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Removes the keys with the value `undefined`: the engine refuses them with "Unexpected struct type". */
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
 * The value at a dotted path (`auth.params.host`, `mappings.0.source`), or `undefined` if the path ends early. Keys that
 * may contain a dot are passed as a list.
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

/** A copy without the key at a path; a member of a list stays. */
export function withoutKeyAt(object: JsonObject, path: readonly string[]): JsonObject {
  const [key = "", ...rest] = path;
  const value = entryOf(object, key);
  if (rest.length === 0) {
    const { [key]: _, ...others } = object;
    return others;
  }
  return value === undefined ? object : { ...object, [key]: withoutKeyIn(value, rest) };
}

function withoutKeyIn(value: Json, path: readonly string[]): Json {
  if (!isJsonArray(value)) {
    return isJsonObject(value) ? withoutKeyAt(value, path) : value;
  }
  const [index, ...rest] = path;
  return value.map((member, at) =>
    String(at) === index && rest.length > 0 ? withoutKeyIn(member, rest) : member,
  );
}

/** A copy with another value at a dotted path; missing objects on the path are created. */
export function withValueAt(object: JsonObject, path: string, value: Json): JsonObject {
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    return { ...object, [key]: value };
  }
  const child = object[key];
  return { ...object, [key]: withValueAt(isJsonObject(child) ? child : {}, rest.join("."), value) };
}
