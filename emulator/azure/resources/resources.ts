import type { Emulator, RequestContext } from "../../core/emulator";
import { isJsonObject, type JsonObject } from "../../core/json";
import type { Stored } from "../../core/store";
import { ArmError } from "../errors";
import { type AzureAddress, addressOf } from "../path";
import { type AzureType, azureTypes, completed, storageAccounts, typeName } from "../types";

/** The name of the collection. */
export const resourceGroupsName = "resourceGroups";

/** The name of the collection. */
export const connectionsName = "privateEndpointConnections";

const contained = [
  ...azureTypes.map(({ collection }) => collection),
  "containers",
  "shares",
  connectionsName,
];

/** Stores a new entity at its address. */
export function addAt(
  { store }: Emulator,
  address: AzureAddress,
  type: string,
  entity: JsonObject,
  hidden: JsonObject = {},
): Stored {
  const { id, key, collection, name, parent } = address;
  return store.add(collection, parent, key, { id, name, type, ...entity }, hidden);
}

/** The entity at an address. */
export function findAt({ store }: Emulator, { collection, key }: AzureAddress): Stored | undefined {
  return store.find(collection, key);
}

/** Removes a group or a resource with its content. */
export function removeWithContents(emulator: Emulator, stored: Stored): void {
  for (const collection of contained) {
    for (const inner of [...emulator.store.list(collection, stored.id)]) {
      removeWithContents(emulator, inner);
    }
  }
  emulator.store.remove(stored);
}

/** The address of the resource that a request is for, or whose content it is for. */
export function resourceAddress(context: RequestContext): AzureAddress {
  return addressOf(context.req.path.split("/").slice(0, 9).join("/"));
}

/** The group that a request is for, or in. */
export function requireGroup(emulator: Emulator, context: RequestContext): Stored {
  const address = addressOf(context.req.path.split("/").slice(0, 5).join("/"));
  const group = findAt(emulator, address);
  if (group === undefined) {
    throw new ArmError(404, "ResourceGroupNotFound", `There is no resource group ${address.name}.`);
  }
  return group;
}

/** The resource that a request is for, or in. */
export function requireResource(emulator: Emulator, type: AzureType, context: RequestContext): Stored {
  const address = resourceAddress(context);
  const resource = findAt(emulator, address);
  if (resource === undefined) {
    // If unknown accounts may exist elsewhere, so may their groups.
    if (emulator.switches.storageAccountMadeElsewhere === "missing") {
      requireGroup(emulator, context);
    }
    throw new ArmError(
      404,
      "ResourceNotFound",
      `There is no resource ${typeName(type)}/${address.name} in the group ${context.req.param("group")}.`,
    );
  }
  return resource;
}

/** The resource of a known type that an id names. */
export function resourceById(emulator: Emulator, id: string): Stored | undefined {
  const address = addressOf(id);
  return azureTypes.some(({ collection }) => collection === address.collection)
    ? findAt(emulator, address)
    : undefined;
}

/** The type of a resource. */
export function typeOf(resource: Stored): AzureType {
  return azureTypes.find(({ collection }) => collection === resource.collection) ?? storageAccounts;
}

/** Adds a storage account that was created elsewhere, with its group. */
export function adoptStorageAccount(emulator: Emulator, address: AzureAddress): Stored {
  const given = { location: "eastus", tags: {}, sku: { name: "Standard_LRS" }, kind: "StorageV2" };
  const group = addressOf(address.id.split("/").slice(0, 5).join("/"));
  if (findAt(emulator, group) === undefined) {
    addAt(emulator, group, "Microsoft.Resources/resourceGroups", {
      location: given.location,
      properties: { provisioningState: "Succeeded" },
    });
  }
  const entity = completed(storageAccounts, address.name, given);
  return addAt(emulator, address, typeName(storageAccounts), entity, { adopted: true });
}

/** The JSON object of a request. */
export function armBody(context: RequestContext): JsonObject {
  const type = (context.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new ArmError(415, "UnsupportedMediaType", `The content type ${type || "(none)"} is not JSON.`);
  }
  try {
    const body: unknown = JSON.parse(context.get("body"));
    if (isJsonObject(body as JsonObject)) {
      return body as JsonObject;
    }
  } catch {}
  throw new ArmError(400, "InvalidRequestContent", "The body is not a JSON object.");
}

/** Refuses unknown members of a body. */
export function refuseOthers(body: JsonObject, names: readonly string[], where: string): void {
  const others = Object.keys(body).filter((name) => !names.includes(name));
  if (others.length > 0) {
    throw new ArmError(400, "InvalidRequestContent", `Not allowed in ${where}: ${others.join(", ")}.`);
  }
}
