import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../core/json";

/** The members of a connection that configure its two ends: nothing tells which of their values are secret. */
export const configNames = ["srcConnectionConfig", "destConnectionConfig"] as const;

/** What stands for a value wherever it is kept: two equal values have one mark, and nobody reads a value from it. */
export function markOf(value: Json): string {
  return `sha256:${createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16)}`;
}

/**
 * A config as it is kept, a mark for each value.
 *
 * @param before - the config as kept until now, whose marks stay as they are.
 */
export function markConfig(config: JsonObject, before: JsonObject = {}): JsonObject {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, value === before[name] ? value : markOf(value)]),
  );
}

/** Values in clear by their marks, in memory only. */
export class ClearValues {
  readonly #byMark = new Map<string, Json>();

  /** Remembers the values of a config. */
  add(config: JsonObject): void {
    for (const value of Object.values(config)) {
      this.#byMark.set(markOf(value), value);
    }
  }

  /** A config in clear; values that are not remembered, as after a restart, stay marks. */
  reveal(config: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(config).map(([name, mark]) => [
        name,
        typeof mark === "string" ? (this.#byMark.get(mark) ?? mark) : mark,
      ]),
    );
  }
}

/** A copy of a request body without the values of its configs, for the request log. */
export function redactConfigs(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(redactConfigs);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name.endsWith("ConnectionConfig") ? redactAll(member) : redactConfigs(member),
    ]),
  );
}

function redactAll(config: Json): Json {
  const redacted = "***";
  return isJsonObject(config)
    ? Object.fromEntries(Object.keys(config).map((name) => [name, redacted]))
    : redacted;
}
