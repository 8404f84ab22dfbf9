import { ServiceError } from "../../http/serviceError";
import type { HookContext } from "../../lifecycle/definition";
import type { JsonObject } from "../../values/json";
import { registryPauses } from "../rules/registryPauses";
import { isDuplicate } from "./duplicate";

/**
 * Sends a write of a descriptor, and repeats it while the registry refuses it because it does not know a schema or a field
 * group yet that this process has created.
 *
 * @param get - reads a schema or a field group
 */
export async function onceSchemasAreVisible<Result>(
  { session, call }: HookContext,
  get: (id: string) => Promise<JsonObject | undefined>,
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
      const pause = registryPauses.invisible[attempt];
      const isRefusal =
        error instanceof ServiceError && [400, 404, 422].includes(error.status) && !isDuplicate(error);
      if (!isRefusal || pause === undefined || !(await isCause(get, created.map(String), error))) {
        throw error;
      }
      await session.pause(call, pause, "a new schema to become visible in AEP", error);
    }
  }
}

/** Whether one of these schemas is not visible, or was not until a moment ago. */
async function isCause(
  get: (id: string) => Promise<JsonObject | undefined>,
  ids: readonly string[],
  error: ServiceError,
): Promise<boolean> {
  if (ids.some((id) => [error.detail, ...error.reasons].some((text) => text.includes(id)))) {
    return true;
  }
  const found = await Promise.all(ids.map(get));
  return found.includes(undefined);
}
