import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "../../core/json";

/**
 * The fields that a resource itself defines, wherever it has them: at its root, in `allOf`, or in a definition to which
 * `allOf` refers.
 */
export function ownFields(resource: JsonObject): JsonObject {
  return placesOfFields(resource).reduce<JsonObject>(mergeFields, {});
}

/** The same fields by the places where the resource has them. */
export function placesOfFields(resource: JsonObject): JsonObject[] {
  return [resource, ...localParts(resource)].map((place) => objectAt(place, "properties"));
}

/** The parts in `allOf` that the resource itself defines, and the required fields of each. */
export function localParts(resource: JsonObject): JsonObject[] {
  const parts = Array.isArray(resource.allOf) ? resource.allOf : [];
  return parts.flatMap((part) => {
    const reference = stringAt(part, "$ref");
    const place: Json | undefined = reference === undefined ? part : definitionAt(resource, reference);
    return isJsonObject(place) ? [place] : [];
  });
}

/** The definition that a local reference means. */
export function definitionAt(resource: JsonObject, reference: string): Json | undefined {
  const [, key] = /^#\/definitions\/(.+)$/.exec(reference) ?? [];
  return key === undefined ? undefined : objectAt(resource, "definitions")[unescaped(key)];
}

const unescaped = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** Fields of two places; those of the second win, except that objects are merged. */
export function mergeFields(one: JsonObject, other: JsonObject): JsonObject {
  const merged = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const known = merged[name];
    merged[name] = isJsonObject(known) && isJsonObject(value) ? mergeFields(known, value) : value;
  }
  return merged;
}

/** Visits every field below an object's properties, with its path as descriptors write it. */
export function visitFields(
  properties: JsonObject,
  visit: (path: string, field: JsonObject, name: string) => void,
  parent = "",
): void {
  for (const [name, field] of Object.entries(properties)) {
    if (isJsonObject(field)) {
      const path = `${parent}/${name}`;
      visit(path, field, name);
      visitFields(objectAt(field, "properties"), visit, path);
      if (isJsonObject(field.items)) {
        visitFields({ "[*]": field.items }, visit, path);
      }
    }
  }
}
