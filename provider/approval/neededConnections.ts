import type { Session } from "../session/session";

/**
 * The connections on Azure that approvals of this stack need, as far as this process has seen them: the deletion of one
 * approval must not delete the connection of another one. Replaced and renamed approvals often share a connection, and the
 * provider learns neither their names nor why one is deleted.
 */
export class NeededConnections {
  /** Ids of connections that a create, an update or an unchanged resource of this process uses. */
  readonly #used = new Set<string>();
  /** Endpoints whose approval is going to be created, and the connection once it is known. */
  readonly #awaited = new Map<string, string | undefined>();
  /** Refreshed approvals whose diff belongs to the refresh: it does not show whether the program still has them. */
  readonly #refreshed = new Map<string, number>();

  /** An approval of this endpoint is going to be created. */
  noteCreation(endpointId: string): void {
    const endpoint = folded(endpointId);
    this.#awaited.set(endpoint, this.#awaited.get(endpoint));
  }

  /** This process uses a connection for the approval of an endpoint. */
  noteApproved(connectionId: string, endpointId: string): void {
    this.#used.add(folded(connectionId));
    this.#awaited.set(folded(endpointId), folded(connectionId));
  }

  /** A refresh or the program reads an approval. */
  noteRead(id: string): void {
    this.#refreshed.set(folded(id), (this.#refreshed.get(folded(id)) ?? 0) + 1);
  }

  /** The engine compared an approval with its inputs and keeps it. */
  noteKept(id: string): void {
    const reads = this.#refreshed.get(folded(id)) ?? 0;
    if (reads === 0) {
      this.#used.add(folded(id));
    } else {
      this.#refreshed.set(folded(id), reads - 1);
    }
  }

  /** Whether another approval needs this connection of an endpoint, or may need it. */
  isNeeded(connectionId: string, endpointId: string): boolean {
    const endpoint = folded(endpointId);
    const isAwaited = this.#awaited.has(endpoint) && this.#awaited.get(endpoint) === undefined;
    return isAwaited || this.#used.has(folded(connectionId));
  }
}

const known = new WeakMap<Session, NeededConnections>();

/** The connections that a process needs. */
export function neededConnections(session: Session): NeededConnections {
  const needed = known.get(session) ?? new NeededConnections();
  known.set(session, needed);
  return needed;
}

// Azure ignores upper and lower case in ids, and so do the ids of endpoints.
function folded(id: string): string {
  return id.toLowerCase().replace(/\/+$/, "");
}
