import { newEtag } from "../../core/audit";
import type { Emulator } from "../../core/emulator";
import type { JsonObject } from "../../core/json";
import type { Stored } from "../../core/store";
import type { Switches } from "../../core/switches";
import { FlowServiceError } from "../../specs/errors";

/** The state of a connection whose credentials are new, and the time at which it ends. */
export function initializing({ switches, clock }: Emulator): { state: string; hidden: JsonObject } {
  const { connectionInitializingMs, connectionInitializingEnd } = switches;
  return connectionInitializingMs === 0
    ? { state: connectionInitializingEnd, hidden: {} }
    : { state: "initializing", hidden: { initializedAt: clock.now() + connectionInitializingMs } };
}

/** The state of a connection with other credentials, if it changes: a failed one is initialized again. */
export function withNewCredentials(
  emulator: Emulator,
  { entity, hidden: { initializedAt } }: Stored,
): { fields: JsonObject; hidden: JsonObject } {
  if (entity.state === "failed") {
    const { state, hidden } = initializing(emulator);
    return { fields: { state }, hidden };
  }
  return { fields: {}, hidden: initializedAt === undefined ? {} : { initializedAt } };
}

/** Ends the state initializing of a connection when it is due; returns the connection. */
export function settleConnection({ store, switches, clock }: Emulator, stored: Stored): Stored {
  const { initializedAt, ...hidden } = stored.hidden;
  const isDue = typeof initializedAt === "number" && clock.now() >= initializedAt;
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
