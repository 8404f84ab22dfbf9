import {
  definitions,
  isOurs,
  type Json,
  type JsonObject,
  nameOf,
  PrivateEndpointConnections,
  Problem,
  parseConnectionId,
  placeName,
  realmOf,
  resourceContextOf,
  type Session,
  textOf,
  unlimitedCall,
  wordOrQuoted,
} from "../../provider/cliApi";
import type { ExportedEntity } from "../export/read/entity";
import { recordedApproval } from "../export/write/approval";

/**
 * An approval by its id: the id of the connection on Azure, or, for an approval with `approve: false`, the id of the
 * private endpoint in AEP. Only an approval that is granted can be imported: `pulumi up` grants any other one.
 */
export async function approvalEntity(id: string, session: Session): Promise<ExportedEntity> {
  const { args, connectionId } =
    parseConnectionId(id) === undefined
      ? { args: await argsOfEndpoint(id, session), connectionId: id }
      : await argsOfConnection(id, session);
  const definition = await definitions.azurePrivateEndpointApproval();
  const { inputs, outputs } = recordedApproval(args, definition, session);
  return {
    kind: "azurePrivateEndpointApproval",
    id: connectionId,
    title: textOf(args.privateEndpointName ?? ""),
    createdAt: 0,
    inputs: args,
    recordedInputs: inputs,
    outputs,
    secrets: [],
    leftOut: undefined,
  };
}

async function argsOfEndpoint(id: string, session: Session): Promise<JsonObject> {
  const { api, place } = await endpoints(session);
  const endpoint = await api.read(id, {});
  if (endpoint === undefined) {
    throw new Problem({
      what: `${JSON.stringify(id)} is neither the id of a private endpoint ${place} nor of a private endpoint connection on Azure.`,
      advice:
        "Use /subscriptions/…/privateEndpointConnections/…, the id of the connection on Azure; for an approval with approve: false, use the id of the endpoint in AEP.",
    });
  }
  demandApproved(`The private endpoint ${id}`, endpoint.state);
  return { privateEndpointId: id, ...named(endpoint), approve: false };
}

async function argsOfConnection(
  id: string,
  session: Session,
): Promise<{ args: JsonObject; connectionId: string }> {
  const parts = parseConnectionId(id);
  const azure = new PrivateEndpointConnections(session.gateway("azure", unlimitedCall("read")));
  const connection = parts === undefined ? undefined : await azure.get(parts);
  if (connection === undefined) {
    throw new Problem({
      what: `There is no private endpoint connection ${JSON.stringify(id)} on Azure.`,
      advice: "Check the id, for example in the networking settings of the Azure resource.",
    });
  }
  demandApproved(`The private endpoint connection ${id}`, connection.status);
  const { api, place } = await endpoints(session);
  const all = await api.list(undefined);
  const [endpoint] = all.filter((one) => isOurs(connection, { privateEndpointId: one.id }));
  if (endpoint === undefined) {
    throw new Problem({
      what: `The private endpoint connection ${id} belongs to no private endpoint ${place}.`,
      details: [
        `It was requested by ${connection.endpointId === undefined ? "an endpoint without an id" : wordOrQuoted(connection.endpointId)}.`,
      ],
      advice: "Check the sandbox of the endpoint; another one is given by --sandbox.",
    });
  }
  demandApproved(`The private endpoint ${textOf(endpoint.id)}`, endpoint.state);
  const targetResourceId = connection.id.replace(/\/privateEndpointConnections\/[^/]+$/i, "");
  const args = { privateEndpointId: textOf(endpoint.id), ...named(endpoint), targetResourceId };
  return { args, connectionId: connection.id };
}

async function endpoints(session: Session) {
  const definition = await definitions.privateEndpoint();
  const { api, scope } = resourceContextOf({ definition, session, call: unlimitedCall("read") }, {});
  return { api, place: placeName(realmOf(definition), scope) };
}

function named(endpoint: JsonObject): JsonObject {
  const name = nameOf(endpoint);
  return name === undefined ? {} : { privateEndpointName: name };
}

function demandApproved(what: string, state: Json): void {
  if (state === "Approved") {
    return;
  }
  throw new Problem({
    what: `${what} is ${wordOrQuoted(textOf(state ?? "Pending"))}, so there is no approval to import.`,
    advice: "Add the approval to the program: pulumi up finds the connection and approves it.",
  });
}
