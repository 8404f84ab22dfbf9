import type { ConnectionId } from "../api/approvalTargets";
import type { Connection } from "../api/privateEndpointConnections";
import { refused } from "../lifecycle/refusal";
import { wordOrQuoted } from "../messages/foreignText";
import type { Problem } from "../messages/problem";
import type { ArmId } from "../values/armId";
import { type JsonObject, textOf } from "../values/json";
import { candidateLine } from "./match";
import type { OwnersTask } from "./owner";
import { approvalRefusals } from "./refusals";

/** The approval that an error is about. */
export interface Subject {
  /** The endpoint, as messages name it. */
  readonly endpoint: string;
  /** Inputs of the approval. */
  readonly inputs: JsonObject;
  /** The time limit, as messages name it. */
  readonly limit: string;
}

/** The connection of the endpoint does not exist, or cannot be recognised. */
export function notFound(
  { endpoint, inputs, limit }: Subject,
  target: ArmId,
  connections: readonly Connection[],
): Problem {
  const { azurePrivateEndpointId } = inputs;
  const wanted =
    azurePrivateEndpointId === undefined
      ? `No connection of ${target.name} contains the id of the ${endpoint}`
      : `${target.name} has no connection from ${textOf(azurePrivateEndpointId)}`;
  return refused(approvalRefusals.notFound, {
    what: `${wanted} after ${limit}; nothing was approved.`,
    details:
      connections.length === 0
        ? ["It has no connections."]
        : ["It has these:", ...connections.map((connection) => candidateLine(connection, inputs))],
  });
}

/** Several connections may belong to the endpoint. */
export function several({ endpoint, inputs }: Subject, connections: readonly Connection[]): Problem {
  return refused(approvalRefusals.several, {
    what: `Several connections may belong to the ${endpoint}; nothing was approved.`,
    details: connections.map((connection) => candidateLine(connection, inputs)),
  });
}

/** The connection can no longer be approved. */
export function unusable({ endpoint, inputs }: Subject, connection: Connection): Problem {
  return refused(approvalRefusals.unusable, {
    what: `The connection of the ${endpoint} is ${wordOrQuoted(connection.status)} on Azure: it can no longer be approved.`,
    details: [candidateLine(connection, inputs)],
  });
}

/** The connection no longer exists. */
export function gone({ endpoint }: Subject, { target, name }: ConnectionId): Problem {
  return refused(approvalRefusals.gone, {
    what: `The connection ${name} of ${target.name} no longer exists on Azure, so the ${endpoint} cannot be approved.`,
  });
}

/** The endpoint does not exist in AEP. */
export function noEndpoint({ endpoint }: Subject, sandbox: string): Problem {
  return refused(approvalRefusals.noEndpoint, {
    what: `There is no ${endpoint} in sandbox ${sandbox}, so it cannot be approved.`,
  });
}

/** AEP shows the endpoint in a state in which it can no longer be approved. */
export function unusableEndpoint({ endpoint }: Subject, state: string): Problem {
  return refused(approvalRefusals.unusableEndpoint, {
    what: `AEP shows the ${endpoint} as ${wordOrQuoted(state)}: it can no longer be approved.`,
  });
}

/** The approval by this resource took too long. */
export function late({ endpoint, limit }: Subject, status: string, state: string | undefined): Problem {
  const aep = state === undefined ? "AEP was not read yet" : `AEP reports ${wordOrQuoted(state)}`;
  return refused(approvalRefusals.late, {
    what: `The ${endpoint} is not approved after ${limit}: Azure reports ${wordOrQuoted(status)}, ${aep}.`,
  });
}

/** The owner of the Azure resource has not approved the endpoint in time. */
export function ownerIsLate(
  { endpoint, limit }: Subject,
  { resource, steps }: OwnersTask,
  state: string,
): Problem {
  return refused(approvalRefusals.ownerIsLate, {
    what:
      `The ${endpoint} is not approved after ${limit}: the owner of ${resource} has to approve it ` +
      `(AEP reports ${wordOrQuoted(state)}).`,
    details: [steps],
  });
}
