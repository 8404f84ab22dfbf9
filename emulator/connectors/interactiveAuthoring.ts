import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../core/json";
import { livingEntity } from "../core/living";
import type { Sandbox } from "../core/options";
import { FlowServiceError } from "../specs/errors";

/** The states of interactive authoring. Each sandbox has one. */
export type InteractiveAuthoringState = "Disabled" | "Enabling" | "Enabled";

const valueName = (sandbox: string): string => `interactiveAuthoring/${sandbox}`;

/** Enables interactive authoring until it ends by itself. */
export function enableInteractiveAuthoring(emulator: Emulator, sandbox: string, minutes: number): void {
  const { store, clock, switches } = emulator;
  // If it is enabled, only its end changes.
  const enabled = interactiveAuthoringState(emulator, sandbox) === "Enabled";
  const since = clock.now();
  const enabledAt = since + (enabled ? 0 : switches.interactiveAuthoringEnablingMs);
  store.setValue(valueName(sandbox), { since, enabledAt, endsAt: enabledAt + minutes * 60_000 });
}

/** The current state of interactive authoring. */
export function interactiveAuthoringState(
  { store, clock }: Emulator,
  sandbox: string,
): InteractiveAuthoringState {
  const {
    since = 0,
    enabledAt = 0,
    endsAt = 0,
  } = (store.value(valueName(sandbox)) ?? {}) as {
    since?: number;
    enabledAt?: number;
    endsAt?: number;
  };
  if (clock.now() >= endsAt) {
    return "Disabled";
  }
  return clock.hasPassed(since, enabledAt) ? "Enabled" : "Enabling";
}

/** Refuses requests that use a connection over private link while interactive authoring is disabled. */
export function checkInteractiveAuthoring(
  emulator: Emulator,
  sandbox: Sandbox,
  connection: JsonObject,
): void {
  if (
    objectAt(objectAt(connection, "auth"), "params").usePrivateLink === true &&
    emulator.switches.interactiveAuthoringRequired &&
    interactiveAuthoringState(emulator, sandbox.name) !== "Enabled"
  ) {
    // The rule is documented, but not its error.
    throw new FlowServiceError("FLOW-1100-400", "Interactive authoring is not enabled");
  }
}

/** The same for requests that use a source connection. */
export function checkAuthoringOfSource(emulator: Emulator, sandbox: Sandbox, source: JsonObject): void {
  const id = stringAt(source, "baseConnectionId") ?? "";
  const base = livingEntity(emulator, "connections", sandbox.name, id);
  checkInteractiveAuthoring(emulator, sandbox, base?.entity ?? {});
}
