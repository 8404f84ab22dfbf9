import type { Emulator, RequestContext } from "./emulator";
import type { Stored } from "./store";

/** Whether an entity still exists; one whose deletion is due is removed. */
export function isLiving({ store, clock }: Emulator, stored: Stored): boolean {
  const { goneAt, goneSince = 0 } = stored.hidden;
  if (typeof goneAt !== "number" || !clock.hasPassed(Number(goneSince), goneAt)) {
    return true;
  }
  store.remove(stored);
  return false;
}

/** An entity that still exists. */
export function livingEntity(
  emulator: Emulator,
  collection: string,
  sandbox: string,
  id: string,
): Stored | undefined {
  const stored = emulator.store.get(collection, sandbox, id);
  return stored !== undefined && isLiving(emulator, stored) ? stored : undefined;
}

/** Entities of a collection that refer to an id and still exist. */
export function livingReferrers(emulator: Emulator, id: string, collection: string): Stored[] {
  return emulator.store
    .referrers(id)
    .filter((stored) => stored.collection === collection && isLiving(emulator, stored));
}

/** Whether a request already sees a new entity when it reads it by id. */
export function isVisible({ clock, switches }: Emulator, context: RequestContext, stored: Stored): boolean {
  const since = createdAt(stored);
  return context.get("blind") !== true && clock.hasPassed(since, since + switches.visibleAfterMs);
}

/** Whether a request already sees a new entity in lists. */
export function isListed({ clock, switches }: Emulator, context: RequestContext, stored: Stored): boolean {
  const delayMs = Math.max(switches.listedAfterMs, context.get("listAgeMs") ?? 0);
  const since = createdAt(stored);
  return clock.hasPassed(since, since + delayMs);
}

function createdAt({ entity, hidden }: Stored): number {
  return Number(entity.createdAt ?? hidden.createdAt);
}
