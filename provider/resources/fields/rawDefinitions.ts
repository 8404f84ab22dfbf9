import { isEmpty, isSame } from "../../values/compare";
import { entryOf, isJsonObject, type Json, type JsonObject } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { referencesLike } from "../tenant/bodies";
import { fieldsIn, merged, objectSchema } from "./jsonSchema";

/** Inputs in which the fields of raw `definitions` are part of `fields`: it is recorded, compared and sent. */
export function withDefinitions(inputs: JsonObject): JsonObject {
  const { fields, definitions } = inputs;
  // What is unknown or no object is recorded as it is; check reports it, or the update has it.
  if (isUnknown(fields) || isUnknown(definitions)) {
    return { ...inputs, fields: isUnknown(fields) ? fields : definitions };
  }
  const raw = Object.values(isJsonObject(definitions) ? definitions : {});
  const unknown = raw.find(isUnknown);
  if (unknown !== undefined) {
    return { ...inputs, fields: unknown };
  }
  if (fields === undefined && raw.length === 0) {
    return inputs;
  }
  return {
    ...inputs,
    fields:
      isJsonObject(fields) || fields === undefined
        ? [fieldsIn({ properties: fields ?? {} }), ...raw.map(fieldsOfDefinition)].reduce(merged)
        : fields,
  };
}

/**
 * Raw definitions of a program with the values of fields that were read, so that `ignoreChanges: ["definitions"]` keeps what
 * others have changed. A field that is gone is gone here too; one that others have added stays in the entity only.
 *
 * @param definitions - as the program wrote them
 * @param fields - the fields that were read, in the form of programs
 * @param nameOf - the name in `fields` of a name in the definitions. Default: the same
 */
export function definitionsWith(
  definitions: Json,
  fields: JsonObject,
  nameOf: (name: string) => string = (name) => name,
): Json {
  if (!isJsonObject(definitions)) {
    return definitions;
  }
  return Object.fromEntries(
    Object.entries(definitions).map(([key, definition]) => [
      key,
      isJsonObject(definition) ? definitionWith(definition, fields, nameOf) : definition,
    ]),
  );
}

/** One raw definition with the values of fields that were read; the same one if nothing has changed. */
function definitionWith(
  definition: JsonObject,
  fields: JsonObject,
  nameOf: (name: string) => string,
): JsonObject {
  const ours = fieldsIn(definition);
  const found = fieldsLike(ours, fields, nameOf);
  return isSame(ours, found) ? definition : withFields(definition, found);
}

/** A raw definition with other fields, given in the form of programs. */
export function withFields(definition: JsonObject, fields: JsonObject): JsonObject {
  const { properties: _properties, required: _required, ...others } = definition;
  return { ...others, ...objectSchema(fields) };
}

/**
 * The fields among others that are ours, under our names and with our spelling of references. Both are in the form of
 * programs.
 */
export function fieldsLike(
  ours: JsonObject,
  fields: JsonObject,
  nameOf: (name: string) => string,
): JsonObject {
  const found = Object.entries(ours).flatMap(([name, own]): [string, Json][] => {
    const other = entryOf(fields, nameOf(name));
    return other === undefined ? [] : [[name, referencesLike(fieldLike(own, other, nameOf), own)]];
  });
  return Object.fromEntries(found.filter(([name, field]) => !isEmptied(entryOf(ours, name), field)));
}

/** Whether an object with fields has none of them left. */
function isEmptied(own: Json, found: Json): boolean {
  const [before, after] = [own, found].map((field) => (isJsonObject(field) ? field.properties : undefined));
  return !isEmpty(before) && isJsonObject(after) && isEmpty(after);
}

function fieldLike(own: Json, found: Json, nameOf: (name: string) => string): Json {
  if (!isJsonObject(own) || !isJsonObject(found)) {
    return found;
  }
  const [properties, items] = [own.properties, own.items];
  return {
    ...found,
    ...(isJsonObject(properties) && isJsonObject(found.properties)
      ? { properties: fieldsLike(properties, found.properties, nameOf) }
      : {}),
    ...(items === undefined || found.items === undefined
      ? {}
      : { items: fieldLike(items, found.items, nameOf) }),
  };
}

/** Whether inputs contain a field, or can contain one that is not known yet. */
export function hasFields({
  fields,
  fieldsAt,
  definitions,
}: { readonly [Input in "fields" | "fieldsAt" | "definitions"]?: unknown }): boolean {
  return [fields, fieldsAt, definitions].some((given) => !isEmpty(given as Json));
}

function fieldsOfDefinition(definition: Json): JsonObject {
  return isJsonObject(definition) ? fieldsIn(definition) : {};
}
