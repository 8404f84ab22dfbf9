import { randomUUID } from "node:crypto";
import type { Emulator } from "../core/emulator";
import { type Json, type JsonObject, objectAt, stringAt } from "../core/json";
import type { Stored } from "../core/store";
import { ArmError } from "./errors";
import { addressOf } from "./path";
import { addAt, connectionsName, typeOf } from "./resources/resources";
import { typeName } from "./types";

/** The states of a private endpoint connection. */
export const connectionStates = ["Pending", "Approved", "Rejected", "Disconnected"] as const;

/** A state of a private endpoint connection. */
export type ConnectionState = (typeof connectionStates)[number];

/** The values of a new connection. */
export interface NewConnection {
  /** By default, a name in Azure's format. */
  name?: string | undefined;
  /** The id of the private endpoint on the other side. */
  privateEndpointId: string;
  status: ConnectionState;
  description?: string | undefined;
  provisioningState?: string | undefined;
  /** The AEP private endpoint behind it; foreign connections have none. */
  endpoint?: string | undefined;
}

/** Creates a connection of a resource. */
export function addConnection(emulator: Emulator, resource: Stored, given: NewConnection): Stored {
  const type = typeOf(resource);
  const name = given.name ?? `${stringAt(resource.entity, "name")}.${randomUUID()}`;
  return addAt(
    emulator,
    addressOf(`${stringAt(resource.entity, "id")}/${connectionsName}/${encodeURIComponent(name)}`),
    `${typeName(type)}/${connectionsName}`,
    {
      properties: {
        privateEndpoint: { id: given.privateEndpointId },
        privateLinkServiceConnectionState: {
          status: given.status,
          description: given.description ?? "",
          [type.action]: "None",
        },
        provisioningState: given.provisioningState ?? "Succeeded",
      },
    },
    given.endpoint === undefined ? {} : { endpoint: given.endpoint },
  );
}

/** The connections of a resource, in the order of its list. */
export function connectionsOf({ store }: Emulator, resource: Stored): Stored[] {
  const position = ({ hidden }: Stored): number =>
    typeof hidden.position === "number" ? hidden.position : Number.MAX_SAFE_INTEGER;
  return [...store.list(connectionsName, resource.id)]
    .filter((stored) => !isDeleted(stored))
    .sort((one, other) => position(one) - position(other) || one.sequence - other.sequence);
}

/** Sets the order of connections; new ones follow them. */
export function orderConnections({ store }: Emulator, connections: readonly Stored[]): void {
  for (const [position, stored] of connections.entries()) {
    store.change(stored, stored.entity, { ...stored.hidden, position });
  }
}

/** Whether a connection is deleted on Azure, and kept only until the platform's side follows. */
export function isDeleted({ hidden }: Stored): boolean {
  return hidden.deleted === true;
}

/** The state of a connection. */
export function statusOf({ entity }: Pick<Stored, "entity">): string | undefined {
  return stringAt(stateOf(entity), "status");
}

function stateOf(entity: JsonObject): JsonObject {
  return objectAt(objectAt(entity, "properties"), "privateLinkServiceConnectionState");
}

/**
 * Changes a connection, and stores when its state changed, because the platform's side follows later.
 *
 * @param at - the service's time of the change, in milliseconds.
 */
export function changeConnection(emulator: Emulator, stored: Stored, entity: JsonObject, at: number): void {
  const moved = statusOf({ entity }) !== statusOf(stored);
  const change = { movedAt: at, moves: Number(stored.hidden.moves ?? 0) + 1 };
  emulator.store.change(stored, entity, moved ? { ...stored.hidden, ...change } : stored.hidden);
}

/** Sets the state of a connection. */
export function setStatus(
  emulator: Emulator,
  stored: Stored,
  state: { status: string; description?: string | undefined },
  at: number,
): void {
  const { entity } = stored;
  const { status, description = stringAt(stateOf(entity), "description") ?? "" } = state;
  const properties = {
    ...objectAt(entity, "properties"),
    privateLinkServiceConnectionState: { ...stateOf(entity), status, description },
  };
  changeConnection(emulator, stored, { ...entity, properties }, at);
}

/** Deletes a connection; the platform's side follows later. */
export function disconnect({ store, clock }: Emulator, stored: Stored): void {
  const { endpoint, moves = 0 } = stored.hidden;
  if (endpoint === undefined) {
    store.remove(stored);
    return;
  }
  store.change(stored, stored.entity, {
    ...stored.hidden,
    deleted: true,
    movedAt: clock.now(),
    moves: Number(moves) + 1,
  });
}

/** Reads the decision of the resource's owner from the body of a PUT. */
export function readDecision(body: Json): { status: string; description?: string | undefined } {
  const properties = objectAt(body, "properties");
  const state = objectAt(properties, "privateLinkServiceConnectionState");
  const status = stringAt(state, "status");
  if (status !== "Approved" && status !== "Rejected") {
    throw new ArmError(
      400,
      "InvalidRequestContent",
      "The status in properties.privateLinkServiceConnectionState must be Approved or Rejected.",
    );
  }
  return { status, description: stringAt(state, "description") };
}

/** Refuses a decision about a connection that is already decided. */
export function checkDecision(stored: Stored, status: string): void {
  const now = statusOf(stored);
  // Documented for a second approval; assumed for a second rejection.
  if (now === status) {
    throw new ArmError(400, "InvalidValuesForRequestParameters", `The connection is already ${now}.`);
  }
  // The endpoint must be re-created; the code of this refusal is unknown.
  if (now === "Rejected" || now === "Disconnected") {
    throw new ArmError(
      400,
      "InvalidValuesForRequestParameters",
      `A connection that is ${now} cannot change its state.`,
    );
  }
}
