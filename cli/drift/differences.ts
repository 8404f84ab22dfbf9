import {
  entryOf,
  isJsonArray,
  isJsonObject,
  isSame,
  type Json,
  type JsonObject,
} from "../../provider/cliApi";
import type { Keys } from "./propertyPath";

/** Two values of one property. A value that is `undefined` is not there. */
export interface Difference {
  readonly keys: Keys;
  readonly recorded: Json;
  readonly service: Json;
}

/** Where two objects differ, as deep inside as can be told. Differences in spelling are none. */
export function differences(recorded: JsonObject, service: JsonObject): Difference[] {
  return within([], recorded, service);
}

function within(keys: Keys, recorded: Json, service: Json): Difference[] {
  if (isSame(recorded, service)) {
    return [];
  }
  if (isJsonObject(recorded) && isJsonObject(service)) {
    const names = new Set([...Object.keys(recorded), ...Object.keys(service)]);
    return [...names].flatMap((name) =>
      within([...keys, name], entryOf(recorded, name), entryOf(service, name)),
    );
  }
  // A member more or less moves all that come after it: then the lists are shown whole.
  if (isJsonArray(recorded) && isJsonArray(service) && recorded.length === service.length) {
    return recorded.flatMap((entry, index) => within([...keys, index], entry, service[index]));
  }
  return [{ keys, recorded, service }];
}
