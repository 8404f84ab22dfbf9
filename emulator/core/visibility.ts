import type { Emulator, RequestContext } from "./emulator";
import type { Stored } from "./store";

function madeAt({ entity, hidden }: Stored): number {
  return Number(entity.createdAt ?? hidden.createdAt);
}

/** Whether a new thing can be read by its id already. */
export function isVisible({ clock, switches }: Emulator, context: RequestContext, stored: Stored): boolean {
  return context.get("blind") !== true && clock.now() >= madeAt(stored) + switches.visibleAfterMs;
}

/** Whether a new thing is in lists already. */
export function isListed({ clock, switches }: Emulator, context: RequestContext, stored: Stored): boolean {
  const delayMs = Math.max(switches.listedAfterMs, context.get("listAgeMs") ?? 0);
  return clock.now() >= madeAt(stored) + delayMs;
}
