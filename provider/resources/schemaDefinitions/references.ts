import { isJsonArray, isJsonObject, type Json, type JsonObject, valueAt } from "../../values/json";
import { pointerOf } from "../../values/jsonPointer";
import { isUnknown, unknownValue } from "../../values/unknown";

/** What members of `allOf` that use a schema's own definitions begin with. */
const prefix = "#/definitions";

/** The reference to a definition of the same schema. */
export function localReference(key: string): string {
  return prefix + pointerOf([key]);
}

/** Whether a member of `allOf` uses a definition of the same schema. */
export function isLocal(member: Json): boolean {
  const reference = valueAt(member, ["$ref"]);
  return typeof reference === "string" && reference.startsWith(`${prefix}/`);
}

/** The references in `allOf` to definitions of the same schema. */
export function localReferencesIn(allOf: Json): string[] {
  return (isJsonArray(allOf) ? allOf : []).filter(isLocal).map((member) => String(valueAt(member, ["$ref"])));
}

/** The members of `allOf` that use definitions: without them, the registry ignores these. */
export function membersFor(definitions: Json): Json[] {
  if (isUnknown(definitions)) {
    return [unknownValue];
  }
  return isJsonObject(definitions)
    ? Object.keys(definitions).map((key) => ({ $ref: localReference(key) }))
    : [];
}

/** Fields whose `allOf` uses the definitions in it as another `allOf` does. */
export function withLocalsOf(fields: JsonObject, model: Json): JsonObject {
  const { allOf } = fields;
  if (!isJsonArray(allOf)) {
    return fields;
  }
  const locals = (isJsonArray(model) ? model : []).filter(isLocal);
  return { ...fields, allOf: [...allOf.filter((member) => !isLocal(member)), ...locals] };
}
