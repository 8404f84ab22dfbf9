import { isJsonArray, type Json, type JsonObject, textOf, valueAt } from "../../values/json";

/** The shared classes that exist by name, and the collection of all others, shared or of a tenant. */
const classReference =
  /^https:\/\/ns\.adobe\.com\/(xdm\/context\/(profile|experienceevent)|(.+\/)?classes\/[^/]+)$|^_\w+\.classes\.\w+$/;

/** Identifies a member of `allOf`; the service adds other keys to a member. */
export function referenceOf(member: Json): string {
  return textOf(valueAt(member, ["$ref"]));
}

/**
 * Fields whose `allOf` begins with the class of the schema, wherever the program or the service has it. If no reference
 * is known to be one of a class, the first one is the class, as in all examples of the documentation.
 */
export function withClassFirst(fields: JsonObject): JsonObject {
  const { allOf } = fields;
  if (!isJsonArray(allOf)) {
    return fields;
  }
  const isClass = (member: Json) => classReference.test(referenceOf(member));
  const [itsClass, ...otherClasses] = allOf.filter(isClass);
  if (itsClass === undefined || otherClasses.length > 0) {
    return fields;
  }
  return { ...fields, allOf: [itsClass, ...allOf.filter((member) => member !== itsClass)] };
}
