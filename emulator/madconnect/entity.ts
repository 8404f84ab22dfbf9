import type { Emulator } from "../core/emulator";
import type { JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import { MadconnectRefusal } from "./envelope";

/** The name of the collection, different from the Flow Service's connections. */
export const madconnectConnectionsName = "madconnectConnections";

/** The service's time in seconds, as connections show it. */
export function secondsNow({ clock }: Emulator): number {
  return Math.floor(clock.now() / 1000);
}

/** Stores a changed connection. */
export function changeMadconnectConnection(
  emulator: Emulator,
  stored: Stored,
  entity: JsonObject,
  hidden?: JsonObject,
): void {
  emulator.store.change(stored, { ...entity, updatedTime: secondsNow(emulator) }, hidden);
}

/** Refuses to change a deleted connection, which can only be restored. */
export function refuseDeleted({ switches }: Emulator, { id, entity }: Stored): void {
  if (entity.deleted === true) {
    throw new MadconnectRefusal(switches, 409, `Connection ${id} is deleted`);
  }
}
