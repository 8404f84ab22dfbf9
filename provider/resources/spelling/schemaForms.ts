import type { InputRule } from "../../lifecycle/refusal";
import { isEmpty, isSame } from "../../values/compare";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf } from "../../values/json";
import { isUnknown, unknownValue } from "../../values/unknown";
import { isLocal, localReferencesIn, membersFor } from "../schemaDefinitions/references";
import { identityOfId, isSameId } from "../tenant/ids";
import { hasClassForm, identityOfMember, referenceOf, withClassFirst } from "./classFirst";

/** Key of a member of `allOf` with the chosen fields of a partly used field group. */
const refProperty = "meta:refProperty";

/**
 * Inputs with `allOf`, which is sent and compared, in addition to the class and the field groups as the program wrote them.
 * It uses all definitions of the schema, which the registry would ignore otherwise.
 */
export function withAllOf(inputs: JsonObject): JsonObject {
  const { classId, fieldGroupIds, allOf, definitions } = inputs;
  if (classId === undefined || (allOf !== undefined && allOf !== null)) {
    return withClassFirst(inputs, classId ?? inputs["meta:class"]);
  }
  const groups = isJsonArray(fieldGroupIds) ? fieldGroupIds : [];
  return {
    ...inputs,
    allOf: [
      { $ref: classId },
      // A member that is unknown keeps the class comparable, so that a preview shows whether it replaces the schema.
      ...(isUnknown(fieldGroupIds) ? [unknownValue] : groups.map(($ref) => ({ $ref }))),
      ...membersFor(definitions),
    ],
  };
}

/**
 * Normalized fields with the class and the field groups in place of `allOf`, which is easier to read. Fields with a choice
 * of fields in a field group, or with a definition that they do not use, keep `allOf`: only that form can express it.
 */
export function inReadableForm(fields: JsonObject): JsonObject {
  const [classId, ...fieldGroupIds] = idsIn(fields.allOf);
  const used = localReferencesIn(fields.allOf);
  const isUsed = isSame(used.toSorted(), localReferencesIn(membersFor(fields.definitions)).toSorted());
  const isChosen = membersOf(fields.allOf).some(
    (member) => isJsonObject(member) && !isEmpty(member[refProperty]),
  );
  if (classId === undefined || isChosen || !isUsed) {
    return fields;
  }
  const readable: [string, Json][] = [
    ["classId", classId],
    ...(fieldGroupIds.length === 0 ? [] : ([["fieldGroupIds", fieldGroupIds]] as [string, Json][])),
  ];
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, Json][] =>
      name === "allOf" ? readable : [[name, value]],
    ),
  );
}

/**
 * The class and the field groups of a program in that form, with those that the schema has now.
 *
 * @param noted - as the program wrote them
 * @param seen - normalized fields of the schema
 */
export function notedAsSeen(noted: JsonObject, { allOf }: JsonObject): JsonObject {
  const [itsClass, ...groups] = idsIn(allOf);
  const { classId, fieldGroupIds } = noted;
  const known = isJsonArray(fieldGroupIds) ? fieldGroupIds.map(textOf) : [];
  const kept = known.filter((id) => groups.some((group) => isSameId(group, id)));
  const ids = [...kept, ...groups.filter((group) => !kept.some((id) => isSameId(group, id)))];
  const isSameClass = itsClass === undefined || isSameId(itsClass, classId);
  return {
    ...noted,
    ...(classId === undefined || isSameClass ? {} : { classId: itsClass }),
    ...(fieldGroupIds === undefined && (classId === undefined || ids.length === 0)
      ? {}
      : { fieldGroupIds: isSame(ids, fieldGroupIds) ? fieldGroupIds : ids }),
  };
}

/**
 * The class and the field groups of a program in that form, completed with recorded ones of the other form. The engine
 * removes inputs with `ignoreChanges` that are not recorded, and a switch from `allOf` to this form is no update, so that
 * outputs, and after a refresh inputs, still have the other form. Only a program with `allowBreaking` can intend to remove
 * all field groups.
 */
export function withRecordedForm(news: JsonObject, olds: JsonObject): JsonObject {
  const { classId, fieldGroupIds, allOf } = news;
  const isOtherForm = allOf === undefined && olds.classId === undefined && isJsonArray(olds.allOf);
  if (!isOtherForm || (classId === undefined && fieldGroupIds === undefined)) {
    return news;
  }
  const [oldClass, ...oldGroups] = idsIn(olds.allOf);
  const keepsGroups = fieldGroupIds === undefined && oldGroups.length > 0 && news.allowBreaking !== true;
  return {
    ...news,
    classId: classId ?? oldClass,
    ...(keepsGroups ? { fieldGroupIds: oldGroups } : {}),
  };
}

/**
 * Wanted fields with an unknown class, if `classId` is unknown. The engine asks whether a schema is replaced together with
 * its class, and passes the recorded inputs for that, in which only inputs of the program are unknown, not `allOf`.
 */
export function withUnknownClass(wanted: JsonObject, { classId }: JsonObject): JsonObject {
  const [, ...groups] = membersOf(wanted.allOf);
  return isUnknown(classId) ? { ...wanted, allOf: [{ $ref: classId }, ...groups] } : wanted;
}

/**
 * `allOf` of a program without it, with the recorded choices of fields: that form of a program has no place for them.
 */
export function withRecordedChoices(allOf: Json, recorded: Json): Json {
  const known = new Map(membersOf(recorded).map((member) => [identityOfMember(member), member]));
  return isJsonArray(allOf)
    ? allOf.map((member) => {
        const before = known.get(identityOfMember(member));
        const chosen = isJsonObject(before) ? before[refProperty] : undefined;
        return isJsonObject(member) && chosen !== undefined ? { [refProperty]: chosen, ...member } : member;
      })
    : allOf;
}

/** Rules for a schema that has both forms of its parts. */
export const formRules = {
  class: { property: "classId", reason: "must be the class in allOf, or allOf must be left out" },
  groups: {
    property: "fieldGroupIds",
    reason: "must be the field groups in allOf, or allOf must be left out",
  },
} as const satisfies Readonly<Record<string, InputRule>>;

/** Why two forms in one program contradict each other, as the property and a reason; `undefined` if they do not. */
export function contradiction(inputs: JsonObject): InputRule | undefined {
  const { classId, fieldGroupIds, allOf } = inputs;
  if (!isJsonArray(allOf) || allOf.some((member) => isUnknown(member) || isUnknown(referenceOf(member)))) {
    return undefined;
  }
  const [itsClass = "", ...groups] = idsIn(withAllOf(inputs).allOf);
  const isOther = !isSameId(itsClass, classId) || (!hasClassForm(itsClass) && groups.some(hasClassForm));
  if (classId !== undefined && !isUnknown(classId) && isOther) {
    return formRules.class;
  }
  if (!isJsonArray(fieldGroupIds) || fieldGroupIds.some(isUnknown)) {
    return undefined;
  }
  return isSame(fieldGroupIds.map(identityOfId).toSorted(), groups.map(identityOfId).toSorted())
    ? undefined
    : formRules.groups;
}

/** The ids of the class and of the field groups. */
function idsIn(allOf: Json): string[] {
  return membersOf(allOf)
    .filter((member) => !isLocal(member))
    .map(referenceOf);
}

function membersOf(list: Json): readonly Json[] {
  return isJsonArray(list) ? list : [];
}
