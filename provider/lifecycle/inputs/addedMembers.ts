import { entryOf, isJsonObject, type JsonObject } from "../../values/json";
import type { Definition } from "../definition";

/** Fields without the members that only the service sets. An object with no other members is left out. */
export function withoutAddedMembers({ addedMembers = {} }: Definition, fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const members = addedMembers[name] ?? [];
      if (!isJsonObject(value) || !members.some((member) => member in value)) {
        return [[name, value]];
      }
      const own = Object.entries(value).filter(([member]) => !members.includes(member));
      return own.length === 0 ? [] : [[name, Object.fromEntries(own)]];
    }),
  );
}

/**
 * Outputs with the members that only the service sets.
 *
 * @param outputs - the recorded fields
 * @param source - where the members are: an entity as the service returned it, or outputs recorded before
 */
export function withAddedMembers(
  { addedMembers = {} }: Definition,
  outputs: JsonObject,
  source: JsonObject,
): JsonObject {
  const extended = Object.entries(addedMembers).flatMap(([name, members]) => {
    const [own, shown] = [entryOf(outputs, name), entryOf(source, name)];
    const added = isJsonObject(shown)
      ? Object.entries(shown).filter(([member, value]) => members.includes(member) && value !== undefined)
      : [];
    return added.length === 0
      ? []
      : [[name, { ...(isJsonObject(own) ? own : {}), ...Object.fromEntries(added) }]];
  });
  return { ...outputs, ...Object.fromEntries(extended) };
}

/** Only these members, of an entity or of recorded outputs. */
export function addedMembersIn(definition: Definition, source: JsonObject): JsonObject {
  return withAddedMembers(definition, {}, source);
}
