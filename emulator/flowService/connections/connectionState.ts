import { newEtag } from "../../core/audit";
import type { Emulator } from "../../core/emulator";
import type { JsonObject } from "../../core/json";
import type { Stored } from "../../core/store";
import type { Switches } from "../../core/switches";
import { FlowServiceError } from "../../specs/errors";

/** The state of a connection whose credentials are new, and the time at which it ends. */
export function initializing({ switches, clock }: Emulator): { state: string; hidden: JsonObject } {
  const { connectionInitializingMs, connectionInitializingEnd } = switches;
  if (connectionInitializingMs === 0) {
    return { state: connectionInitializingEnd, hidden: {} };
  }
  const initializingSince = clock.now();
  const initializedAt = initializingSince + connectionInitializingMs;
  return { state: "initializing", hidden: { initializingSince, initializedAt } };
}

/** The state of a connection with other credentials, if it changes: a failed one is initialized again. */
export function withNewCredentials(
  emulator: Emulator,
  { entity, hidden: { initializingSince = 0, initializedAt } }: Stored,
): { fields: JsonObject; hidden: JsonObject } {
  if (entity.state === "failed") {
    const { state, hidden } = initializing(emulator);
    return { fields: { state }, hidden };
  }
  return { fields: {}, hidden: initializedAt === undefined ? {} : { initializingSince, initializedAt } };
}

/** Ends the state initializing of a connection when it is due; returns the connection. */
export function settleConnection({ store, switches, clock }: Emulator, stored: Stored): Stored {
  const { initializingSince = 0, initializedAt, ...hidden } = stored.hidden;
  const isDue =
    typeof initializedAt === "number" && clock.hasPassed(Number(initializingSince), initializedAt);
  if (isDue && stored.entity.state === "initializing") {
    const etag = newEtag(clock.now());
    const state = switches.connectionInitializingEnd;
    store.change(stored, { ...stored.entity, state, version: etag, etag }, hidden);
  }
  return stored;
}

/** Refuses to change a connection in a state that allows no change. */
export function checkConnectionState({ state }: JsonObject, { failedConnectionChange }: Switches): void {
  if (state === "failed" && failedConnectionChange === "refuse") {
    throw new FlowServiceError(
      "FLOW-1416-400",
      "A connection can be updated or deleted in state enabled, disabled or initializing only",
    );
  }
}
