import { kindFacts } from "../kinds";
import type { RunRecord } from "../session/runRecord";

/** Records that this process uses a connection for the approval of an endpoint. */
export function noteApproved(run: RunRecord, connectionId: string, endpointId: string): void {
  run.approved.set(folded(connectionId), folded(endpointId));
}

/**
 * Whether another approval of this stack needs a connection of an endpoint on Azure, or may need it, as far as this process
 * has seen: then the deletion of one approval must not delete the connection. Replaced and renamed approvals often share a
 * connection, and the provider learns neither their names nor why one is deleted.
 */
export function isNeeded(run: RunRecord, connectionId: string, endpointId: string): boolean {
  const [connection, endpoint] = [connectionId, endpointId].map(folded);
  const isUsed = [...run.kept, ...run.approved.keys()].some((id) => folded(id) === connection);
  // Until the connection of a new approval is known, it may be any connection of the endpoint.
  const isKnown = [...run.approved.values()].some((id) => id === endpoint);
  const creations = run.creationsOf(kindFacts.azurePrivateEndpointApproval.noun).values();
  const isAwaited = [...creations].some(
    ({ privateEndpointId }) =>
      typeof privateEndpointId === "string" && folded(privateEndpointId) === endpoint,
  );
  return isUsed || (isAwaited && !isKnown);
}

// Azure ignores upper and lower case in ids, and so do the ids of endpoints.
function folded(id: string): string {
  return id.toLowerCase().replace(/\/+$/, "");
}
