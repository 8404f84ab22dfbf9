import { isSame, patchBetween } from "../compare";
import type { Definition } from "../definition";
import { isJsonArray, type Json, type JsonObject, valueAt } from "../json";
import { Problem } from "../problem";

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
  const changed = new Set(patchBetween(recorded, now).map(({ path }) => fieldPath(path, recorded)));
  const conflicts = [...changed].filter((path) => !isSame(valueAt(now, path), valueAt(wanted, path)));
  if (conflicts.length === 0) return;
  throw new Problem({
    what: `The ${definition.noun} ${id} was changed by somebody else since Pulumi last saw it; nothing was overwritten.`,
    details: conflicts.map(
      (path) =>
        `  ${path}: the program wants ${shown(definition, path, wanted)}, ` +
        `the service has ${shown(definition, path, now)}, recorded was ${shown(definition, path, recorded)}`,
    ),
    advice: "Run pulumi refresh to see and record the change, then decide and run pulumi up again.",
  });
}

/** Dotted path of the field a JSON pointer speaks of; of a list, the whole list is the field. */
function fieldPath(pointer: string, within: JsonObject): string {
  const keys: string[] = [];
  let current: Json = within;
  for (const token of pointer.split("/").slice(1)) {
    if (isJsonArray(current)) break;
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    keys.push(key);
    current = valueAt(within, keys.join("."));
  }
  return keys.join(".");
}

function shown({ writeOnly }: Definition, path: string, object: JsonObject): string {
  const value = valueAt(object, path);
  if (value === undefined) return "nothing";
  if (writeOnly !== undefined && `${path}.`.startsWith(`${writeOnly.path}.`)) {
    const key = path.slice(writeOnly.path.length + 1);
    if (!writeOnly.shows(key)) return "[secret]";
  }
  return JSON.stringify(value);
}
