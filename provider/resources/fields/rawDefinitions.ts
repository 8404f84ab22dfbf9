import { isEmpty } from "../../values/compare";
import { isJsonObject, type Json, type JsonObject } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { fieldsIn, merged } from "./jsonSchema";

/** Inputs in which the fields of raw `definitions` are part of `fields`: it is recorded, compared and sent. */
export function withDefinitions({ definitions, ...inputs }: JsonObject): JsonObject {
  const { fields } = inputs;
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
