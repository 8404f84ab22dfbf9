import type { ConnectionId } from "../api/approvalTargets";
import type { Connection } from "../api/privateEndpointConnections";
import { wordOrQuoted } from "../messages/foreignText";
import { Problem } from "../messages/problem";
import type { ArmId } from "../values/armId";
import { type JsonObject, textOf } from "../values/json";
import { candidateLine } from "./match";
import type { OwnersTask } from "./owner";

/** The approval that an error is about. */
export interface Subject {
  /** The endpoint, as messages name it. */
  readonly endpoint: string;
  /** Inputs of the approval. */
  readonly inputs: JsonObject;
  /** The time limit, as messages name it. */
  readonly limit: string;
}

const recreate =
  "The endpoint has to be re-created: run pulumi refresh, then pulumi up, which replaces an endpoint that AEP shows as " +
  "Rejected, Disconnected or Failed. As long as AEP does not show this, use pulumi up --replace <URN>.";

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
  return new Problem({
    what: `${wanted} after ${limit}; nothing was approved.`,
    details:
      connections.length === 0
        ? ["It has no connections."]
        : ["It has these:", ...connections.map((connection) => candidateLine(connection, inputs))],
    advice:
      "If one of them is certainly yours (ask Adobe for the Azure id of your endpoint), set azurePrivateEndpointId " +
      "to its id. If yours has not appeared yet, run pulumi up again.",
  });
}

/** Several connections may belong to the endpoint. */
export function several({ endpoint, inputs }: Subject, connections: readonly Connection[]): Problem {
  return new Problem({
    what: `Several connections may belong to the ${endpoint}; nothing was approved.`,
    details: connections.map((connection) => candidateLine(connection, inputs)),
    advice:
      "Set azurePrivateEndpointId to the id of the one that is yours, or reject or delete the others on Azure.",
  });
}

/** The connection can no longer be approved. */
export function unusable({ endpoint, inputs }: Subject, connection: Connection): Problem {
  return new Problem({
    what: `The connection of the ${endpoint} is ${wordOrQuoted(connection.status)} on Azure: it can no longer be approved.`,
    details: [candidateLine(connection, inputs)],
    advice: recreate,
  });
}

/** The connection no longer exists. */
export function gone({ endpoint }: Subject, { target, name }: ConnectionId): Problem {
  return new Problem({
    what: `The connection ${name} of ${target.name} no longer exists on Azure, so the ${endpoint} cannot be approved.`,
    advice: recreate,
  });
}

/** The endpoint does not exist in AEP. */
export function noEndpoint({ endpoint }: Subject, sandbox: string): Problem {
  return new Problem({
    what: `There is no ${endpoint} in sandbox ${sandbox}, so it cannot be approved.`,
    advice: "Run pulumi refresh, then pulumi up: the endpoint is re-created.",
  });
}

/** AEP shows the endpoint in a state in which it can no longer be approved. */
export function unusableEndpoint({ endpoint }: Subject, state: string): Problem {
  return new Problem({
    what: `AEP shows the ${endpoint} as ${wordOrQuoted(state)}: it can no longer be approved.`,
    advice: recreate,
  });
}

/** The approval by this resource took too long. */
export function late({ endpoint, limit }: Subject, status: string, state: string | undefined): Problem {
  const aep = state === undefined ? "AEP was not read yet" : `AEP reports ${wordOrQuoted(state)}`;
  return new Problem({
    what: `The ${endpoint} is not approved after ${limit}: Azure reports ${wordOrQuoted(status)}, ${aep}.`,
    advice: "Run pulumi up again to continue. If the approval takes longer, raise timeoutSeconds.",
  });
}

/** The owner of the Azure resource has not approved the endpoint in time. */
export function ownerIsLate(
  { endpoint, limit }: Subject,
  { resource, steps }: OwnersTask,
  state: string,
): Problem {
  return new Problem({
    what:
      `The ${endpoint} is not approved after ${limit}: the owner of ${resource} has to approve it ` +
      `(AEP reports ${wordOrQuoted(state)}).`,
    details: [steps],
    advice: "Then run pulumi up again. With wait: false, pulumi up does not wait for the owner.",
  });
}
