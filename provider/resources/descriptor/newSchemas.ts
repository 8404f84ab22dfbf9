import type { SchemaRegistry } from "../../api/schemaRegistry";
import { ServiceError } from "../../http/serviceError";
import type { HookContext } from "../../lifecycle/definition";
import type { JsonObject } from "../../values/json";
import { isDuplicate } from "./duplicate";

/** Pauses before each repetition: the registry was seen not to know a new schema for up to 22 seconds. Milliseconds. */
const pauses: readonly number[] = [500, 1_500, 3_000, 5_000, 10_000, 10_000];

/**
 * Sends a write of a descriptor, and repeats it while the registry refuses it because it does not know a schema yet that
 * this process has created.
 */
export async function onceSchemasAreVisible<Result>(
  { session, call }: HookContext,
  registry: SchemaRegistry,
  { sourceSchema, destinationSchema }: JsonObject,
  send: () => Promise<Result>,
): Promise<Result> {
  const created = [sourceSchema, destinationSchema].filter(
    (id) => typeof id === "string" && session.handedOut.has(id),
  );
  for (let attempt = 0; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const pause = pauses[attempt];
      const isRefusal =
        error instanceof ServiceError && [400, 404, 422].includes(error.status) && !isDuplicate(error);
      if (!isRefusal || pause === undefined || !(await isCause(registry, created.map(String), error))) {
        throw error;
      }
      await session.pause(call, pause, "a new schema to become visible in AEP", error);
    }
  }
}

/** Whether one of these schemas is not visible, or was not until a moment ago. */
async function isCause(
  registry: SchemaRegistry,
  ids: readonly string[],
  error: ServiceError,
): Promise<boolean> {
  if (ids.some((id) => [error.detail, ...error.reasons].some((text) => text.includes(id)))) {
    return true;
  }
  const found = await Promise.all(ids.map((id) => registry.get(id)));
  return found.includes(undefined);
}
