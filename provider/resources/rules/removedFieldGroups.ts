import { type Refusal, refused } from "../../lifecycle/refusal";
import { wordOrQuoted } from "../../messages/foreignText";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf } from "../../values/json";
import { containsUnknown } from "../../values/unknown";
import { identityOfMember, referenceOf } from "../spelling/classFirst";

/** Removing field groups of a schema, or fields of one. */
export const removedFieldGroups: Refusal = {
  step: "preview",
  title: "The schema loses a field group, or chosen fields of one",
  advice:
    "Keep the field group, and deprecate fields that you no longer need. If the schema is not used yet, " +
    "set allowBreaking: true on it: then the change is sent, and AEP decides.",
};

/**
 * Refuses to remove field groups, or chosen fields of one, from a schema: their fields would be removed, and AEP accepts no
 * such change once the schema is used. Unknown values are accepted.
 */
export function rejectRemovedFieldGroups(recorded: JsonObject, wanted: JsonObject, inputs: JsonObject): void {
  if (inputs.allowBreaking === true || containsUnknown(wanted.allOf)) {
    return;
  }
  const after = new Map(membersOf(wanted.allOf).map((member) => [identityOfMember(member), member]));
  const changes = membersOf(recorded.allOf).flatMap((member) => {
    const reference = referenceOf(member);
    const kept = after.get(identityOfMember(member));
    if (kept === undefined) {
      return [`${placeOf(inputs)} loses ${wordOrQuoted(reference)}`];
    }
    const lost = lostFields(chosenFields(member), chosenFields(kept));
    return lost === undefined ? [] : [`meta:refProperty of ${wordOrQuoted(reference)} ${lost}`];
  });
  if (changes.length === 0) {
    return;
  }
  throw refused(removedFieldGroups, {
    what: `Schema ${JSON.stringify(textOf(inputs.title))}: ${changes.join(", and ")}. This would remove fields, which breaks existing data.`,
  });
}

/** Where the program has the field groups. */
function placeOf({ classId, fieldGroupIds }: JsonObject): string {
  return classId === undefined && fieldGroupIds === undefined ? "allOf" : "fieldGroupIds";
}

/** The chosen paths of a member; `undefined` if it contributes all fields. */
function chosenFields(member: Json): string[] | undefined {
  const paths = isJsonObject(member) ? member["meta:refProperty"] : undefined;
  return isJsonArray(paths) && paths.length > 0 ? paths.map(textOf) : undefined;
}

function lostFields(before: string[] | undefined, after: string[] | undefined): string | undefined {
  if (after === undefined) {
    return undefined;
  }
  const lost = before?.filter((path) => !after.includes(path));
  if (lost === undefined) {
    return `becomes ${after.map(wordOrQuoted).join(", ")} instead of all fields`;
  }
  return lost.length === 0 ? undefined : `loses ${lost.map(wordOrQuoted).join(", ")}`;
}

function membersOf(list: Json): readonly Json[] {
  return isJsonArray(list) ? list : [];
}
