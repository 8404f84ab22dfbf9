import { isHarmlessParam } from "../../provider/auth/harmless";
import { inletOutputs, serviceParams } from "../../provider/auth/serviceParams";
import { paramLists } from "../../provider/connectors/lookup";
import type { JsonObject } from "../json";
import type { Spec } from "../spec";
import { call, filter, type InvokeOptions, notFound, outputForm, type SandboxOption } from "./call";

/** A base connection as returned by the service, without its secrets. */
export interface ConnectionResult {
  /** Id of the connection. */
  id: string;
  /** Name of the connection. */
  name: string;
  /** Description of the connection. */
  description?: string;
  /** Connection spec of the source. */
  connectionSpec: Spec;
  /** Authentication of the connection. */
  auth?: {
    /** Name of the authentication spec. */
    specName: string;
    /** Parameters that are not secret, and those that AEP adds. */
    params?: JsonObject;
  };
  /** State of the connection, such as `enabled` or `draft`. */
  state: string;
  /** Address to which events are sent, of a streaming connection. */
  inletUrl?: string;
  /** Id of the inlet, the last part of `inletUrl`. */
  inletId?: string;
  /** Id of the source of the events that the inlet receives. */
  sourceId?: string;
  /** Whether the inlet only accepts events with a valid access token. */
  authenticationRequired?: boolean;
  /** Time of creation, in milliseconds since the epoch. */
  createdAt?: number;
  /** Time of the last change, in milliseconds since the epoch. */
  updatedAt?: number;
  /** Version (etag) of the connection, including its quotes. */
  etag: string;
}

/** Arguments of {@link getConnection}. */
export interface GetConnectionArgs extends SandboxOption {
  /** Id of the connection. */
  id: string;
}

/**
 * Reads a base connection. It fails if there is no such connection in the sandbox.
 *
 * @example const { name } = await aep.getConnection({ id });
 */
export function getConnection(args: GetConnectionArgs, opts?: InvokeOptions): Promise<ConnectionResult> {
  return call("getConnection", args, opts, async (services) => {
    const connection = await services.flowService.get("connections", args.id);
    if (connection === undefined) {
      throw notFound("base connection", args.id, services);
    }
    return withoutSecrets(connection);
  });
}

/** {@link getConnection} with outputs as arguments and as result. */
export const getConnectionOutput = outputForm(getConnection);

/** Arguments of {@link getConnections}. A connection must match all of them. */
export interface GetConnectionsArgs extends SandboxOption {
  /** Whether the connections use a private endpoint. Default: both. */
  usePrivateLink?: boolean;
  /** Id of the private endpoint that the connections use. Default: any. */
  privateEndpointId?: string;
  /** Filters in the language of the service, such as `name==ACME` or `state==enabled`. Default: none. */
  property?: string[];
}

/**
 * Lists the base connections of a sandbox, all pages. (Private link guide, "Retrieve connections tied to a given
 * private endpoint" and "Retrieve connections associated with any private endpoint".)
 *
 * @example const connections = await aep.getConnections({ usePrivateLink: true });
 */
export function getConnections(
  args: GetConnectionsArgs = {},
  opts?: InvokeOptions,
): Promise<ConnectionResult[]> {
  return call("getConnections", args, opts, async ({ flowService }) => {
    const property = [
      ...(args.usePrivateLink === undefined
        ? []
        : [filter("auth.params.usePrivateLink", args.usePrivateLink)]),
      ...(args.privateEndpointId === undefined
        ? []
        : [filter("auth.params.privateEndpointId", args.privateEndpointId)]),
      ...(args.property ?? []),
    ];
    const connections = await Array.fromAsync(flowService.list("connections", property));
    return connections.map(withoutSecrets);
  });
}

/** {@link getConnections} with outputs as arguments and as result. */
export const getConnectionsOutput = outputForm(getConnections);

/**
 * Tests whether a base connection reaches its source. Over a private endpoint, this requires interactive authoring, see
 * {@link enableInteractiveAuthoring}.
 *
 * @example if (!(await aep.testConnection({ id })).result) throw new Error("AEP cannot reach ACME's storage");
 */
export function testConnection(
  args: GetConnectionArgs,
  opts?: InvokeOptions,
): Promise<{
  /** Whether AEP reached the source. */
  result: boolean;
}> {
  return call("testConnection", args, opts, async ({ flowService }) => ({
    result: await flowService.test(args.id),
  }));
}

/** {@link testConnection} with outputs as arguments and as result. */
export const testConnectionOutput = outputForm(testConnection);

function withoutSecrets(connection: object): ConnectionResult {
  const shown = connection as ConnectionResult;
  if (shown.auth?.params === undefined) {
    return shown;
  }
  const { auth } = shown;
  const lists = paramLists(shown.connectionSpec?.id, auth.specName);
  // The documentation of a connector decides whether a parameter with the name of an added one is a credential there.
  const isSecret = (key: string) => lists.some((list) => list[key]?.privacy === "secret");
  const isShown = (key: string) => isHarmlessParam(key, shown) || (serviceParams.has(key) && !isSecret(key));
  const params = Object.fromEntries(Object.entries(auth.params ?? {}).filter(([key]) => isShown(key)));
  const inlet = inletOutputs({ auth: { params } }) as Partial<ConnectionResult>;
  const known = Object.fromEntries(Object.entries(inlet).filter(([, value]) => value !== undefined));
  return { ...shown, ...known, auth: { ...auth, params } };
}
