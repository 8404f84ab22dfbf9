import type { Json, JsonObject } from "../../provider/cliApi";

/** A value that is a text or a number, as text; empty for a missing value and any other. */
export function textIn(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The state of an entity as its service names it, from the first of these that has one; empty if none has. */
export function stateIn(...sources: readonly JsonObject[]): string {
  const states = sources.flatMap(({ state, status }) => [textIn(state), textIn(status)]);
  return states.find((state) => state !== "") ?? "";
}
