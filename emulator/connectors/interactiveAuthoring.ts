import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../core/json";
import { livingEntity } from "../core/living";
import type { Sandbox } from "../core/options";
import { FlowServiceError } from "../specs/errors";

/** The states of interactive authoring, which is one per sandbox. */
export type InteractiveAuthoringState = "Disabled" | "Enabling" | "Enabled";

const valueName = (sandbox: string): string => `interactiveAuthoring/${sandbox}`;

/** Switches interactive authoring on until it ends by itself. */
export function enableInteractiveAuthoring(emulator: Emulator, sandbox: string, minutes: number): void {
  const { store, clock, switches } = emulator;
  // What is on stays on while its end is moved.
  const enabled = interactiveAuthoringState(emulator, sandbox) === "Enabled";
  const enabledAt = clock.now() + (enabled ? 0 : switches.interactiveAuthoringEnablingMs);
  store.setValue(valueName(sandbox), { enabledAt, endsAt: enabledAt + minutes * 60_000 });
}

/** What interactive authoring is in now. */
export function interactiveAuthoringState(
  { store, clock }: Emulator,
  sandbox: string,
): InteractiveAuthoringState {
  const { enabledAt = 0, endsAt = 0 } = (store.value(valueName(sandbox)) ?? {}) as {
    enabledAt?: number;
    endsAt?: number;
  };
  const now = clock.now();
  if (now >= endsAt) {
    return "Disabled";
  }
  return now < enabledAt ? "Enabling" : "Enabled";
}

/** Refuses what needs interactive authoring while it is off: whatever touches a connection over private link. */
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
    // The rule is documented, its error is not.
    throw new FlowServiceError("FLOW-1100-400", "Interactive authoring is not enabled");
  }
}

/** The same for what reads through a source connection. */
export function checkAuthoringOfSource(emulator: Emulator, sandbox: Sandbox, source: JsonObject): void {
  const id = stringAt(source, "baseConnectionId") ?? "";
  const base = livingEntity(emulator, "connections", sandbox.name, id);
  checkInteractiveAuthoring(emulator, sandbox, base?.entity ?? {});
}
