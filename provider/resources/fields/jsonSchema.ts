import { isEmpty } from "../../values/compare";
import { entryOf, isJsonArray, isJsonObject, type Json, type JsonObject } from "../../values/json";

/** Members of a field that the registry or its user interface adds. */
const addedMembers: ReadonlySet<string> = new Set(["isRequired", "meta:ui", "meta:usageCount"]);

/**
 * The fields of an object in JSON Schema, or in the form of programs, in the form of programs: `required` is a flag of
 * each field, and what the registry adds is left out.
 *
 * @param parent - the object with `properties` and the list `required`
 */
export function fieldsIn(parent: JsonObject): JsonObject {
  const { properties, required } = parent;
  if (!isJsonObject(properties)) {
    return {};
  }
  const names = new Set(isJsonArray(required) ? required : []);
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, fieldFrom(field, names.has(name))]),
  );
}

function fieldFrom(schema: Json, isListed: boolean): Json {
  if (!isJsonObject(schema)) {
    return schema;
  }
  const { required, properties, items, additionalProperties, "meta:xdmType": xdmType, ...others } = schema;
  const own = Object.fromEntries(Object.entries(others).filter(([key]) => !addedMembers.has(key)));
  return {
    ...own,
    ...(xdmType === "map" ? { "meta:xdmType": xdmType } : {}),
    ...(isEmpty(properties) ? {} : { properties: isJsonObject(properties) ? fieldsIn(schema) : properties }),
    ...(items === undefined ? {} : { items: fieldFrom(items, false) }),
    ...(additionalProperties === undefined
      ? {}
      : { additionalProperties: fieldFrom(additionalProperties, false) }),
    // An unknown flag stays, because a preview does not send it.
    ...(isListed || required === true
      ? { required: true }
      : typeof required === "string"
        ? { required }
        : {}),
  };
}

/** An object of the registry's JSON Schema. */
export interface ObjectSchema extends JsonObject {
  readonly properties: JsonObject;
  readonly required?: readonly string[];
}

/** Fields in the form of programs as JSON Schema, with the names of the required ones in the list of their parent. */
export function objectSchema(fields: JsonObject): ObjectSchema {
  const required = Object.entries(fields).flatMap(([name, field]) => (isRequired(field) ? [name] : []));
  return {
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)])),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** One field in the form of programs as JSON Schema, without its flag `required`. */
export function fieldSchema(field: Json): Json {
  if (!isJsonObject(field)) {
    return field;
  }
  const { required: _required, properties, items, ...own } = field;
  return {
    ...own,
    ...(isJsonObject(properties) ? objectSchema(properties) : {}),
    ...(items === undefined ? {} : { items: fieldSchema(items) }),
  };
}

/** Whether a field in the form of programs is required. */
export function isRequired(field: Json): boolean {
  return isJsonObject(field) && entryOf(field, "required") === true;
}

/** Fields of several objects as those of one: an object that is in more than one has the fields of all. */
export function merged(left: JsonObject, right: JsonObject): JsonObject {
  return Object.fromEntries(
    [...new Set([...Object.keys(left), ...Object.keys(right)])].map((name) => {
      const [one, other] = [entryOf(left, name), entryOf(right, name)];
      if (!isJsonObject(one) || !isJsonObject(other)) {
        return [name, one ?? other];
      }
      const [ours, theirs] = [one.properties, other.properties];
      const both = isJsonObject(ours) && isJsonObject(theirs) ? { properties: merged(ours, theirs) } : {};
      return [name, { ...other, ...one, ...both }];
    }),
  );
}
