import { createHash } from "node:crypto";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../values/json";
import { withoutSecretPaths } from "../../values/secretPaths";
import type { Definition } from "../definition";
import { withoutCarried } from "../inputs/carried";
import { withoutHolders } from "../inputs/writeOnly";

/** Identifies the inputs of a create without containing their values: a digest, computed without secrets. */
export function creationKey(definition: Definition, inputs: JsonObject): string {
  const { __provider, ...own } = inputs;
  return createHash("sha256")
    .update(
      `${definition.noun}\n${JSON.stringify(sorted(withoutHolders(definition, withoutCarried(withoutSecretPaths(own)))))}`,
    )
    .digest("hex");
}

function sorted(value: Json): Json {
  if (isJsonArray(value)) {
    return value.map(sorted);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const entries = Object.entries(value).map(([key, entry]): [string, Json] => [key, sorted(entry)]);
  return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
