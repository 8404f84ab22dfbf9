import { isJsonObject, type JsonObject, objectAt, stringAt } from "../../core/json";
import { invalid, SchemaRegistryError } from "../errors";
import { type ReferenceScope, requireReference } from "./foundReference";
import { placesOfFields, visitFields } from "./ownFields";
import { referencesIn } from "./references";
import { usersOf } from "./resources";

const types: readonly string[] = ["string", "number", "integer", "boolean", "array", "object"];

/** Checks names and types of all fields that a resource defines. */
export function checkFields(body: JsonObject, namespaces: readonly string[]): void {
  const places = [
    ...placesOfFields(body),
    ...Object.values(objectAt(body, "definitions")).map((definition) => objectAt(definition, "properties")),
  ];
  for (const place of places) {
    visitFields(place, (path, field, name) => {
      // Names of fields may not begin with an underscore; namespaces do.
      if (name !== "[*]" && !namespaces.includes(name) && !/^[A-Za-z0-9-][\w-]*$/.test(name)) {
        throw invalid(`${path} is not a valid name of a field`);
      }
      checkField(path, field);
    });
  }
}

function checkField(path: string, field: JsonObject): void {
  const { type, items, properties, additionalProperties } = field;
  const isReference = typeof field.$ref === "string";
  if (type === undefined ? !isReference && !isJsonObject(properties) : !types.includes(String(type))) {
    throw invalid(`Field ${path} must have one of the types ${types.join(", ")}, or a $ref`);
  }
  if (type === "array" && !isJsonObject(items)) {
    throw invalid(`Field ${path} is an array and must have items`);
  }
  const isMap = field["meta:xdmType"] === "map";
  if (isMap && (!isJsonObject(additionalProperties) || properties !== undefined)) {
    throw invalid(`Field ${path} is a map and must have additionalProperties and no properties`);
  }
  if (field.enum !== undefined && !Array.isArray(field.enum)) {
    throw invalid(`Field ${path} must have an array as enum`);
  }
}

/** Checks that the types of fields exist, and that a data type does not contain itself. */
export function checkFieldReferences(scope: ReferenceScope, body: JsonObject): void {
  const { emulator, kind, before } = scope;
  const fields = [body.properties ?? null, body.definitions ?? null, inlineParts(body)];
  for (const reference of referencesIn(fields)) {
    if (reference.startsWith("#")) {
      continue;
    }
    const found = requireReference(scope, reference, ["dataTypes"]);
    const contains =
      before !== undefined &&
      kind === "dataTypes" &&
      (found.id === before.entity.$id ||
        usersOf(emulator, before).some((user) => user.entity.$id === found.id));
    if (contains && emulator.switches.dataTypeCycle === "refuse") {
      throw invalid(`Data type ${found.id} contains ${String(before.entity.$id)}`);
    }
  }
}

function inlineParts(body: JsonObject): JsonObject[] {
  const parts = Array.isArray(body.allOf) ? body.allOf : [];
  return parts.filter((part) => isJsonObject(part)).filter((part) => stringAt(part, "$ref") === undefined);
}

/**
 * Checks that a tenant's own fields are below its namespace.
 *
 * @param nested - whether the namespace may be below other objects, as in a customised standard field group.
 */
export function checkNamespace(body: JsonObject, namespace: string, nested: boolean): void {
  const isInside = (properties: JsonObject): boolean =>
    Object.entries(properties).every(([name, field]) => {
      const inner = objectAt(field, "properties");
      return name === namespace || (nested && Object.keys(inner).length > 0 && isInside(inner));
    });
  const places = [
    ...placesOfFields(body),
    ...Object.values(objectAt(body, "definitions")).map((definition) => objectAt(definition, "properties")),
  ];
  if (!places.every(isInside)) {
    throw new SchemaRegistryError(
      "XDM-1021-400",
      `For custom fields, you must use a top level field named ${namespace} and all the other fields must be defined under it`,
    );
  }
}
