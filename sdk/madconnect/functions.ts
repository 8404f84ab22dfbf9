import type { Madconnect } from "../../provider/api/madconnect";
import { outputForm, readConfig } from "../functions/call";
import type { ConnectionEnd } from "./connection";

/** What every function of MadConnect takes. */
export interface AccountOption {
  /**
   * Id of the MadConnect account, for sub-accounts. Default: stack config `aep:madconnectAccountId`, else
   * `MADCONNECT_ACCOUNT_ID`, else the client's own account.
   */
  accountId?: string;
}

/** A connection as MadConnect shows it, without its configs. */
export interface ConnectionResult {
  /** Id of the connection. */
  id: string;
  /** Id of the account the connection lives in. */
  accountId: string;
  /** Name of the connection. */
  name: string;
  /** `In-progress`, `active`, `disabled`, `deleted`, `broken` or `offline`. */
  status: string;
  /** The end that data come from. */
  src: ConnectionEnd;
  /** The end that data go to. */
  dest: ConnectionEnd;
  /** When the connection was made, in seconds since the epoch. */
  createdTime: number;
  /** When the connection was last changed, in seconds since the epoch. */
  updatedTime: number;
  /** Whether the connection is deleted; for 30 days it can be restored. */
  deleted: boolean;
  /** Whether the connection can be changed. */
  editable: boolean;
  /** Whether the connection is switched on, however it fares. */
  enabled: boolean;
  /** Name of the environment the connection runs in. */
  env: string;
  /** What it carried this month. */
  monthlyVolume: number;
  /** What it carried in all. */
  totalVolume: number;
  /** What it carried of what it may. */
  usedVolume: number;
}

/** A connector as MadConnect shows it. */
export interface ConnectorResult {
  /** Id of the connector. */
  id: string;
  /** Name of the connector. */
  name: string;
  /** Address of the connector's logo. */
  logo?: string;
}

/** Arguments of {@link getConnection}. */
export interface GetConnectionArgs extends AccountOption {
  /** Id of the connection. One that is deleted is not found. */
  id: string;
}

/**
 * Gets a connection. (Connections API, "Get Connection Details".)
 *
 * @example const { status } = await madconnect.getConnection({ id });
 */
export function getConnection(args: GetConnectionArgs): Promise<ConnectionResult> {
  return call(
    args,
    async (madconnect, place) =>
      found(await madconnect.get(args.id), "connection", args.id, place) as ConnectionResult,
  );
}

/** {@link getConnection} with outputs for arguments. */
export const getConnectionOutput = outputForm(getConnection);

/** Arguments of {@link getConnections}. */
export interface GetConnectionsArgs extends AccountOption {
  /** Keyword that MadConnect looks for. Default: none. */
  query?: string;
  /** Only connections with this status. Default: all, deleted ones too where the service lists them. */
  status?: "In-progress" | "active" | "disabled" | "deleted" | "broken" | "offline";
}

/**
 * Gets the connections of an account, all pages of them. (Connections API, "List Connections".)
 *
 * @example const broken = await madconnect.getConnections({ status: "broken" });
 */
export function getConnections(args: GetConnectionsArgs = {}): Promise<ConnectionResult[]> {
  return call(args, async (madconnect) => {
    const { query: q, status } = args;
    const connections: readonly object[] = await Array.fromAsync(madconnect.list({ q, status }));
    return connections as ConnectionResult[];
  });
}

/** {@link getConnections} with outputs for arguments. */
export const getConnectionsOutput = outputForm(getConnections);

/** Arguments of {@link getConnector}. */
export interface GetConnectorArgs extends AccountOption {
  /** Id of the connector. */
  id: string;
}

/**
 * Gets a connector: its name and logo. Here MadConnect wants to be told the account, also where it is the client's own.
 *
 * @example const { name } = await madconnect.getConnector({ id: connection.src.connectorId });
 */
export function getConnector(args: GetConnectorArgs): Promise<ConnectorResult> {
  return call(
    args,
    async (madconnect, place) =>
      found(await madconnect.getConnector(args.id), "connector", args.id, place) as ConnectorResult,
  );
}

/** {@link getConnector} with outputs for arguments. */
export const getConnectorOutput = outputForm(getConnector);

async function call<Result>(
  { accountId }: AccountOption,
  run: (madconnect: Madconnect, place: string) => Promise<Result>,
): Promise<Result> {
  const { withMadconnect } = await import("../../provider/functions.js");
  return withMadconnect(readConfig, accountId, run);
}

function found(thing: object | undefined, noun: string, id: string, place: string): object {
  if (thing !== undefined) {
    return thing;
  }
  throw new Error(`There is no ${noun} ${id} ${place}.\nCheck the id and the account.`);
}
