import {
  type Definition,
  definitions,
  fieldsAsWanted,
  isJsonArray,
  isSame,
  type Json,
  type JsonObject,
  type Kind,
  shownOnly,
  wantedFields,
} from "../../provider/cliApi";
import { differences } from "../drift/differences";
import { type Keys, pathOf } from "../drift/propertyPath";
import { offline } from "../drift/resourceDrift";
import { withoutIgnored } from "./ignored";

/** Inputs and outputs of an entity in a state, with common ids. */
export interface Recorded {
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

/** A property with different values in two sandboxes; `undefined` where it is missing. */
export interface PropertyDifference {
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
}

/**
 * The properties in which two entities differ, by the rules of the provider's own diff: what `pulumi up` would change if
 * the program of one sandbox managed the entity of the other one. Both directions are compared, because a program can leave
 * open what the other sandbox has.
 */
export async function differencesBetween(
  kind: Kind,
  from: Recorded,
  to: Recorded,
): Promise<PropertyDifference[]> {
  const definition = await definitions[kind]();
  const session = offline();
  const compared = (fields: JsonObject) =>
    withoutIgnored(kind, shownOnly(definition, withoutUnion(kind, fields)));
  const changes = (wanted: Recorded, found: Recorded) =>
    within(
      definition,
      compared(wantedFields({ definition, session }, found.outputs, wanted.inputs)),
      compared(fieldsAsWanted(definition, found.outputs)),
    );
  const forward = changes(from, to).map(({ keys, recorded, service }) => ({
    keys,
    from: recorded,
    to: service,
  }));
  const back = changes(to, from)
    .map(({ keys, recorded, service }) => ({ keys, from: service, to: recorded }))
    .filter(({ keys }) => !forward.some((one) => overlap(one.keys, keys)));
  return [...forward, ...back].map(({ keys, ...values }) => ({
    path: pathOf(keys),
    ...onlyDiffering(values),
  }));
}

/** The differences of fields. A list without an order is one difference if its members are not the same ones. */
function within({ unordered = {} }: Definition, wanted: JsonObject, found: JsonObject) {
  const whole = Object.entries(unordered)
    .filter(([name, identify]) => !haveSameMembers(wanted[name], found[name], identify))
    .map(([name]) => name);
  return [
    ...differences(without(wanted, whole), without(found, whole)),
    ...whole.map((name) => ({ keys: [name], recorded: wanted[name], service: found[name] })),
  ];
}

function haveSameMembers(left: Json, right: Json, identify: (member: Json) => string): boolean {
  const [ours, theirs] = [left, right].map((list) =>
    (isJsonArray(list) ? list : []).map(identify).toSorted(),
  );
  return isSame(ours, theirs);
}

function without(fields: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** Whether one path is inside the other. Lists have another order in the other direction, so positions do not count. */
function overlap(left: Keys, right: Keys): boolean {
  return left.every(
    (key, index) =>
      index >= right.length ||
      key === right[index] ||
      (typeof key === "number" && typeof right[index] === "number"),
  );
}

/** Of two lists, only the members that the other one does not have; of lists in another order, all members. */
function onlyDiffering({ from, to }: { from: Json; to: Json }): { from: Json; to: Json } {
  if (!isJsonArray(from) || !isJsonArray(to)) {
    return { from, to };
  }
  const rest = { from: othersThan(to, from), to: othersThan(from, to) };
  return rest.from.length + rest.to.length === 0 ? { from, to } : rest;
}

/** The members of a list that another list does not have. */
function othersThan(other: readonly Json[], list: readonly Json[]): Json[] {
  return list.filter((member) => !other.some((one) => isSame(one, member)));
}

/** The enablement of a schema is an entity of its own, so the tag that it sets is not compared again. */
function withoutUnion(kind: Kind, fields: JsonObject): JsonObject {
  const tags = fields["meta:immutableTags"];
  return kind === "schema" && isJsonArray(tags)
    ? { ...fields, "meta:immutableTags": tags.filter((tag) => tag !== "union") }
    : fields;
}
