import type { SchemaRegistry } from "../../api/schemaRegistry";
import type { HookContext } from "../../lifecycle/definition";
import { type Json, type JsonObject, textOf } from "../../values/json";
import { registryPauses } from "./registryPauses";

/**
 * Reads a resource of the Schema Registry as it is after its last change:
 * - A new one can be in lists for seconds before it is found by its id. If it is recorded, it is read again until it is
 *   found, because one that counts as gone would be created again.
 * - For some seconds after a change the registry may return the state before, which is no drift. The read is repeated while
 *   the version is older than the recorded one.
 */
export async function freshRead(
  { session, call }: Pick<HookContext, "session" | "call">,
  registry: Pick<SchemaRegistry, "get" | "list">,
  id: string,
  recorded: JsonObject,
): Promise<JsonObject | undefined> {
  let found = await registry.get(id);
  if (found === undefined && (await isListed(registry, id, recorded))) {
    for (const pause of registryPauses.invisible) {
      await session.pause(call, pause, "the Schema Registry to return a new resource by its id");
      found = await registry.get(id);
      if (found !== undefined) {
        break;
      }
    }
  }
  for (const pause of registryPauses.stale) {
    if (found === undefined || !isOlder(found.version, recorded.version)) {
      return found;
    }
    await session.pause(call, pause, "the Schema Registry to return the last change");
    found = await registry.get(id);
  }
  return found;
}

/**
 * Deletes a resource of the Schema Registry. One that the registry does not find by its id, but has in a list, is new: its
 * deletion is repeated until the registry finds it. Otherwise it would remain, and nothing would manage it.
 */
export async function freshDelete(
  { session, call }: Pick<HookContext, "session" | "call">,
  registry: Pick<SchemaRegistry, "delete" | "list">,
  id: string,
  recorded: JsonObject,
): Promise<void> {
  if ((await registry.delete(id)) || !(await isListed(registry, id, recorded))) {
    return;
  }
  for (const pause of registryPauses.invisible) {
    await session.pause(call, pause, "the Schema Registry to find a new resource by its id");
    if (await registry.delete(id)) {
      return;
    }
  }
}

/** Whether lists show a recorded resource. */
async function isListed(
  registry: Pick<SchemaRegistry, "list">,
  id: string,
  { title }: JsonObject,
): Promise<boolean> {
  if (typeof title !== "string") {
    return false;
  }
  for await (const { $id } of registry.list(title)) {
    if ($id === id) {
      return true;
    }
  }
  return false;
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
