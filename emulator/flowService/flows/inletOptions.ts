import type { Emulator } from "../../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../../core/json";
import type { Sandbox } from "../../core/options";
import { acceptedConnectionSpec } from "../../specs/connectionSpecs";
import { addInlet, checkInletMembers, storedInletUrl } from "../../streamingIngestion/inlets";

/** Creates the inlet of a new flow whose source sends to a webhook. Other flows have none. */
export function newInletOf(
  emulator: Emulator,
  sandbox: Sandbox,
  source: JsonObject,
  options: JsonObject | undefined,
): { fields: JsonObject; hidden: JsonObject } {
  const specId = stringAt(objectAt(source, "connectionSpec"), "id") ?? "";
  if (acceptedConnectionSpec(specId, emulator.switches)?.inlet !== "flow") {
    return { fields: inletOf(emulator, undefined, options), hidden: {} };
  }
  checkInletMembers(emulator, options ?? {}, "options", undefined);
  const inletId = addInlet(emulator, sandbox);
  return { fields: inletOf(emulator, inletId, options), hidden: { inletId } };
}

/** The options of a flow with its inlet: the inlet stays, whatever a client changes. */
export function inletOf(
  emulator: Emulator,
  inletId: string | undefined,
  options: JsonObject | undefined,
): JsonObject {
  checkInletMembers(emulator, options ?? {}, "options", inletId);
  return inletId === undefined ? {} : { options: { ...options, inletUrl: storedInletUrl(inletId) } };
}
