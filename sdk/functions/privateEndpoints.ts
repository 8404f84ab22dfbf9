import { isHarmlessParam } from "../../provider/auth/harmless";
import type { JsonObject } from "../json";
import type { Spec } from "../spec";
import { call, filter, type InvokeOptions, notFound, outputForm, type SandboxOption } from "./call";

/** A private endpoint as returned by the service. */
export interface PrivateEndpointResult {
  /** Id of the endpoint. */
  id: string;
  /** Name of the endpoint. Several endpoints may have the same name. */
  name: string;
  /** Id of the Azure subscription of the resource. */
  subscriptionId: string;
  /** Name of the Azure resource group of the resource. */
  resourceGroupName: string;
  /** Name of the Azure resource that the endpoint connects to. */
  resourceName: string;
  /** Fully qualified domain names of the source. */
  fqdns?: string[];
  /** Connection spec of the source. */
  connectionSpec: Spec;
  /** State: `Pending`, `Approved`, `Rejected`, `Disconnected` or `Failed`. */
  state: string;
}

/** Arguments of {@link getPrivateEndpoint}. */
export interface GetPrivateEndpointArgs extends SandboxOption {
  /** Id of the endpoint. */
  id: string;
}

/**
 * Reads a private endpoint. It fails if there is no such endpoint in the sandbox. (Private link guide, "Retrieve a
 * private endpoint".)
 *
 * @example const { state } = await aep.getPrivateEndpoint({ id });
 */
export function getPrivateEndpoint(
  args: GetPrivateEndpointArgs,
  opts?: InvokeOptions,
): Promise<PrivateEndpointResult> {
  return call("getPrivateEndpoint", args, opts, async (services) => {
    const endpoint = await services.connectors.getPrivateEndpoint(args.id);
    if (endpoint === undefined) {
      throw notFound("private endpoint", args.id, services);
    }
    return shown(endpoint);
  });
}

/** {@link getPrivateEndpoint} with outputs as arguments and as result. */
export const getPrivateEndpointOutput = outputForm(getPrivateEndpoint);

/** Arguments of {@link getPrivateEndpoints}. */
export interface GetPrivateEndpointsArgs extends SandboxOption {
  /** Id of the connection spec of the endpoints. Default: any. */
  connectionSpecId?: string;
}

/**
 * Lists the private endpoints of a sandbox. (Private link guide, "Retrieve a list of private endpoints" and "… for a
 * given source".)
 *
 * @example const endpoints = await aep.getPrivateEndpoints({ connectionSpecId: aep.connectionSpecs.azureBlob.id });
 */
export function getPrivateEndpoints(
  args: GetPrivateEndpointsArgs = {},
  opts?: InvokeOptions,
): Promise<PrivateEndpointResult[]> {
  return call("getPrivateEndpoints", args, opts, async ({ connectors }) => {
    const { connectionSpecId } = args;
    if (connectionSpecId !== undefined) {
      filter("connectionSpec.id", connectionSpecId);
    }
    return (await connectors.listPrivateEndpoints(connectionSpecId)).map(shown);
  });
}

/** {@link getPrivateEndpoints} with outputs as arguments and as result. */
export const getPrivateEndpointsOutput = outputForm(getPrivateEndpoints);

/** Arguments of {@link resolvePrivateEndpoints}. */
export interface ResolvePrivateEndpointsArgs extends SandboxOption {
  /** Credentials, as in a base connection. */
  auth: {
    /** Name of the authentication spec. */
    specName: string;
    /** Its parameters. For a private endpoint, they include `usePrivateLink: true`. */
    params: JsonObject;
  };
  /** Connection spec of the source. */
  connectionSpec: {
    /** Id of the spec, a UUID. */
    id: string;
    /** Version of the spec. Default: `"1.0"`. */
    version?: string;
  };
}

/**
 * Lists the endpoints that a base connection with these credentials would use. Some may still be pending. (Private link
 * guide, "Resolve a private endpoint".)
 *
 * @example
 * const [endpoint] = await aep.resolvePrivateEndpoints({
 *   auth: { specName: "ConnectionString", params: { connectionString, usePrivateLink: true } },
 *   connectionSpec: aep.connectionSpecs.azureBlob,
 * });
 */
export function resolvePrivateEndpoints(
  args: ResolvePrivateEndpointsArgs,
  opts?: InvokeOptions,
): Promise<PrivateEndpointResult[]> {
  const secrets = Object.entries(args.auth.params).filter(([name]) => !isHarmlessParam(name, args));
  return call(
    "resolvePrivateEndpoints",
    args,
    opts,
    async ({ connectors }) => {
      const { id, version = "1.0" } = args.connectionSpec;
      const connection = { auth: { ...args.auth }, connectionSpec: { id, version } };
      return (await connectors.resolvePrivateEndpoints(connection)).map(shown);
    },
    secrets.map(([, value]) => value),
  );
}

/** {@link resolvePrivateEndpoints} with outputs as arguments and as result. */
export const resolvePrivateEndpointsOutput = outputForm(resolvePrivateEndpoints);

function shown(endpoint: object): PrivateEndpointResult {
  return endpoint as PrivateEndpointResult;
}
