import {
  entryOf,
  isJsonArray,
  isJsonObject,
  isSame,
  type Json,
  type JsonObject,
} from "../../provider/cliApi";
import type { Keys } from "./propertyPath";

/** Two different values of one property. `undefined` means that the property is missing. */
export interface PropertyDifference {
  readonly keys: Keys;
  readonly recorded: Json;
  readonly service: Json;
}

/** The differences of two objects, at the deepest possible properties. Another spelling of the same value is no difference. */
export function differences(recorded: JsonObject, service: JsonObject): PropertyDifference[] {
  return within([], recorded, service);
}

function within(keys: Keys, recorded: Json, service: Json): PropertyDifference[] {
  if (isSame(recorded, service)) {
    return [];
  }
  if (isJsonObject(recorded) && isJsonObject(service)) {
    const names = new Set([...Object.keys(recorded), ...Object.keys(service)]);
    return [...names].flatMap((name) =>
      within([...keys, name], entryOf(recorded, name), entryOf(service, name)),
    );
  }
  // An added or removed member moves all later ones, so lists of different lengths are compared as a whole.
  if (isJsonArray(recorded) && isJsonArray(service) && recorded.length === service.length) {
    return recorded.flatMap((entry, index) => within([...keys, index], entry, service[index]));
  }
  return [{ keys, recorded, service }];
}
