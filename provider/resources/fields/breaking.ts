import { type Refusal, refused } from "../../lifecycle/refusal";
import { shortened } from "../../messages/shortened";
import { isEmpty, isSame } from "../../values/compare";
import { entryOf, isJsonArray, isJsonObject, type Json, type JsonObject } from "../../values/json";
import { containsUnknown, isUnknown } from "../../values/unknown";
import { isSameId } from "../tenant/ids";

/** A change of a recorded field that AEP refuses once data uses it. */
export interface BreakingChange {
  /** Path of the field or of its member, as a program writes it. */
  readonly path: string;
  /** The recorded value; of a removed field its definition. */
  readonly from: Json;
  /** The value of the program; `undefined` for a removed field or member. */
  readonly to: Json;
  /** Path of a new field with the same definition: the field seems to be renamed. */
  readonly renamedTo?: string;
  /** Set for a field group with all its fields. */
  readonly isGroup?: true;
}

/** Maximum number of characters of one value in a message. */
const maxValue = 120;

/**
 * The changes of fields that remove, rename, move or retype a field or narrow its values. AEP allows additions, and changes
 * of titles, descriptions, labels and of what is required. Unknown values are no such change.
 *
 * @param from - recorded fields, in the form of programs
 * @param to - fields of the program
 * @param at - path of these fields, such as `fields`
 */
export function breakingChanges(from: Json, to: Json, at = "fields"): BreakingChange[] {
  if (!isJsonObject(from) || isUnknown(to)) {
    return [];
  }
  const wanted = isJsonObject(to) ? to : {};
  const added = Object.entries(wanted).filter(([name]) => entryOf(from, name) === undefined);
  return Object.entries(from).flatMap(([name, field]) => {
    const path = `${at}.${name}`;
    const now = entryOf(wanted, name);
    if (isEmpty(field) || isUnknown(now)) {
      return [];
    }
    if (now === undefined) {
      const renamed = added.find(([, other]) => isSame(other, field))?.[0];
      const renamedTo = renamed === undefined ? {} : { renamedTo: `${at}.${renamed}` };
      return [{ path, from: field, to: undefined, ...renamedTo }];
    }
    return changesOfField(field, now, path);
  });
}

function changesOfField(from: Json, to: Json, path: string): BreakingChange[] {
  // A data type that is created in the same run may contain the same fields.
  if (!isJsonObject(from) || !isJsonObject(to) || isUnknown(entryOf(to, "$ref"))) {
    return [];
  }
  const changed = Object.entries(rules).flatMap(([member, isBreaking]) => {
    const [before, after] = [entryOf(from, member), entryOf(to, member)];
    const breaks = !isSame(before, after) && !containsUnknown(after) && isBreaking(before, after, from, to);
    return breaks ? [{ path: `${path}.${member}`, from: before, to: after }] : [];
  });
  // A field with another type has other members too, which say nothing more.
  if (changed.length > 0) {
    return changed;
  }
  const [items, otherItems] = [entryOf(from, "items"), entryOf(to, "items")];
  return [
    ...breakingChanges(entryOf(from, "properties"), entryOf(to, "properties"), `${path}.properties`),
    ...(items === undefined ? [] : changesOfField(items, otherItems, `${path}.items`)),
  ];
}

/**
 * The removed members of a list of field groups, whose fields would be removed.
 *
 * @param from - recorded ids
 * @param to - ids of the program
 * @param input - name of the input
 */
export function removedGroups(from: Json, to: Json, input: string): BreakingChange[] {
  if (!isJsonArray(from) || containsUnknown(to)) {
    return [];
  }
  const kept = isJsonArray(to) ? to : [];
  return from
    .filter((id) => !kept.some((other) => isSameId(id, other)))
    .map((id) => ({ path: input, from: id, to: undefined, isGroup: true }));
}

type Rule = (before: Json, after: Json, from: JsonObject, to: JsonObject) => boolean;

const always: Rule = () => true;
const raised: Rule = (before, after, { type }) =>
  // The bounds of an integer select its XDM type.
  type === "integer" || (typeof after === "number" && !(typeof before === "number" && before >= after));
const lowered: Rule = (before, after, { type }) =>
  type === "integer" || (typeof after === "number" && !(typeof before === "number" && before <= after));

/** Whether a change of a member of a field breaks data, by member. */
const rules: Readonly<Record<string, Rule>> = {
  // A program may write the type beside a $ref or leave it out.
  type: (before, after, from, to) => {
    const refers = entryOf(from, "$ref") !== undefined && entryOf(to, "$ref") !== undefined;
    return !refers || (before !== undefined && after !== undefined);
  },
  $ref: always,
  format: always,
  "meta:xdmType": always,
  additionalProperties: always,
  pattern: (_before, after) => after !== undefined,
  enum: (before, after) =>
    isJsonArray(after) &&
    !(isJsonArray(before) && before.every((value) => after.some((other) => isSame(value, other)))),
  minimum: raised,
  minLength: raised,
  maximum: lowered,
  maxLength: lowered,
};

const sendAnyway = "With allowBreaking: true the provider sends the change, and AEP decides.";

/** Changes of fields that break data. */
export const breakingFields: Refusal = {
  step: "preview",
  title: "A field is removed, renamed or moved, gets another type, or allows fewer values",
  advice: `Keep the field as it is, with "meta:status": "deprecated", and add a new field beside it. ${sendAnyway}`,
};

/** Removed field groups of a field group or class. */
export const breakingGroups: Refusal = {
  step: "preview",
  title: "A field group is removed from the list",
  advice: `Keep the field group, and deprecate its fields that you no longer need. ${sendAnyway}`,
};

/** Throws an error that lists breaking changes, if there are any. */
export function refuseBreakingChanges(noun: string, title: Json, changes: readonly BreakingChange[]): void {
  if (changes.length === 0) {
    return;
  }
  throw refused(changes.every(({ isGroup }) => isGroup) ? breakingGroups : breakingFields, {
    what: `AEP does not allow this change of the ${noun} ${JSON.stringify(title)} once it is in use, so nothing was sent.`,
    details: changes.map(
      ({ path, from, to, renamedTo }) =>
        `  ${path}: the state has ${quoted(from)}, the program ${quoted(to)}` +
        (renamedTo === undefined ? "" : ` (renamed to ${renamedTo}?)`),
    ),
  });
}

function quoted(value: Json): string {
  return value === undefined ? "no value" : shortened(JSON.stringify(value), maxValue);
}
