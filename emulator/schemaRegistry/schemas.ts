import { randomBytes } from "node:crypto";
import { userOf } from "../core/audit";
import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import { externalReferences } from "./references";

/** The path of the Schema Registry. */
export const schemaRegistryPath = "/data/foundation/schemaregistry";

/** The key under which the store finds a resource by its title, which must be unique. */
export function titleKey(title: string): string {
  return `title:${title}`;
}

/** The collections of the tenant's own resources, and the name of each in ids. */
export const registryCollections = { schemas: "schemas", classes: "classes", fieldGroups: "mixins" } as const;

/** The name of a collection of the Schema Registry. */
export type RegistryCollection = keyof typeof registryCollections;

/** The version of the library of standard resources. */
export const globalLibraryVersion = "1.38.2";

/** The prefix of the ids of shared resources. */
export const globalNamespace = "https://ns.adobe.com/xdm/";

/** A resource's short id, which is the store's id; the full id contains it. */
export function altIdOf(id: string): string {
  const [, tenant, collection, hash] = /^https:\/\/ns\.adobe\.com\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
  return hash === undefined ? id : `_${tenant}.${collection}.${hash}`;
}

/** A resource of the tenant by either of its ids. */
export function registryResource(
  { store }: Emulator,
  collection: RegistryCollection,
  sandbox: string,
  id: string,
): Stored | undefined {
  return store.get(collection, sandbox, altIdOf(id));
}

/** The ids and version of a new resource of the tenant. */
function newIdentity({ settings }: Emulator, collection: RegistryCollection): JsonObject {
  const name = registryCollections[collection];
  const hash = randomBytes(24).toString("hex");
  return {
    $id: `https://ns.adobe.com/${settings.tenant}/${name}/${hash}`,
    "meta:altId": `_${settings.tenant}.${name}.${hash}`,
    "meta:resourceType": name,
    version: "1.0",
  };
}

/** The metadata of a new resource: its creator and time. */
export function newMetadata({ settings }: Emulator, now: number): JsonObject {
  return {
    "repo:createdDate": now,
    "repo:lastModifiedDate": now,
    "xdm:createdClientId": settings.clientId,
    "xdm:lastModifiedClientId": settings.clientId,
    "xdm:createdUserId": userOf(settings.clientId),
    "xdm:lastModifiedUserId": userOf(settings.clientId),
    eTag: randomBytes(32).toString("hex"),
  };
}

/** Stores a new resource. */
export function addResource(
  emulator: Emulator,
  collection: RegistryCollection,
  sandbox: Sandbox,
  own: JsonObject,
): Stored {
  const { store, clock, settings } = emulator;
  const now = clock.now();
  const identity = newIdentity(emulator, collection);
  const entity: JsonObject = {
    ...identity,
    ...own,
    refs: externalReferences(own),
    "meta:extensible": collection === "classes",
    "meta:abstract": collection !== "schemas",
    "meta:xdmType": "object",
    imsOrg: settings.organisation,
    "meta:containerId": "tenant",
    "meta:sandboxId": sandbox.id,
    "meta:sandboxType": sandbox.type,
    "meta:tenantNamespace": `_${settings.tenant}`,
    "meta:registryMetadata": {
      ...newMetadata(emulator, now),
      "meta:globalLibVersion": globalLibraryVersion,
    },
  };
  return store.add(collection, sandbox.name, String(identity["meta:altId"]), entity, { createdAt: now });
}

/** Stores a changed schema as its next version. */
export function changeSchema(
  { store, clock, settings }: Emulator,
  stored: Stored,
  own: JsonObject,
  user = userOf(settings.clientId),
): void {
  const [major = "1", minor = "0"] = String(stored.entity.version).split(".");
  store.change(stored, {
    ...own,
    refs: externalReferences(own),
    version: `${major}.${Number(minor) + 1}`,
    "meta:registryMetadata": changedMetadata(stored, clock.now(), user),
  });
}

/** The metadata of a changed resource: its last user and time. */
export function changedMetadata({ entity }: Stored, now: number, user: string): JsonObject {
  return {
    ...objectAt(entity, "meta:registryMetadata"),
    "repo:lastModifiedDate": now,
    "xdm:lastModifiedUserId": user,
    eTag: randomBytes(32).toString("hex"),
  };
}

/** The datasets that use a schema. */
export function dataSetsOf({ store }: Emulator, { entity, sandbox }: Stored): Stored[] {
  return store
    .referrers(String(entity.$id))
    .filter((stored) => stored.collection === "dataSets" && stored.sandbox === sandbox);
}
