import { isJsonObject, type Json, type JsonObject } from "../../core/json";

/** The ids of other resources that a resource refers to, each once; references to its own definitions are left out. */
export function externalReferences(resource: JsonObject): string[] {
  const ids = referencesIn(resource).map((reference) => reference.replace(/#.*$/, ""));
  return [...new Set(ids)].filter((id) => id !== "");
}

/** All values of `$ref` in a resource. */
export function referencesIn(value: Json): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, member]) =>
    name === "$ref" && typeof member === "string" ? [member] : referencesIn(member),
  );
}
