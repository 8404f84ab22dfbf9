import type { Operation } from "rfc6902";
import { isJsonArray, type Json, type JsonObject, valueAt } from "../../values/json";
import { keysIn, pointerOf } from "../../values/jsonPointer";
import type { Definition } from "../definition";

/**
 * Replaces operations on lists that the service orders or extends by operations on single members: members that the
 * program removes are removed at their position on the service, and new ones are added at the end.
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

type Identify = (member: Json) => string;

function membersPatch(
  list: string,
  { from, to, shown }: Readonly<Record<"from" | "to" | "shown", readonly Json[]>>,
  identify: Identify,
): Operation[] {
  const [before, after, present] = [from, to, shown].map((members) => new Set(members.map(identify)));
  // From the end, so that the positions of the others stay.
  const removed = shown.flatMap((member, index): Operation[] => {
    const key = identify(member);
    return before?.has(key) && !after?.has(key) ? [{ op: "remove", path: `${list}/${index}` }] : [];
  });
  const added = to.flatMap((member): Operation[] =>
    present?.has(identify(member)) ? [] : [{ op: "add", path: `${list}/-`, value: member }],
  );
  return [...removed.toReversed(), ...added];
}

/** JSON pointer of the list that an operation changes, such as `/tags/unifiedProfile` for `tags.*`. */
function listAt({ byMember: lists = {} }: Definition, pointer: string): [string, Identify][] | undefined {
  const tokens = keysIn(pointer);
  const row = Object.entries(lists).find(([path]) => {
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
