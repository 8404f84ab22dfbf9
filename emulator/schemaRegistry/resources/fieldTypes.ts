import { isJsonObject, type Json, type JsonObject } from "../../core/json";

/** The names of integer types by the bounds that their values stay within, smallest first. */
const integers = [
  [128, "byte"],
  [32_768, "short"],
  [2_147_483_648, "int"],
] as const;

/** The service's own name for the type of a field, which it derives from the field's JSON Schema. */
export function xdmTypeOf(field: JsonObject): string | undefined {
  const { type, format } = field;
  if (type === "string") {
    return format === "date" || format === "date-time" ? format : "string";
  }
  if (type === "integer") {
    return integerType(field);
  }
  if (type === "object" || typeof field.$ref === "string" || isJsonObject(field.properties)) {
    // The only one that clients have to send, because nothing else distinguishes a map from an object.
    return field["meta:xdmType"] === "map" ? "map" : "object";
  }
  return typeof type === "string" ? type : undefined;
}

function integerType({ minimum, maximum }: JsonObject): string {
  if (typeof minimum !== "number" && typeof maximum !== "number") {
    return "int";
  }
  const bound = Math.max(Math.abs(Number(minimum ?? 0)), Math.abs(Number(maximum ?? 0)));
  return integers.find(([most]) => bound <= most)?.[1] ?? "long";
}

/** A copy of a resource in which every field and every object has its `meta:xdmType`. */
export function withFieldTypes(resource: JsonObject): JsonObject {
  const { properties, definitions, allOf } = resource;
  return {
    ...resource,
    ...(isJsonObject(properties) ? { properties: typedMembers(properties) } : {}),
    ...(isJsonObject(definitions) ? { definitions: typedMembers(definitions) } : {}),
    ...(Array.isArray(allOf) ? { allOf: allOf.map(typed) } : {}),
  };
}

function typedMembers(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, typed(member)]));
}

function typed(field: Json): Json {
  if (!isJsonObject(field)) {
    return field;
  }
  const xdmType = xdmTypeOf(field);
  const { properties, items, additionalProperties, definitions, allOf } = field;
  return {
    ...field,
    ...(isJsonObject(properties) ? { properties: typedMembers(properties) } : {}),
    ...(isJsonObject(definitions) ? { definitions: typedMembers(definitions) } : {}),
    ...(Array.isArray(allOf) ? { allOf: allOf.map(typed) } : {}),
    ...(isJsonObject(items) ? { items: typed(items) } : {}),
    ...(isJsonObject(additionalProperties) ? { additionalProperties: typed(additionalProperties) } : {}),
    ...(xdmType === undefined ? {} : { "meta:xdmType": xdmType }),
  };
}
