import { Problem } from "../messages/problem";
import { isSame, patchBetween } from "../values/compare";
import { isJsonArray, type Json, type JsonObject, valueAt } from "../values/json";
import type { Definition } from "./definition";

/** Three states of one entity: as recorded, as wanted, and as the service returns it now. */
export interface ThreeWays {
  readonly id: string;
  readonly recorded: JsonObject;
  readonly wanted: JsonObject;
  readonly now: JsonObject;
}

/**
 * Throws if someone else changed a recorded field to a value that the program does not want. A field that the service
 * returns as recorded, or already as wanted, is no conflict.
 */
export function refuseConflict(definition: Definition, { id, recorded, wanted, now }: ThreeWays): void {
  const changed = patchBetween(recorded, now).map(({ path }) => fieldKeys(path, recorded));
  const fields = new Map(changed.map((keys) => [JSON.stringify(keys), keys])).values();
  const conflicts = [...fields].filter((keys) => !isSame(valueAt(now, keys), valueAt(wanted, keys)));
  if (conflicts.length === 0) {
    return;
  }
  throw new Problem({
    what: `The ${definition.noun} ${id} was changed outside this stack since its last update or refresh; nothing was overwritten.`,
    // Without values: a program can mark any input as a secret, and the provider receives plain values.
    details: conflicts.map((keys) => `  ${keys.join(".")}`),
    advice: "Run pulumi refresh to record the change, adapt the program, then run pulumi up.",
  });
}

/** Keys of the field that a JSON pointer refers to. A list counts as one field. */
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
