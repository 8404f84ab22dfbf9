import { isDeepStrictEqual } from "node:util";

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Whether a value is a JSON object (neither null nor an array). */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of an object as an object; an empty object if it is anything else. */
export function objectAt(value: Json | undefined, key: string): JsonObject {
  const member = isJsonObject(value) ? value[key] : undefined;
  return isJsonObject(member) ? member : {};
}

/** The member of an object if it is a string. */
export function stringAt(value: Json | undefined, key: string): string | undefined {
  const member = isJsonObject(value) ? value[key] : undefined;
  return typeof member === "string" ? member : undefined;
}

/** The strings of a member that is an array. */
export function stringsAt(value: Json | undefined, key: string): string[] {
  const member = isJsonObject(value) ? value[key] : undefined;
  return Array.isArray(member) ? member.filter((item) => typeof item === "string") : [];
}

/** Whether two JSON values are equal, the order of keys aside. */
export function equal(one: Json | undefined, other: Json | undefined): boolean {
  return isDeepStrictEqual(one, other);
}
