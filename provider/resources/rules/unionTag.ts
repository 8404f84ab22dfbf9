import type { LeftField } from "../../lifecycle/definition";
import { isJsonArray, type Json, type JsonObject } from "../../values/json";
import { isUnknown } from "../../values/unknown";

/** Name of the input with the tags of a schema. */
const field = "meta:immutableTags";

/** The tag that enables a schema for Real-Time Customer Profile. AEP never removes it. */
const union = "union";

/**
 * The wanted tags of a schema that exists: those of the program, and `union` if the schema has it. No tags are an empty
 * list, so that each tag gets its own operation and tags of others stay.
 */
export function withUnion(
  wanted: JsonObject,
  inputs: JsonObject,
  recorded: JsonObject | undefined,
): JsonObject {
  const before = tagsIn(recorded?.[field]);
  const tags = inputs[field];
  if (before.length === 0 || isUnknown(tags)) {
    return wanted;
  }
  const own = tagsIn(tags);
  return { ...wanted, [field]: before.includes(union) && !own.includes(union) ? [...own, union] : own };
}

/** The tag `union` that a program no longer has. */
export function leftUnion(recorded: JsonObject, inputs: JsonObject): LeftField | undefined {
  const tags = inputs[field];
  const isKnown = !isUnknown(tags) && !tagsIn(tags).some(isUnknown);
  return isKnown && tagsIn(recorded[field]).includes(union) && !tagsIn(tags).includes(union)
    ? {
        field,
        reason:
          "AEP never removes the tag union, so a schema stays enabled for Profile, and no request is sent for it. " +
          "Add union to the program again to end this warning.",
      }
    : undefined;
}

function tagsIn(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [];
}
