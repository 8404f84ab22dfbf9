import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../core/json";

/** The members that configure the two ends of a connection. It is unknown which of their values are secret. */
export const configNames = ["srcConnectionConfig", "destConnectionConfig"] as const;

/** The mark that is stored instead of a value. Equal values have equal marks; a mark does not reveal the value. */
export function markOf(value: Json): string {
  return `sha256:${createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16)}`;
}

/**
 * A config as it is stored, with a mark for each value.
 *
 * @param before - the stored config, whose marks stay unchanged.
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

  /** A config in clear; values that are not known, for example after a restart, stay marks. */
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
