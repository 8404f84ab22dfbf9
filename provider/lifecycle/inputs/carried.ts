import type { JsonObject } from "../../values/json";
import { secretPathsInput } from "../../values/secretPaths";
import { timeoutsInput } from "./timeouts";

/** Inputs that the resource classes add: never sent, and recorded unchanged with every entity. */
export const carriedInputs: readonly string[] = [timeoutsInput, secretPathsInput];

/** The part of inputs or outputs that is recorded unchanged with every entity. */
export function carried(properties: JsonObject): JsonObject {
  return Object.fromEntries(
    carriedInputs.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])),
  );
}

/** Inputs or outputs without that part. */
export function withoutCarried(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !carriedInputs.includes(name)));
}
