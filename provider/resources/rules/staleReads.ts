import type { HookContext } from "../../lifecycle/definition";
import { type Json, type JsonObject, textOf } from "../../values/json";

/** Pauses before each repetition of a read. The registry was seen to return an older state for two seconds. Milliseconds. */
const pauses: readonly number[] = [500, 1_000, 2_000, 4_000];

/**
 * Reads a resource of the Schema Registry, and reads it again while its version is older than the recorded one: for some
 * seconds after a change the registry may return the state before, which is no drift.
 */
export async function freshRead(
  { session, call }: HookContext,
  recorded: JsonObject,
  read: () => Promise<JsonObject | undefined>,
): Promise<JsonObject | undefined> {
  let found = await read();
  for (const pause of pauses) {
    if (found === undefined || !isOlder(found.version, recorded.version)) {
      return found;
    }
    await session.pause(call, pause, "the Schema Registry to return the last change");
    found = await read();
  }
  return found;
}

/** Whether a version such as `1.9` is older than another one. Versions in another form are not. */
export function isOlder(version: Json, other: Json): boolean {
  const [own, others] = [version, other].map((one) => /^(\d+)\.(\d+)$/.exec(textOf(one ?? "")));
  if (!own || !others) {
    return false;
  }
  const [major, otherMajor] = [Number(own[1]), Number(others[1])];
  return major < otherMajor || (major === otherMajor && Number(own[2]) < Number(others[2]));
}
