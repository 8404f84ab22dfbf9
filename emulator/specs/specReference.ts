import type { JsonObject } from "../core/json";
import type { Switches } from "../core/switches";
import { optionalObject, optionalText } from "../http/requestBody";
import type { ConnectionSpec } from "./connectionSpec";
import { acceptedConnectionSpec } from "./connectionSpecs";
import { FlowServiceError, UncodedError } from "./errors";
import { acceptedFlowSpec, type FlowSpec } from "./flowSpecs";

/** The version of every known spec. */
const specVersion = "1.0";

function readReference<Spec>(
  body: JsonObject,
  member: "connectionSpec" | "flowSpec",
  find: (id: string, switches: Switches) => Spec | undefined,
  switches: Switches,
): { spec: Spec; reference: JsonObject } {
  const given = optionalObject(body, member);
  if (given === undefined) {
    throw new FlowServiceError("CONNECTOR-1304-400", `Mandatory field ${member} is missing`);
  }
  const id = optionalText(given, "id");
  const spec = id === undefined ? undefined : find(id, switches);
  if (id === undefined || spec === undefined) {
    throw new FlowServiceError("FLOW-1413-400", "Please provide a valid spec id");
  }
  const version = optionalText(given, "version");
  if (version === undefined && switches.missingSpecVersion === "refuse") {
    throw new UncodedError(422, `${member}.version 'version' is required for spec info`);
  }
  if (version !== undefined && version !== specVersion) {
    throw new FlowServiceError("FLOW-1413-400", "Please provide a valid spec id");
  }
  return { spec, reference: { id, version: specVersion } };
}

/** The connection spec that a body names. */
export function readConnectionSpec(
  body: JsonObject,
  switches: Switches,
): { spec: ConnectionSpec; reference: JsonObject } {
  return readReference(body, "connectionSpec", acceptedConnectionSpec, switches);
}

/** The flow spec that a body names. */
export function readFlowSpec(
  body: JsonObject,
  switches: Switches,
): { spec: FlowSpec; reference: JsonObject } {
  return readReference(body, "flowSpec", acceptedFlowSpec, switches);
}
