import { Problem } from "../../messages/problem";
import { shortened } from "../../messages/shortened";
import { isSame, patchBetween } from "../../values/compare";
import { isJsonArray, type Json, type JsonObject, valueAt } from "../../values/json";
import { keysIn } from "../../values/jsonPointer";
import { anyMember } from "../../values/secretPaths";
import type { Definition } from "../definition";
import { isHidden, leadsToHolder } from "../inputs/writeOnly";

/** Three states of one entity: as recorded, as wanted, and as the service returns it now. */
export interface ThreeWays {
  readonly id: string;
  readonly recorded: JsonObject;
  readonly wanted: JsonObject;
  readonly now: JsonObject;
  /** Paths that the program marked as secret. */
  readonly secretPaths: readonly (readonly string[])[];
}

/** What a conflict needs of a definition. */
type ConflictFacts = Pick<Definition, "noun" | "writeOnly">;

/** Maximum number of characters of one value in a message. */
const maxValue = 200;

/**
 * Throws if someone else changed a recorded field to a value that the program does not want. A field that the service
 * returns as recorded, or already as wanted, is no conflict. The error shows the values of all fields that are not secret.
 */
export function refuseConflict(definition: ConflictFacts, ways: ThreeWays): void {
  const { id, recorded, wanted, now } = ways;
  const changed = patchBetween(recorded, now).map(({ path }) => fieldKeys(path, recorded));
  const fields = new Map(changed.map((keys) => [JSON.stringify(keys), keys])).values();
  const conflicts = [...fields].filter((keys) => !isSame(valueAt(now, keys), valueAt(wanted, keys)));
  if (conflicts.length === 0) {
    return;
  }
  throw new Problem({
    what: `The ${definition.noun} ${id} was changed outside Pulumi since its last update or refresh; nothing was overwritten.`,
    details: conflicts.map((keys) => `  ${keys.join(".")}: ${valuesOf(definition, keys, ways)}`),
    advice:
      "To undo the change, run pulumi up --refresh. To keep it, write it into the program first, then run pulumi up --refresh.",
  });
}

function valuesOf(definition: ConflictFacts, keys: readonly string[], ways: ThreeWays): string {
  if (isSecret(definition, keys, ways)) {
    return "(values are secret)";
  }
  const [program, service, state] = [ways.wanted, ways.now, ways.recorded].map((object) =>
    quoted(valueAt(object, keys)),
  );
  return `the program has ${program}, the service ${service}, the state ${state}`;
}

/** Whether the value at this path contains a secret, or is a part of one. */
function isSecret(
  definition: ConflictFacts,
  keys: readonly string[],
  { recorded, wanted, now, secretPaths }: ThreeWays,
): boolean {
  const path = keys.join(".");
  return (
    leadsToHolder(definition, path) ||
    [recorded, wanted, now].some((fields) => isHidden(definition, path, fields)) ||
    secretPaths.some((secret) =>
      secret.every((key, at) => at >= keys.length || key === keys[at] || key === anyMember),
    )
  );
}

function quoted(value: Json): string {
  return value === undefined ? "no value" : shortened(JSON.stringify(value), maxValue);
}

/** Keys of the field that a JSON pointer refers to. A list counts as one field. */
function fieldKeys(pointer: string, within: JsonObject): string[] {
  const keys: string[] = [];
  let current: Json = within;
  for (const key of keysIn(pointer)) {
    if (isJsonArray(current)) {
      break;
    }
    keys.push(key);
    current = valueAt(within, keys);
  }
  return keys;
}
