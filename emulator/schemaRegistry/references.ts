import { isJsonObject, type Json, type JsonObject } from "../core/json";

/** The ids of other resources that a resource refers to, each once; references to its own definitions are left out. */
export function externalReferences(resource: JsonObject): string[] {
  return [...new Set(referencesIn(resource))].filter((reference) => !reference.startsWith("#"));
}

function referencesIn(value: Json): string[] {
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
