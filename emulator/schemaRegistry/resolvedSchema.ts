import type { Emulator } from "../core/emulator";
import { isJsonObject, type JsonObject, objectAt, stringAt } from "../core/json";
import type { Stored } from "../core/store";
import { registryResource } from "./schemas";

/**
 * A schema with the fields of its parts. Only the fields of the tenant's classes and field groups are known, not those
 * of shared ones.
 */
export function resolveSchema(emulator: Emulator, { entity, sandbox }: Stored): JsonObject {
  const { allOf, properties, ...rest } = entity;
  const parts = (Array.isArray(allOf) ? allOf : []).flatMap((part) => {
    const id = stringAt(part, "$ref") ?? "";
    return (["classes", "fieldGroups"] as const).flatMap(
      (collection) => registryResource(emulator, collection, sandbox, id) ?? [],
    );
  });
  const all = [
    ...parts.map((part) => objectAt(part.entity, "properties")),
    objectAt({ properties: properties ?? {} }, "properties"),
  ];
  return { ...rest, properties: all.reduce(merge, {}) };
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
  const merged = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const known = merged[name];
    merged[name] = isJsonObject(known) && isJsonObject(value) ? merge(known, value) : value;
  }
  return merged;
}
