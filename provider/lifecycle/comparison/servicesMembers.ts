import type { Operation } from "rfc6902";
import { entryOf, isJsonObject, type Json, type JsonObject, valueAt } from "../../values/json";
import { keysIn, pointerOf } from "../../values/jsonPointer";

/**
 * Whether a patch adds or removes a whole object. The service may have added members to such an object, which are not
 * recorded: AEP adds `inletUrl` to the `options` of a flow. Such a patch requires the entity as the service has it.
 *
 * @param seen - the compared fields that the patch starts from
 */
export function changesWholeObjects(operations: readonly Operation[], seen: JsonObject): boolean {
  return operations.some((operation) => {
    switch (operation.op) {
      case "add":
        return isJsonObject(operation.value);
      case "remove":
        return isJsonObject(valueAt(seen, keysIn(operation.path)));
      default:
        return false;
    }
  });
}

/**
 * Replaces operations that remove a whole object by operations that remove its members one by one, if the service has
 * added members to it: those stay. Additions need no such rule, because a patch against the entity adds single members.
 *
 * @param seen - the compared fields that the patch starts from, without what the service has added
 * @param entity - the entity as the service returned it; without it, the operations stay as they are
 */
export function keepServicesMembers(
  operations: readonly Operation[],
  seen: JsonObject,
  entity: JsonObject | undefined,
): Operation[] {
  return operations.flatMap((operation) => {
    const keys = keysIn(operation.path);
    const [ours, theirs] = [valueAt(seen, keys), valueAt(entity, keys)];
    if (operation.op !== "remove" || !isJsonObject(ours) || !isJsonObject(theirs)) {
      return [operation];
    }
    return hasOthers(theirs, ours)
      ? Object.keys(ours)
          .filter((key) => entryOf(theirs, key) !== undefined)
          .map((key) => ({ op: "remove" as const, path: operation.path + pointerOf([key]) }))
      : [operation];
  });
}

function hasOthers(theirs: JsonObject, ours: JsonObject): boolean {
  return Object.entries(theirs).some(
    ([key, value]: [string, Json]) => value !== undefined && entryOf(ours, key) === undefined,
  );
}
