import type { Operation } from "rfc6902";
import { isEmpty, isSame } from "../../values/compare";
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  valueAt,
  withoutUndefined,
} from "../../values/json";
import { keysIn, pointerOf } from "../../values/jsonPointer";
import type { Definition } from "../definition";

/**
 * Replaces operations on lists that the service orders or extends by operations on single members: members that the
 * program removes or changes are removed or replaced at their position on the service, and new ones are added at the end.
 *
 * @param seen - the compared fields as the service has them, without what the service has added
 * @param entity - the entity as the service returned it; without it, the operations stay as they are
 */
export function byMember(
  definition: Definition,
  operations: readonly Operation[],
  { seen, wanted, entity }: { seen: JsonObject; wanted: JsonObject; entity: JsonObject | undefined },
): Operation[] {
  const lists = new Map(operations.flatMap(({ path }) => listAt(definition, path) ?? []));
  return [...lists].reduce<Operation[]>(
    (patch, [list, identify]) => {
      const keys = keysIn(list);
      const [from, to, shown] = [seen, wanted, entity].map((object) => valueAt(object, keys));
      if (![from, to, shown].every(isJsonArray)) {
        return patch;
      }
      const others = patch.filter(({ path }) => path !== list && !path.startsWith(`${list}/`));
      return [
        ...others,
        ...membersPatch(list, { from: listed(from), to: listed(to), shown: listed(shown) }, identify),
      ];
    },
    [...operations],
  );
}

/**
 * Compared fields of an entity without what others have added to shared lists that are not recorded: an update leaves their
 * members where they are, so they are no conflict, and a refresh would not record them.
 *
 * @param now - the compared fields as the service has them
 */
export function withoutOthersMembers(
  { sharedLists = {} }: Definition,
  now: JsonObject,
  { recorded, wanted }: { recorded: JsonObject; wanted: JsonObject },
): JsonObject {
  const othersLeftOut = Object.entries(sharedLists).flatMap(([name, identify]): [string, Json][] => {
    const found = now[name];
    if (!isJsonArray(found) || !isEmpty(recorded[name])) {
      return [];
    }
    const ours = new Set(listed(wanted[name]).map(identify));
    return [[name, found.filter((member) => ours.has(identify(member)))]];
  });
  return { ...now, ...Object.fromEntries(othersLeftOut) };
}

type Identify = (member: Json) => string;

function membersPatch(
  list: string,
  { from, to, shown }: Readonly<Record<"from" | "to" | "shown", readonly Json[]>>,
  identify: Identify,
): Operation[] {
  const [before, after, present] = [from, to, shown].map(
    (members) => new Map(members.map((member) => [identify(member), member])),
  );
  // Before the removals, while every member has its position. A replaced member keeps what the service has added to it.
  const replaced = shown.flatMap((member, index): Operation[] => {
    const key = identify(member);
    const [old, wanted] = [before?.get(key), after?.get(key)];
    return isJsonObject(member) && isJsonObject(old) && isJsonObject(wanted) && !isSame(old, wanted)
      ? [{ op: "replace", path: `${list}/${index}`, value: withChanges(member, old, wanted) }]
      : [];
  });
  // From the end, so that the positions of the others stay.
  const removed = shown.flatMap((member, index): Operation[] => {
    const key = identify(member);
    return before?.has(key) && !after?.has(key) ? [{ op: "remove", path: `${list}/${index}` }] : [];
  });
  const added = to.flatMap((member): Operation[] =>
    present?.has(identify(member)) ? [] : [{ op: "add", path: `${list}/-`, value: member }],
  );
  return [...replaced, ...removed.toReversed(), ...added];
}

/** A member as the service has it, with the keys that the program has changed. */
function withChanges(shown: JsonObject, before: JsonObject, wanted: JsonObject): JsonObject {
  const kept = Object.entries(shown).filter(([key]) => !Object.hasOwn(before, key));
  return withoutUndefined({ ...Object.fromEntries(kept), ...wanted });
}

/** JSON pointer of the list that an operation changes, such as `/tags/unifiedProfile` for `tags.*`. */
function listAt(
  { byMember: lists, sharedLists }: Definition,
  pointer: string,
): [string, Identify][] | undefined {
  const tokens = keysIn(pointer);
  const row = Object.entries({ ...lists, ...sharedLists }).find(([path]) => {
    const keys = path.split(".");
    return keys.length <= tokens.length && keys.every((key, index) => key === "*" || key === tokens[index]);
  });
  if (row === undefined) {
    return undefined;
  }
  const [path, identify] = row;
  return [[pointerOf(tokens.slice(0, path.split(".").length)), identify]];
}

function listed(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [];
}
