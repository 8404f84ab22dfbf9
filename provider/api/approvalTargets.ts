import { type ArmId, parseArmId } from "../values/armId";

/** How private endpoint connections of one type of Azure resource are approved. */
export interface ApprovalTarget {
  /** Version of the type's API. */
  readonly apiVersion: string;
  /** Whether the response to an approval contains the result, or the connection has to be read until it is approved. */
  readonly approval: "inResponse" | "polled";
}

/** The types of Azure resource whose connections can be approved. */
const approvalTargets: Readonly<Record<string, ApprovalTarget>> = {
  "Microsoft.Storage/storageAccounts": { apiVersion: "2025-08-01", approval: "inResponse" },
  "Microsoft.Sql/servers": { apiVersion: "2021-11-01", approval: "polled" },
};

/** Names of the supported types. */
export const approvalTargetTypes: readonly string[] = Object.keys(approvalTargets);

/** How connections of this resource are approved, or `undefined` if its type is not supported. */
export function approvalTarget({ type }: ArmId): ApprovalTarget | undefined {
  return Object.entries(approvalTargets).find(([known]) => known.toLowerCase() === type.toLowerCase())?.[1];
}

/** A private endpoint connection by the two parts of its id. */
export interface ConnectionId {
  /** The resource whose connection it is. */
  readonly target: ArmId;
  readonly name: string;
}

/** The parts of the id of a private endpoint connection, or `undefined` for any other text. */
export function parseConnectionId(id: string): ConnectionId | undefined {
  const [, targetId = "", name = ""] = /^(.+)\/privateEndpointConnections\/([^/]+)\/*$/i.exec(id) ?? [];
  const target = parseArmId(targetId);
  return target === undefined ? undefined : { target, name };
}
