import { Problem } from "../messages/problem";
import { isSame, patchBetween } from "../values/compare";
import { isJsonArray, type Json, type JsonObject, valueAt } from "../values/json";
import type { Definition } from "./definition";
import { isHidden, leadsToHolder, masked } from "./writeOnly";

/** Three states of one thing: as recorded, as wanted, and as it is on the service now. */
export interface ThreeWays {
  readonly id: string;
  readonly recorded: JsonObject;
  readonly wanted: JsonObject;
  readonly now: JsonObject;
}

/**
 * Stops where somebody else changed a field of ours to something we do not want. On the service as recorded, or
 * as wanted already, is no conflict.
 */
export function refuseConflict(definition: Definition, { id, recorded, wanted, now }: ThreeWays): void {
  const changed = patchBetween(recorded, now).map(({ path }) => fieldKeys(path, recorded));
  const fields = new Map(changed.map((keys) => [JSON.stringify(keys), keys])).values();
  const conflicts = [...fields].filter((keys) => !isSame(valueAt(now, keys), valueAt(wanted, keys)));
  if (conflicts.length === 0) {
    return;
  }
  throw new Problem({
    what: `The ${definition.noun} ${id} was changed by somebody else since Pulumi last saw it; nothing was overwritten.`,
    details: conflicts.map(
      (keys) =>
        `  ${keys.join(".")}: the program wants ${shown(definition, keys, wanted)}, ` +
        `the service has ${shown(definition, keys, now)}, recorded was ${shown(definition, keys, recorded)}`,
    ),
    advice: "Run pulumi refresh to see and record the change, then decide and run pulumi up again.",
  });
}

/** Keys that lead to the field a JSON pointer speaks of; of a list, the whole list is the field. */
function fieldKeys(pointer: string, within: JsonObject): string[] {
  const keys: string[] = [];
  let current: Json = within;
  for (const token of pointer.split("/").slice(1)) {
    if (isJsonArray(current)) {
      break;
    }
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    keys.push(key);
    current = valueAt(within, keys);
  }
  return keys;
}

function shown(definition: Definition, keys: readonly string[], object: JsonObject): string {
  const value = valueAt(object, keys);
  if (value === undefined) {
    return "nothing";
  }
  const path = keys.join(".");
  if (isHidden(definition, path)) {
    return "[secret]";
  }
  // The field may be one that holds such values, or hold several of those.
  return leadsToHolder(definition, path)
    ? JSON.stringify(valueAt(masked(definition, object), keys))
    : JSON.stringify(value);
}
