import { isJsonObject, type Json, type JsonObject } from "./json";

/** The key by which the engine marks a secret, in states, in events and in what a provider returns. */
const mark = ["4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270"] as const;

/** A value that the engine stores encrypted. */
export function markedSecret(value: Json): JsonObject {
  return { [mark[0]]: mark[1], value };
}

/** Whether a value is marked as a secret. */
export function isMarkedSecret(value: unknown): value is JsonObject {
  return isJsonObject(value) && value[mark[0]] === mark[1];
}
