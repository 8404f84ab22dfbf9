import type { Emulator } from "../../core/emulator";
import { type JsonObject, stringAt } from "../../core/json";
import type { Sandbox } from "../../core/options";
import type { Stored } from "../../core/store";
import { optionalText } from "../../http/requestBody";
import { FlowServiceError } from "../../specs/errors";
import { addInlet, checkInletMembers, storedInletUrl } from "../../streamingIngestion/inlets";

/** The parameters of a streaming connection as they are stored, and its inlet. */
export interface StreamingParameters {
  parameters: JsonObject;
  inletId: string;
}

/**
 * Checks the parameters of a streaming connection, and adds those that the service sets.
 *
 * @param name - the connection's name, which is the default of two parameters.
 * @param before - the connection before the change, if it is an update: its inlet stays.
 */
export function readStreamingParameters(
  emulator: Emulator,
  given: JsonObject,
  name: string,
  sandbox: Sandbox,
  before: Stored | undefined,
): StreamingParameters {
  const { dataType, authenticationRequired = false } = given;
  if (dataType !== "xdm" && dataType !== "raw") {
    throw new FlowServiceError("FLOW-1100-400", "auth.params.dataType is xdm or raw");
  }
  if (typeof authenticationRequired !== "boolean") {
    throw new FlowServiceError("FLOW-1100-400", "auth.params.authenticationRequired must be a boolean");
  }
  const shownName = optionalText(given, "name") ?? name;
  const sourceId = optionalText(given, "sourceId") ?? shownName;
  const known = stringAt(before?.hidden, "inletId");
  checkInletMembers(emulator, given, "auth.params", known);
  const inletId = known ?? addInlet(emulator, sandbox);
  return {
    parameters: {
      ...given,
      sourceId,
      inletUrl: storedInletUrl(inletId),
      authenticationRequired,
      inletId,
      name: shownName,
    },
    inletId,
  };
}
