import type { Emulator } from "../core/emulator";
import type { Json, JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import { changeMadconnectConnection, refuseDeleted } from "./entity";
import { MadconnectRefusal } from "./envelope";

/** The statuses of a connection. */
export const madconnectStatuses = [
  "In-progress",
  "active",
  "disabled",
  "deleted",
  "broken",
  "offline",
] as const;

/** The status of a connection. */
export type MadconnectStatus = (typeof madconnectStatuses)[number];

/** The status that each status call sets, and the status it requires if a switch distinguishes the calls. */
const statusCalls: Readonly<Record<string, { from: MadconnectStatus; to: "active" | "disabled" }>> = {
  activate: { from: "In-progress", to: "active" },
  enable: { from: "disabled", to: "active" },
  disable: { from: "active", to: "disabled" },
};

/** How long a deleted connection can be restored, as documented. */
const restorableMs = 30 * 24 * 60 * 60 * 1000;

/** Serves a status call. */
export function callStatus(emulator: Emulator, stored: Stored, call: string): void {
  const { switches } = emulator;
  const found = Object.hasOwn(statusCalls, call) ? statusCalls[call] : undefined;
  if (found === undefined) {
    throw new MadconnectRefusal(switches, 400, `status is activate, enable or disable, not ${call}`);
  }
  refuseDeleted(emulator, stored);
  const { status } = stored.entity;
  const { from, to } = found;
  const unhealthy = isHealthStatus(status ?? null);
  if (
    (unhealthy && switches.madconnectStatusOfBroken === "refuse") ||
    (status === to && switches.madconnectSameStatus === "refuse") ||
    (!unhealthy && status !== to && status !== from && switches.madconnectStatusCall === "ownStatus")
  ) {
    throw new MadconnectRefusal(
      switches,
      409,
      `Connection ${stored.id} is ${status}: ${call} does not apply`,
    );
  }
  if (unhealthy && switches.madconnectStatusOfBroken === "keep") {
    changeMadconnectConnection(emulator, stored, { ...stored.entity, enabled: to === "active" });
  } else if (status !== to) {
    setStatus(emulator, stored, to);
  }
}

/** Deletes a connection, which stays readable as long as it can be restored. */
export function deleteMadconnectConnection(emulator: Emulator, stored: Stored): void {
  if (stored.entity.deleted === true && emulator.switches.madconnectDeleteDeleted === "accept") {
    return;
  }
  refuseDeleted(emulator, stored);
  setStatus(emulator, stored, "deleted");
}

/**
 * Restores a deleted connection. The possibility is documented, but no call for it.
 *
 * @throws Error if it is not deleted.
 */
export function restoreMadconnectConnection(emulator: Emulator, stored: Stored): JsonObject {
  const { statusBefore } = stored.hidden;
  if (statusBefore === undefined) {
    throw new Error(`connection ${stored.id} is not deleted`);
  }
  setStatus(emulator, stored, statusBefore);
  return stored.entity;
}

/** Ends In-progress if that is due, and returns the connection. */
export function settleMadconnectConnection(emulator: Emulator, stored: Stored): Stored {
  const { madconnectInProgressMs: duration } = emulator.switches;
  const since = Number(stored.hidden.createdAt);
  const due = since + (duration === "never" ? Infinity : duration);
  if (stored.entity.status === "In-progress" && emulator.clock.hasPassed(since, due)) {
    setStatus(emulator, stored, "active");
  }
  return stored;
}

function setStatus(emulator: Emulator, stored: Stored, status: Json): void {
  const { entity, hidden } = inStatus(emulator, stored, status);
  changeMadconnectConnection(emulator, stored, entity, hidden);
}

/** A connection in another status, with the members that depend on it. */
export function inStatus(
  { clock }: Emulator,
  { entity, hidden }: Pick<Stored, "entity" | "hidden">,
  status: Json,
): Pick<Stored, "entity" | "hidden"> {
  const { goneAt: _goneAt, statusBefore: _statusBefore, ...rest } = hidden;
  const deleted = status === "deleted";
  return {
    entity: {
      ...entity,
      status,
      deleted,
      editable: !deleted,
      enabled: isHealthStatus(status) ? (entity.enabled ?? false) : status === "active",
    },
    hidden: deleted
      ? { ...rest, goneAt: clock.now() + restorableMs, statusBefore: entity.status ?? null }
      : rest,
  };
}

// These two describe the health of a connection, not whether it is enabled.
function isHealthStatus(status: Json): boolean {
  return status === "broken" || status === "offline";
}
