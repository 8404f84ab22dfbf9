import type { Json } from "../../values/json";

/** The state that follows a temporary state. */
const settledStates: Readonly<Record<string, string>> = {
  "enabled-finalizing": "enabled",
  enabling: "enabled",
  disabling: "disabled",
};

/** Temporary states from which any state can follow. */
const betweenStates: ReadonlySet<Json> = new Set(["updating", "initializing"]);

/** The state that a flow has, or will have; `undefined` if that is open. */
export function settled(state: Json): Json {
  if (betweenStates.has(state)) {
    return undefined;
  }
  return typeof state === "string" ? (settledStates[state] ?? state) : state;
}
