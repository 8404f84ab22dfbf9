import { newEtag, userOf } from "../core/audit";
import type { Emulator, RequestContext } from "../core/emulator";
import { isJsonObject, type JsonObject } from "../core/json";
import { livingEntity } from "../core/living";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import { FlowServiceError } from "../specs/errors";

/** The names of the Flow Service's collections that clients change. */
export type FlowServiceCollectionName = "connections" | "sourceConnections" | "targetConnections" | "flows";

/** Stores a changed entity with a new etag, and returns the etag. */
export function changeEntity(
  { store, clock, settings }: Emulator,
  stored: Stored,
  entity: JsonObject,
  { hidden, user = userOf(settings.clientId) }: { hidden?: JsonObject | undefined; user?: string } = {},
): string {
  const now = clock.now();
  const etag = newEtag(now);
  const { lastOperation } = entity;
  const changed = {
    ...entity,
    updatedAt: now,
    updatedBy: user,
    version: etag,
    etag,
    ...(isJsonObject(lastOperation) ? { lastOperation: { ...lastOperation, operation: "update" } } : {}),
  };
  store.change(stored, changed, hidden);
  return etag;
}

/** Compares If-Match with the entity's etag. */
export function checkVersion(
  { switches }: Emulator,
  context: RequestContext,
  stored: Stored,
  need: "required" | "optional",
): void {
  const supplied = context.req.header("if-match");
  if (supplied === undefined || supplied === "") {
    if (need === "optional") {
      return;
    }
    throw new FlowServiceError("FLOW-1403-400", "The If-Match header is missing", {
      type: stored.collection,
      id: stored.id,
    });
  }
  const { etag } = stored.entity;
  if (supplied === etag || (switches.unquotedIfMatch === "accept" && `"${supplied}"` === etag)) {
    return;
  }
  throw new FlowServiceError(
    "FLOW-1404-412",
    `Supplied version=[${supplied}] does not match the current version on entity=[${String(etag)}]`,
    { type: stored.collection, id: stored.id },
  );
}

/** An entity that a body refers to. */
export function referredEntity(
  emulator: Emulator,
  collection: string,
  sandbox: Sandbox,
  id: string,
): JsonObject {
  const stored = livingEntity(emulator, collection, sandbox.name, id);
  if (stored === undefined) {
    // Not a 404, which would mean that the requested collection does not exist.
    throw new FlowServiceError("FLOW-1439-400", `${collection} not found with id = [${id}]`, {
      type: collection,
      id,
    });
  }
  return stored.entity;
}
