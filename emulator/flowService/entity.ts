import { newEtag } from "../core/audit";
import type { Emulator, RequestContext } from "../core/emulator";
import { isJsonObject, type JsonObject } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import { FlowServiceError } from "../specs/errors";

/** The names of the Flow Service's collections that clients change. */
export type FlowServiceCollectionName = "connections" | "sourceConnections" | "targetConnections" | "flows";

/** The user that a client's requests are made by. */
export function userOf(clientId: string): string {
  return `${clientId}@techacct.adobe.com`;
}

/** Keeps a changed entity under a new etag, and returns that. */
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

/** Compares If-Match with the etag in force. */
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

/** Whether a thing is still there: what is being deleted goes when its time has come, whoever looks first. */
export function isLiving({ store, clock }: Emulator, stored: Stored): boolean {
  const { goneAt } = stored.hidden;
  if (typeof goneAt !== "number" || clock.now() < goneAt) {
    return true;
  }
  store.remove(stored);
  return false;
}

/** An entity that has not gone. */
export function livingEntity(
  emulator: Emulator,
  collection: string,
  sandbox: string,
  id: string,
): Stored | undefined {
  const stored = emulator.store.get(collection, sandbox, id);
  return stored !== undefined && isLiving(emulator, stored) ? stored : undefined;
}

/** Entities of a collection that refer to an id and have not gone. */
export function livingReferrers(
  emulator: Emulator,
  id: string,
  collection: FlowServiceCollectionName,
): Stored[] {
  return emulator.store
    .referrers(id)
    .filter((stored) => stored.collection === collection && isLiving(emulator, stored));
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
    // The answer about a body cannot be a 404, which would say that the collection is not there.
    throw new FlowServiceError("FLOW-1439-400", `${collection} not found with id = [${id}]`, {
      type: collection,
      id,
    });
  }
  return stored.entity;
}
