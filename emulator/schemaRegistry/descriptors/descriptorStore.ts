import { createHash, randomBytes } from "node:crypto";
import { userOf } from "../../core/audit";
import type { Emulator } from "../../core/emulator";
import { type JsonObject, objectAt } from "../../core/json";
import type { Sandbox } from "../../core/options";
import type { Stored } from "../../core/store";
import { anyRegistryResource, changedMetadata, newMetadata, touchResource } from "../resources/resources";
import { rememberState } from "../visibility";
import { readOnlyFields } from "./descriptorTypes";

/** The name of the collection. */
export const descriptorsName = "descriptors";

/** The descriptors that are applied to a schema, oldest first. */
export function descriptorsOf(
  { store }: Emulator,
  { entity, sandbox }: Pick<Stored, "entity" | "sandbox">,
): Stored[] {
  return store
    .referrers(String(entity.$id))
    .filter(
      (stored) =>
        stored.collection === descriptorsName &&
        stored.sandbox === sandbox &&
        stored.entity["xdm:sourceSchema"] === entity.$id,
    )
    .sort((one, other) => one.sequence - other.sequence);
}

/** Stores a new descriptor. */
export function addDescriptor(emulator: Emulator, sandbox: Sandbox, own: JsonObject): Stored {
  const { store, clock, settings } = emulator;
  const now = clock.now();
  const id = newId(emulator, sandbox, own);
  const entity: JsonObject = {
    "@id": id,
    ...own,
    imsOrg: settings.organisation,
    version: "1",
    "meta:containerId": "tenant",
    "meta:sandboxId": sandbox.id,
    "meta:sandboxType": sandbox.type,
    "meta:registryMetadata": newMetadata(emulator, now),
  };
  const stored = store.add(descriptorsName, sandbox.name, id, entity, { createdAt: now });
  moveVersion(emulator, stored);
  return stored;
}

/** The guide's names for the members of the metadata. */
const flatNames: Readonly<Record<string, string>> = {
  created: "repo:createdDate",
  updated: "repo:lastModifiedDate",
  createdUser: "xdm:createdUserId",
  updatedUser: "xdm:lastModifiedUserId",
  createdClient: "xdm:createdClientId",
};

/** A descriptor as responses show it. */
export function shownDescriptor({ switches }: Emulator, entity: JsonObject): JsonObject {
  if (switches.descriptorMetadata === "registryMetadata") {
    return entity;
  }
  const { "meta:registryMetadata": _metadata, ...rest } = entity;
  const metadata = objectAt(entity, "meta:registryMetadata");
  const flat = Object.entries(flatNames).map(([name, from]) => [name, metadata[from] ?? null]);
  return { ...rest, ...Object.fromEntries(flat) };
}

function newId({ switches }: Emulator, sandbox: Sandbox, own: JsonObject): string {
  if (switches.descriptorId === "random") {
    return randomBytes(24).toString("hex");
  }
  const key = [sandbox.id, own["@type"], own["xdm:sourceSchema"], own["xdm:sourceProperty"]];
  return createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 48);
}

/** Stores a changed descriptor. */
export function changeDescriptor(
  emulator: Emulator,
  stored: Stored,
  own: JsonObject,
  user = userOf(emulator.settings.clientId),
): void {
  const { store, clock } = emulator;
  const now = clock.now();
  const setByService = Object.entries(stored.entity).filter(([name]) => readOnlyFields.includes(name));
  const entity = {
    ...own,
    ...Object.fromEntries(setByService),
    "meta:registryMetadata": changedMetadata(stored, now, user),
  };
  store.change(stored, entity, rememberState(emulator, stored));
  moveVersion(emulator, stored);
}

/** Removes a descriptor. */
export function removeDescriptor(emulator: Emulator, stored: Stored): void {
  emulator.store.remove(stored);
  moveVersion(emulator, stored);
}

function moveVersion(emulator: Emulator, { entity, sandbox }: Stored): void {
  const schema = anyRegistryResource(emulator, sandbox, String(entity["xdm:sourceSchema"]));
  if (schema !== undefined && emulator.switches.descriptorMovesVersion) {
    touchResource(emulator, schema);
  }
}
