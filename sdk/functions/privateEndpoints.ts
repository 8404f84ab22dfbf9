import { isHarmlessParam } from "../../provider/auth/harmless";
import type { JsonObject } from "../json";
import type { Spec } from "../spec";
import { call, filter, notFound, outputForm, type SandboxOption } from "./call";

/** A private endpoint as the service shows it. */
export interface PrivateEndpointResult {
  /** Id of the endpoint. */
  id: string;
  /** Name of the endpoint; several may have one. */
  name: string;
  /** Id of the Azure subscription that holds the resource. */
  subscriptionId: string;
  /** Name of the Azure resource group that holds the resource. */
  resourceGroupName: string;
  /** Name of the Azure resource the endpoint leads to. */
  resourceName: string;
  /** Fully qualified domain names of the source. */
  fqdns?: string[];
  /** Connection spec of the source. */
  connectionSpec: Spec;
  /** `Pending`, `Approved`, `Rejected` or `Failed`. */
  state: string;
}

/** Arguments of {@link getPrivateEndpoint}. */
export interface GetPrivateEndpointArgs extends SandboxOption {
  /** Id of the endpoint. */
  id: string;
}

/**
 * Gets a private endpoint. (Private link guide, "Retrieve a private endpoint".)
 *
 * @example const { state } = await aep.getPrivateEndpoint({ id });
 */
export function getPrivateEndpoint(args: GetPrivateEndpointArgs): Promise<PrivateEndpointResult> {
  return call(args, async (services) => {
    const endpoint = await services.connectors.getPrivateEndpoint(args.id);
    if (endpoint === undefined) {
      throw notFound("private endpoint", args.id, services);
    }
    return shown(endpoint);
  });
}

/** {@link getPrivateEndpoint} with outputs for arguments. */
export const getPrivateEndpointOutput = outputForm(getPrivateEndpoint);

/** Arguments of {@link getPrivateEndpoints}. */
export interface GetPrivateEndpointsArgs extends SandboxOption {
  /** Id of a connection spec: only endpoints for that source. Default: all. */
  connectionSpecId?: string;
}

/**
 * Gets the private endpoints of a sandbox. (Private link guide, "Retrieve a list of private endpoints" and "… for a
 * given source".)
 *
 * @example const endpoints = await aep.getPrivateEndpoints({ connectionSpecId: aep.connectionSpecs.azureBlob.id });
 */
export function getPrivateEndpoints(args: GetPrivateEndpointsArgs = {}): Promise<PrivateEndpointResult[]> {
  return call(args, async ({ connectors }) => {
    const { connectionSpecId } = args;
    if (connectionSpecId !== undefined) {
      filter("connectionSpec.id", connectionSpecId);
    }
    return (await connectors.listPrivateEndpoints(connectionSpecId)).map(shown);
  });
}

/** {@link getPrivateEndpoints} with outputs for arguments. */
export const getPrivateEndpointsOutput = outputForm(getPrivateEndpoints);

/** Arguments of {@link resolvePrivateEndpoints}. */
export interface ResolvePrivateEndpointsArgs extends SandboxOption {
  /** Credentials as a base connection would have them. */
  auth: { specName: string; params: JsonObject };
  /** Connection spec of the source; its version is `"1.0"` by default. */
  connectionSpec: { id: string; version?: string };
}

/**
 * Gets the endpoints that a base connection with these credentials would use; some may still be pending. (Private link
 * guide, "Resolve a private endpoint".)
 *
 * @example
 * const [endpoint] = await aep.resolvePrivateEndpoints({
 *   auth: { specName: "ConnectionString", params: { connectionString, usePrivateLink: true } },
 *   connectionSpec: aep.connectionSpecs.azureBlob,
 * });
 */
export function resolvePrivateEndpoints(args: ResolvePrivateEndpointsArgs): Promise<PrivateEndpointResult[]> {
  const secrets = Object.entries(args.auth.params).filter(([name]) => !isHarmlessParam(name));
  return call(
    args,
    async ({ connectors }) => {
      const { id, version = "1.0" } = args.connectionSpec;
      const connection = { auth: { ...args.auth }, connectionSpec: { id, version } };
      return (await connectors.resolvePrivateEndpoints(connection)).map(shown);
    },
    secrets.map(([, value]) => value),
  );
}

/** {@link resolvePrivateEndpoints} with outputs for arguments. */
export const resolvePrivateEndpointsOutput = outputForm(resolvePrivateEndpoints);

function shown(endpoint: object): PrivateEndpointResult {
  return endpoint as PrivateEndpointResult;
}
