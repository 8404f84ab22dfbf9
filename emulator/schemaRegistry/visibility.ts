import type { Emulator, RequestContext } from "../core/emulator";
import { isJsonObject, type JsonObject, objectAt } from "../core/json";
import { isVisible } from "../core/living";
import type { Stored } from "../core/store";

/** Whether a request already finds a new resource by its id. */
export function isFound(emulator: Emulator, context: RequestContext, stored: Stored): boolean {
  return isVisible(emulator, context, stored) && isUsable(emulator, stored);
}

/** Whether other resources can already refer to a new resource. */
export function isUsable({ clock, switches }: Emulator, { hidden }: Stored): boolean {
  const since = Number(hidden.createdAt ?? 0);
  return clock.hasPassed(since, since + switches.registryVisibleAfterMs);
}

/** A resource as reads show it, which can be its state before the last change. */
export function seen({ clock }: Emulator, { entity, hidden }: Stored): JsonObject {
  const { since = 0, until = 0, entity: before } = objectAt(hidden, "stale");
  return isJsonObject(before) && !clock.hasPassed(Number(since), Number(until)) ? before : entity;
}

/** What the service remembers of a resource that is about to change: reads may show its present state for a while. */
export function rememberState({ clock, switches }: Emulator, { entity, hidden }: Stored): JsonObject {
  const since = clock.now();
  return switches.registryStaleReadMs > 0
    ? { ...hidden, stale: { entity, since, until: since + switches.registryStaleReadMs } }
    : hidden;
}
