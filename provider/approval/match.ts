import type { Connection } from "../api/privateEndpointConnections";
import { isSameArmId, parseArmId } from "../values/armId";
import { isJsonArray, type JsonObject, textOf } from "../values/json";

/** Shorter ids stand in other names by chance. */
const shortestId = 16;

/**
 * Whether a connection is certainly the one of the AEP endpoint. Strangers may be waiting at the same resource, so only
 * an id decides: the AEP endpoint's as a whole token of the name of the endpoint on Azure, or the very id on Azure that
 * the program gives. A list of subscriptions only narrows, for Adobe's are shared by all its customers; the name of the
 * endpoint says nothing at all, for anybody may take it.
 */
export function isOurs({ endpointId }: Connection, inputs: JsonObject): boolean {
  if (endpointId === undefined || !isAllowed(endpointId, inputs)) {
    return false;
  }
  const { azurePrivateEndpointId, privateEndpointId } = inputs;
  if (typeof azurePrivateEndpointId === "string") {
    return isSameArmId(endpointId, azurePrivateEndpointId);
  }
  return typeof privateEndpointId === "string" && hasToken(nameOf(endpointId), privateEndpointId);
}

/** A connection as a message lists it. */
export function candidateLine(connection: Connection, inputs: JsonObject): string {
  const { endpointId, status, description } = connection;
  const allowed = endpointId === undefined || isAllowed(endpointId, inputs);
  return [
    `  ${endpointId ?? `${connection.id} (of an endpoint without an id)`}`,
    status,
    ...(description === undefined ? [] : [JSON.stringify(description)]),
    ...(allowed ? [] : ["not from an allowed subscription"]),
  ].join(", ");
}

function isAllowed(endpointId: string, { allowedSubscriptions }: JsonObject): boolean {
  if (allowedSubscriptions === undefined || !isJsonArray(allowedSubscriptions)) {
    return true;
  }
  const subscription = parseArmId(endpointId)?.subscriptionId.toLowerCase();
  return allowedSubscriptions.some((allowed) => textOf(allowed).toLowerCase() === subscription);
}

function nameOf(endpointId: string): string {
  return endpointId.slice(endpointId.lastIndexOf("/") + 1);
}

function hasToken(name: string, id: string): boolean {
  if (id.length < shortestId) {
    return false;
  }
  const [text, token] = [name.toLowerCase(), id.toLowerCase()];
  for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + 1)) {
    const [before, after] = [text[at - 1], text[at + token.length]];
    if (isBorder(before) && isBorder(after)) {
      return true;
    }
  }
  return false;
}

function isBorder(character: string | undefined): boolean {
  return character === undefined || !/[\p{L}\p{N}]/u.test(character);
}
