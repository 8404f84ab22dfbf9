import type { Connection } from "../api/privateEndpointConnections";
import { quotedText, wordOrQuoted } from "../messages/foreignText";
import { isSameArmId, parseArmId } from "../values/armId";
import { isJsonArray, type JsonObject, textOf } from "../values/json";

/** Shorter ids may be part of other names by chance. */
const shortestId = 16;

/**
 * Whether a connection certainly belongs to the AEP endpoint. The same resource may have pending requests of other people,
 * so only an id decides: the id of the AEP endpoint as a whole token in the name of the Azure endpoint, or the Azure id that
 * the program gives. A list of subscriptions only excludes, because Adobe's subscriptions serve all its customers. The name
 * of the endpoint does not count, because anyone can choose it.
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

/** A connection as messages list it. */
export function candidateLine(connection: Connection, inputs: JsonObject): string {
  const { endpointId, status, description } = connection;
  const allowed = endpointId === undefined || isAllowed(endpointId, inputs);
  return [
    `  ${endpointId === undefined ? `${wordOrQuoted(connection.id)} (of an endpoint without an id)` : wordOrQuoted(endpointId)}`,
    wordOrQuoted(status),
    ...(description === undefined ? [] : [quotedText(description)]),
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
