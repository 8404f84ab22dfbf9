import { approvedEndpoint, supportsPrivateLink } from "../../connectors/privateEndpoints";
import type { Emulator } from "../../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../../core/json";
import type { Sandbox } from "../../core/options";
import type { Stored } from "../../core/store";
import { optionalObject, requiredText } from "../../http/requestBody";
import type { ConnectionSpec } from "../../specs/connectionSpec";
import { FlowServiceError } from "../../specs/errors";
import { maskParameters } from "../../specs/secretParameters";
import { readStreamingParameters } from "./streamingConnection";

/** How a connection authenticates, and its private endpoint. */
export interface ConnectionAuth {
  /** As it is stored and read; undefined for sources that need none. */
  auth?: JsonObject;
  /** The endpoint of a connection over private link, also if clients do not see it. */
  privateEndpointId?: string;
  /** The inlet of a streaming connection. */
  inletId?: string;
}

/**
 * Checks the auth of a connection, and returns it as it is stored.
 *
 * @param before - the connection before the change, if it is an update.
 */
export function readConnectionAuth(
  emulator: Emulator,
  body: JsonObject,
  spec: ConnectionSpec,
  sandbox: Sandbox,
  before?: Stored,
): ConnectionAuth {
  const auth = optionalObject(body, "auth");
  if (auth === undefined) {
    if (spec.authSpecs !== undefined && spec.authSpecs.length > 0) {
      throw new FlowServiceError("CONNECTOR-1304-400", "Mandatory field auth is missing");
    }
    return {};
  }
  const specName = requiredText(auth, "specName");
  const authSpec = spec.authSpecs?.find(({ name }) => name === specName);
  if (spec.authSpecs !== undefined && authSpec === undefined) {
    throw new FlowServiceError(
      "FLOW-1415-400",
      `Auth spec ${specName} does not exist for connection spec ${spec.id}`,
    );
  }
  const given = optionalObject(auth, "params") ?? {};
  for (const name of authSpec?.required ?? []) {
    if (given[name] === undefined || given[name] === null || given[name] === "") {
      throw new FlowServiceError("CONNECTOR-1304-400", `Mandatory field auth.params.${name} is missing`);
    }
  }
  const { parameters, ...hidden } =
    spec.inlet === "connection"
      ? readStreamingParameters(emulator, given, requiredText(body, "name"), sandbox, before)
      : usePrivateEndpoint(emulator, given, spec, sandbox, before);
  const parametersBefore = objectAt(objectAt(before?.entity, "auth"), "params");
  return {
    // The page of BigQuery sends auth.type, whose meaning is undocumented.
    auth: { ...auth, specName, params: maskParameters(parameters, spec.id, specName, parametersBefore) },
    ...hidden,
  };
}

// The service finds the endpoint itself, and adds its id to the client's parameters.
function usePrivateEndpoint(
  emulator: Emulator,
  given: JsonObject,
  spec: ConnectionSpec,
  sandbox: Sandbox,
  before: Stored | undefined,
): { parameters: JsonObject; privateEndpointId?: string } {
  const { switches } = emulator;
  const { usePrivateLink, privateEndpointId: sent, ...others } = given;
  if (usePrivateLink !== undefined && typeof usePrivateLink !== "boolean") {
    throw new FlowServiceError("FLOW-1100-400", "auth.params.usePrivateLink must be a boolean");
  }
  if (sent !== undefined && typeof sent !== "string") {
    throw new FlowServiceError("FLOW-1100-400", "auth.params.privateEndpointId must be a string");
  }
  const known = stringAt(before?.hidden, "privateEndpointId");
  if (sent !== undefined && sent !== known && switches.privateEndpointIdSent === "refuse") {
    throw new FlowServiceError("FLOW-1100-400", "auth.params.privateEndpointId is set by the service");
  }
  if (usePrivateLink !== true) {
    return { parameters: { ...others, ...(usePrivateLink === undefined ? {} : { usePrivateLink }) } };
  }
  if (!supportsPrivateLink(spec.id, switches)) {
    throw new FlowServiceError(
      "FLOW-1100-400",
      `Private link is not supported for connection spec ${spec.id}`,
    );
  }
  const { id } = approvedEndpoint(emulator, sandbox.name, spec.id, others, sent ?? known);
  const shown = switches.privateEndpointIdOnRead && spec.name !== "snowflake";
  return {
    parameters: { ...others, usePrivateLink, ...(shown ? { privateEndpointId: id } : {}) },
    privateEndpointId: id,
  };
}
