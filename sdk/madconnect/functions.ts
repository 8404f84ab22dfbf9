import type { Madconnect } from "../../provider/api/madconnect";
import { Problem } from "../../provider/messages/problem";
import { type InvokeOptions, outputForm } from "../functions/call";
import { withRunErrors } from "../functions/errors";
import { mockedResult } from "../functions/mocks";
import { readerOf } from "../functions/options";
import type { ConnectionEnd } from "./connection";

/** Argument of every function of MadConnect. */
export interface AccountOption {
  /**
   * Id of the MadConnect account, 16 hex digits, for sub-accounts. Default: stack config `aep:madconnectAccountId`,
   * else the environment variable `MADCONNECT_ACCOUNT_ID`, else the client's own account.
   */
  accountId?: string;
}

/** A connection as returned by MadConnect, without its configs. */
export interface ConnectionResult {
  /** Id of the connection. */
  id: string;
  /** Id of the account of the connection. */
  accountId: string;
  /** Name of the connection. */
  name: string;
  /** Status: `In-progress`, `active`, `disabled`, `deleted`, `broken` or `offline`. */
  status: string;
  /** Source end of the connection. */
  src: ConnectionEnd;
  /** Destination end of the connection. */
  dest: ConnectionEnd;
  /** Time of creation, in seconds since the epoch. */
  createdTime: number;
  /** Time of the last change, in seconds since the epoch. */
  updatedTime: number;
  /** Whether the connection is deleted. It can be restored for 30 days. */
  deleted: boolean;
  /** Whether the connection can be changed. */
  editable: boolean;
  /** Whether the connection is enabled, whatever its status. */
  enabled: boolean;
  /** Name of the environment of the connection. */
  env: string;
  /** Volume transferred this month, as counted by MadConnect. */
  monthlyVolume: number;
  /** Total volume transferred, as counted by MadConnect. */
  totalVolume: number;
  /** Volume used of the permitted volume, as counted by MadConnect. */
  usedVolume: number;
}

/** A connector as returned by MadConnect. */
export interface ConnectorResult {
  /** Id of the connector. */
  id: string;
  /** Name of the connector. */
  name: string;
  /** URL of the connector's logo. */
  logo?: string;
}

/** Arguments of {@link getConnection}. */
export interface GetConnectionArgs extends AccountOption {
  /** Id of the connection. A deleted connection is not found. */
  id: string;
}

/**
 * Reads a connection. It fails if there is no such connection in the account. (Connections API, "Get Connection
 * Details".)
 *
 * @example const { status } = await madconnect.getConnection({ id });
 */
export function getConnection(args: GetConnectionArgs, opts?: InvokeOptions): Promise<ConnectionResult> {
  return call(
    "getConnection",
    args,
    opts,
    async (madconnect, place) =>
      found(await madconnect.get(args.id), "connection", args.id, place) as ConnectionResult,
  );
}

/** {@link getConnection} with outputs as arguments and as result. */
export const getConnectionOutput = outputForm(getConnection);

/** Arguments of {@link getConnections}. */
export interface GetConnectionsArgs extends AccountOption {
  /** Keyword that MadConnect searches for. Default: none. */
  query?: string;
  /** Status of the connections. Default: any status, including `deleted` if the service lists deleted connections. */
  status?: "In-progress" | "active" | "disabled" | "deleted" | "broken" | "offline";
}

/**
 * Lists the connections of an account, all pages. (Connections API, "List Connections".)
 *
 * @example const broken = await madconnect.getConnections({ status: "broken" });
 */
export function getConnections(
  args: GetConnectionsArgs = {},
  opts?: InvokeOptions,
): Promise<ConnectionResult[]> {
  return call("getConnections", args, opts, async (madconnect) => {
    const { query: q, status } = args;
    const connections: readonly object[] = await Array.fromAsync(madconnect.list({ q, status }));
    return connections as ConnectionResult[];
  });
}

/** {@link getConnections} with outputs as arguments and as result. */
export const getConnectionsOutput = outputForm(getConnections);

/** Arguments of {@link getConnector}. */
export interface GetConnectorArgs extends AccountOption {
  /** Id of the connector. */
  id: string;
}

/**
 * Reads a connector: its name and logo. It fails if there is no such connector. For this call, MadConnect requires the
 * id of the account, even for the client's own account.
 *
 * @example
 * const { src, accountId } = await madconnect.getConnection({ id });
 * const { name } = await madconnect.getConnector({ id: src.connectorId, accountId });
 */
export function getConnector(args: GetConnectorArgs, opts?: InvokeOptions): Promise<ConnectorResult> {
  return call(
    "getConnector",
    args,
    opts,
    async (madconnect, place) =>
      found(await madconnect.getConnector(args.id), "connector", args.id, place) as ConnectorResult,
  );
}

/** {@link getConnector} with outputs as arguments and as result. */
export const getConnectorOutput = outputForm(getConnector);

async function call<Result>(
  name: string,
  args: AccountOption,
  options: InvokeOptions = {},
  run: (madconnect: Madconnect, place: string) => Promise<Result>,
): Promise<Result> {
  const mocked = mockedResult(`aep:madconnect:${name}`, args, options);
  if (mocked !== undefined) {
    return mocked.result as Promise<Result>;
  }
  return withRunErrors(async () => {
    const read = await readerOf(name, options);
    const { withMadconnect } = await import("../../provider/functions.js");
    return withMadconnect(read, args.accountId, run);
  });
}

function found(entity: object | undefined, noun: string, id: string, place: string): object {
  if (entity !== undefined) {
    return entity;
  }
  throw new Problem({
    what: `There is no ${noun} ${id} ${place}.`,
    advice: "Check the id and the account.",
  });
}
