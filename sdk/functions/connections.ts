import { isHarmlessParam } from "../../provider/auth/harmless";
import type { JsonObject, JsonValue } from "../json";
import type { Spec } from "../spec";
import { call, filter, notFound, outputForm, type SandboxOption } from "./call";

/** A base connection as the service shows it, without its secrets. */
export interface ConnectionResult {
  /** Id of the connection. */
  id: string;
  /** Name of the connection. */
  name: string;
  /** What the connection is for. */
  description?: string;
  /** Connection spec of the source. */
  connectionSpec: Spec;
  /** Authentication spec, and those parameters that are no secrets. */
  auth?: { specName: string; params?: JsonObject };
  /** State of the connection, such as `enabled`. */
  state: string;
  /** When the connection was made, in milliseconds since the epoch. */
  createdAt?: number;
  /** When the connection was last changed, in milliseconds since the epoch. */
  updatedAt?: number;
  /** Version of the connection, quotes included. */
  etag: string;
}

/** Arguments of {@link getConnection}. */
export interface GetConnectionArgs extends SandboxOption {
  /** Id of the connection. */
  id: string;
}

/**
 * Gets a base connection.
 *
 * @example const { name } = await aep.getConnection({ id });
 */
export function getConnection(args: GetConnectionArgs): Promise<ConnectionResult> {
  return call(args, async (services) => {
    const connection = await services.flowService.get("connections", args.id);
    if (connection === undefined) {
      throw notFound("base connection", args.id, services);
    }
    return withoutSecrets(connection);
  });
}

/** {@link getConnection} with outputs for arguments. */
export const getConnectionOutput = outputForm(getConnection);

/** Arguments of {@link getConnections}; what is given must all be true of a connection. */
export interface GetConnectionsArgs extends SandboxOption {
  /** Only connections that go, or do not go, over a private endpoint. */
  usePrivateLink?: boolean;
  /** Only connections over this private endpoint. */
  privateEndpointId?: string;
  /** Filters of the service's own language, such as `name==ACME` or `state==enabled`. */
  property?: string[];
}

/**
 * Gets the base connections of a sandbox, all pages of them. (Private link guide, "Retrieve connections tied to a given
 * private endpoint" and "Retrieve connections associated with any private endpoint".)
 *
 * @example const connections = await aep.getConnections({ usePrivateLink: true });
 */
export function getConnections(args: GetConnectionsArgs = {}): Promise<ConnectionResult[]> {
  return call(args, async ({ flowService }) => {
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

/** {@link getConnections} with outputs for arguments. */
export const getConnectionsOutput = outputForm(getConnections);

/**
 * Tests whether a base connection reaches its source. Over a private endpoint interactive authoring has to be on.
 *
 * @example if (!(await aep.testConnection({ id })).result) throw new Error("ACME's storage does not answer");
 */
export function testConnection(args: GetConnectionArgs): Promise<{ result: boolean }> {
  return call(args, async ({ flowService }) => ({ result: await flowService.test(args.id) }));
}

/** {@link testConnection} with outputs for arguments. */
export const testConnectionOutput = outputForm(testConnection);

/** Arguments of {@link exploreConnection}. */
export interface ExploreConnectionArgs extends GetConnectionArgs {
  /** What is looked at: the top, a folder, a file, a table, or the object of a REST source. */
  objectType: "root" | "folder" | "file" | "table" | "rest";
  /** Path of the folder or file, or name of the table. Not for `root`. */
  object?: string;
  /** Type of the file: `delimited`, `json` or `parquet`. */
  fileType?: string;
  /** Whether some of the data come along. */
  preview?: boolean;
  /** Character between the columns of a delimited file. */
  columnDelimiter?: string;
  /** Compression of the file, such as `gzip`. */
  compressionType?: string;
  /** Encoding of the file, such as `UTF-8`. */
  encoding?: string;
  /** Whether the service finds out delimiter, compression and type by itself; not together with these. */
  determineProperties?: boolean;
  /** Parameters that only this source has, by its own names. */
  sourceParams?: Record<string, string>;
}

/**
 * Looks into the source of a base connection: a list of entries for `root` and `folder`; columns, and with `preview`
 * data, for the others. The shape is the source's own. (Guide "Create a connection using the Flow Service API", "Explore
 * your source spec".)
 *
 * @example const entries = await aep.exploreConnection({ id, objectType: "folder", object: "/orders" });
 */
export function exploreConnection(args: ExploreConnectionArgs): Promise<JsonValue> {
  return call(args, async ({ flowService }) => {
    const { id, sandbox: _, sourceParams, ...query } = args;
    return (await flowService.explore(id, { ...sourceParams, ...query })) as JsonValue;
  });
}

/** {@link exploreConnection} with outputs for arguments. */
export const exploreConnectionOutput = outputForm(exploreConnection);

function withoutSecrets(connection: object): ConnectionResult {
  const shown = connection as ConnectionResult;
  if (shown.auth?.params === undefined) {
    return shown;
  }
  // The endpoint's id is the service's own addition, by which connections are told apart.
  const harmless = (key: string) => isHarmlessParam(key) || key === "privateEndpointId";
  const params = Object.fromEntries(Object.entries(shown.auth.params).filter(([key]) => harmless(key)));
  return { ...shown, auth: { ...shown.auth, params } };
}
