import { randomUUID } from "node:crypto";
import { platformSubscription } from "../azure/facts";
import { finishOperations } from "../azure/operations";
import { addressOf } from "../azure/path";
import { addConnection, isDeleted, setStatus, statusOf } from "../azure/privateEndpointConnections";
import { adoptStorageAccount, connectionsName, findAt } from "../azure/resources/resources";
import { storageAccounts, typeName } from "../azure/types";
import type { Emulator } from "../core/emulator";
import { objectAt, stringAt } from "../core/json";
import { sandboxesOf } from "../core/sandboxes";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { connectionSpec } from "../specs/connectionSpecs";

/** The name of the collection. */
export const privateEndpointsName = "privateEndpoints";

/** The states of a private endpoint. */
export const privateEndpointStates = ["Pending", "Approved", "Rejected", "Failed"] as const;

/** Makes the changes of all private endpoints that are due. */
export function settleEndpoints(emulator: Emulator): void {
  for (const { name } of sandboxesOf(emulator)) {
    for (const stored of emulator.store.list(privateEndpointsName, name)) {
      settle(emulator, stored);
    }
  }
}

/**
 * Makes the changes of a private endpoint that are due, and returns it: its connection appears on Azure, is approved
 * there after the switch's delay, and the endpoint follows its state.
 */
export function settle(emulator: Emulator, stored: Stored): Stored {
  const { store, switches, clock } = emulator;
  finishOperations(emulator);
  const approvedAt =
    createdAt(stored) + (switches.approvalDelayMs === "never" ? Infinity : switches.approvalDelayMs);
  const isDue = stored.entity.state === "Pending" && clock.hasPassed(createdAt(stored), approvedAt);
  if (isSnowflake(stored)) {
    // Approved by a support ticket; management calls do not show it.
    if (isDue) {
      store.change(stored, { ...stored.entity, state: "Approved" });
    }
    return stored;
  }
  const connection = connectionOf(emulator, stored);
  if (connection !== undefined) {
    if (isDue && !isDeleted(connection) && statusOf(connection) === "Pending") {
      const at = Math.max(approvedAt, createdAt(stored) + switches.azureConnectionDelayMs);
      setStatus(emulator, connection, { status: "Approved" }, at);
    }
    follow(emulator, stored, connection);
  }
  return stored;
}

/** Removes a private endpoint and its connection. */
export function removeEndpoint({ store }: Emulator, stored: Stored): void {
  const connection = store.find(connectionsName, stringAt(stored.hidden, "connection") ?? "");
  if (connection !== undefined) {
    store.remove(connection);
  }
  store.remove(stored);
}

function createdAt({ hidden }: Stored): number {
  return Number(hidden.createdAt);
}

function isSnowflake({ entity }: Stored): boolean {
  return connectionSpec(stringAt(objectAt(entity, "connectionSpec"), "id") ?? "")?.name === "snowflake";
}

/** The connection of an endpoint, created when it is due. A removed connection is not created again. */
function connectionOf(emulator: Emulator, stored: Stored): Stored | undefined {
  const { store, switches, clock } = emulator;
  const known = stringAt(stored.hidden, "connection");
  if (known !== undefined) {
    return store.find(connectionsName, known);
  }
  const account = accountOf(emulator, stored);
  const since = createdAt(stored);
  if (account === undefined || !clock.hasPassed(since, since + switches.azureConnectionDelayMs)) {
    return undefined;
  }
  const connection = addConnection(emulator, account, {
    privateEndpointId: `/subscriptions/${platformSubscription}/resourceGroups/platform-endpoints/providers/Microsoft.Network/privateEndpoints/${azureName(stored, switches)}`,
    status: "Pending",
    endpoint: stored.id,
  });
  store.change(stored, stored.entity, { ...stored.hidden, connection: connection.id });
  return connection;
}

/** The storage account of an endpoint, as known when the endpoint was created. */
function accountOf(emulator: Emulator, stored: Stored): Stored | undefined {
  const { store, switches } = emulator;
  const { entity, hidden } = stored;
  const address = addressOf(
    `/subscriptions/${part(entity.subscriptionId)}/resourceGroups/${part(entity.resourceGroupName)}/providers/${typeName(storageAccounts)}/${part(entity.resourceName)}`,
  );
  const account = findAt(emulator, address);
  if (entity.state === "Failed") {
    return undefined;
  }
  if (hidden.account !== undefined) {
    return account;
  }
  if (account === undefined && switches.storageAccountMadeElsewhere === "missing") {
    // The state of an endpoint to an unknown account is undocumented; of the four, only this one fits.
    store.change(stored, { ...entity, state: "Failed" });
    return undefined;
  }
  store.change(stored, entity, { ...hidden, account: address.key });
  return account ?? adoptStorageAccount(emulator, address);
}

function part(value: unknown): string {
  return encodeURIComponent(String(value));
}

// It is unknown how the platform names its endpoints on Azure.
function azureName({ id, entity }: Stored, switches: Switches): string {
  switch (switches.azurePrivateEndpointName) {
    case "id":
      return `pe-${id}`;
    case "name":
      // Names on Azure have no spaces.
      return String(entity.name).replaceAll(/[^\w.-]+/g, "-");
    case "opaque":
      return randomUUID();
  }
}

function follow({ store, switches, clock }: Emulator, stored: Stored, connection: Stored): void {
  const { movedAt, moves } = connection.hidden;
  if (moves === undefined || moves === stored.hidden.followed) {
    return;
  }
  if (!clock.hasPassed(Number(movedAt), Number(movedAt) + switches.azureFollowDelayMs)) {
    return;
  }
  const status = isDeleted(connection) ? "Disconnected" : statusOf(connection);
  store.change(
    stored,
    { ...stored.entity, state: followed(status, switches) ?? stored.entity.state ?? "Pending" },
    { ...stored.hidden, followed: moves },
  );
  if (isDeleted(connection)) {
    store.remove(connection);
  }
}

// The documented states include none for a connection that its owner removed.
function followed(status: string | undefined, switches: Switches): string | undefined {
  if (status === "Disconnected") {
    return switches.disconnectedEndpointState === "unchanged"
      ? undefined
      : switches.disconnectedEndpointState;
  }
  return status;
}
