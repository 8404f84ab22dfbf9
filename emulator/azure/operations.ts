import { randomUUID } from "node:crypto";
import type { Emulator } from "../core/emulator";
import { type JsonObject, stringAt } from "../core/json";
import type { Stored } from "../core/store";
import { isDeleted, setStatus } from "./privateEndpointConnections";
import { connectionsName } from "./resources/resources";

/** The name of the collection. */
export const operationsName = "azureOperations";

/**
 * Starts an operation that sets the state of a connection later, and returns it.
 *
 * @param state - the new status and description.
 */
export function startOperation(
  { store, clock, switches }: Emulator,
  connection: Stored,
  state: JsonObject,
): Stored {
  const id = randomUUID();
  const now = clock.now();
  const entity = { name: id, status: "InProgress", startTime: new Date(now).toISOString() };
  return store.add(operationsName, "", id, entity, {
    connection: connection.id,
    state,
    readyAt: now + switches.azureOperationMs,
  });
}

/** Finishes the operations that are due. */
export function finishOperations(emulator: Emulator): void {
  const { store, clock } = emulator;
  for (const operation of store.list(operationsName, "")) {
    const { connection, state = null, readyAt } = operation.hidden;
    const since = Date.parse(String(operation.entity.startTime));
    if (operation.entity.status !== "InProgress" || !clock.hasPassed(since, Number(readyAt))) {
      continue;
    }
    const target = connectionOf(emulator, operation);
    const status = target === undefined ? "Failed" : "Succeeded";
    if (target !== undefined) {
      setStatus(
        emulator,
        target,
        { status: stringAt(state, "status") ?? "", description: stringAt(state, "description") },
        Number(readyAt),
      );
    }
    store.change(operation, {
      ...operation.entity,
      status,
      endTime: new Date(Number(readyAt)).toISOString(),
      ...(target === undefined
        ? { error: { code: "ResourceNotFound", message: `${String(connection)} no longer exists.` } }
        : {}),
    });
  }
}

/** The operation with an id. */
export function findOperation({ store }: Emulator, id: string): Stored | undefined {
  return store.find(operationsName, id.toLowerCase());
}

/** The connection that an operation changes, if it still exists. */
export function connectionOf({ store }: Emulator, operation: Stored): Stored | undefined {
  const found = store.find(connectionsName, stringAt(operation.hidden, "connection") ?? "");
  return found === undefined || isDeleted(found) ? undefined : found;
}

/** The header Retry-After with the seconds until an operation is done; no header if it is done. */
export function retryAfter({ clock }: Emulator, operation: Stored): Record<string, string> {
  const seconds = Math.ceil((Number(operation.hidden.readyAt) - clock.now()) / 1000);
  return seconds > 0 && operation.entity.status === "InProgress" ? { "Retry-After": String(seconds) } : {};
}
