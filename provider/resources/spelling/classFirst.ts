import { isJsonArray, type Json, type JsonObject, textOf, valueAt } from "../../values/json";
import { referencesLike } from "../tenant/bodies";
import { identityOfId, isSameId } from "../tenant/ids";

/** The shared classes that exist by name, and the collection of all others, shared or of a tenant. */
const classReference =
  /^https:\/\/ns\.adobe\.com\/(xdm\/context\/(profile|experienceevent)|(.+\/)?classes\/[^/]+)$|^_([\w-]+|\{TENANT_ID\})\.classes\.\w+$/;

/** Whether the form of a reference shows that it is a class. */
export function hasClassForm(reference: string): boolean {
  return classReference.test(reference);
}

/** The reference of a member of `allOf`. */
export function referenceOf(member: Json): string {
  return textOf(valueAt(member, ["$ref"]));
}

/** Identifies a member of `allOf`, however its id is written; the service adds other keys to a member. */
export function identityOfMember(member: Json): string {
  return identityOfId(referenceOf(member));
}

/** `allOf` in which ids are written like those of a model. */
export function membersLike(allOf: Json, model: Json): Json {
  if (!isJsonArray(allOf) || !isJsonArray(model)) {
    return allOf;
  }
  const known = new Map(model.map((member) => [identityOfMember(member), member]));
  return allOf.map((member) => referencesLike(member, known.get(identityOfMember(member))));
}

/**
 * Fields whose `allOf` begins with the class of the schema, wherever the program or the service has it. The class is the
 * one that `meta:class` names; without it, the only reference whose form is that of a class; without one, the first
 * reference, as in all examples of the documentation.
 */
export function withClassFirst(fields: JsonObject, named: Json = fields["meta:class"]): JsonObject {
  const { allOf } = fields;
  if (!isJsonArray(allOf)) {
    return fields;
  }
  const isNamed = (member: Json) => isSameId(referenceOf(member), named);
  const isClass = allOf.some(isNamed) ? isNamed : (member: Json) => hasClassForm(referenceOf(member));
  const [itsClass, ...otherClasses] = allOf.filter(isClass);
  if (itsClass === undefined || otherClasses.length > 0) {
    return fields;
  }
  return { ...fields, allOf: [itsClass, ...allOf.filter((member) => member !== itsClass)] };
}
