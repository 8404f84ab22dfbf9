import { randomBytes } from "node:crypto";
import { userOf } from "../core/audit";
import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";

/** The path of the Schema Registry. */
export const schemaRegistryPath = "/data/foundation/schemaregistry";

/** How a resource is found by its title, which must be unique. */
export function titleKey(title: string): string {
  return `title:${title}`;
}

/** The collections of the tenant's own resources, and what stands for each in ids. */
export const registryCollections = { schemas: "schemas", classes: "classes", fieldGroups: "mixins" } as const;

/** The name of a collection of the Schema Registry. */
export type RegistryCollection = keyof typeof registryCollections;

/** What everybody's resources have ids under. */
export const globalNamespace = "https://ns.adobe.com/xdm/";

/** A resource's short id, which its full one says too: things are kept under it. */
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

/** New ids and the rest of what every resource of the tenant carries. */
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

/** Who made a resource, and when. */
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

/** Keeps a resource that a client or a test has made. */
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
    "meta:extensible": collection === "classes",
    "meta:abstract": collection !== "schemas",
    "meta:xdmType": "object",
    imsOrg: settings.organisation,
    "meta:containerId": "tenant",
    "meta:sandboxId": sandbox.id,
    "meta:sandboxType": sandbox.type,
    "meta:tenantNamespace": `_${settings.tenant}`,
    "meta:registryMetadata": newMetadata(emulator, now),
  };
  return store.add(collection, sandbox.name, String(identity["meta:altId"]), entity, { createdAt: now });
}

/** Keeps a changed schema under its next version. */
export function changeSchema(
  { store, clock, settings }: Emulator,
  stored: Stored,
  own: JsonObject,
  user = userOf(settings.clientId),
): void {
  const [major = "1", minor = "0"] = String(stored.entity.version).split(".");
  store.change(stored, {
    ...own,
    version: `${major}.${Number(minor) + 1}`,
    "meta:registryMetadata": changedMetadata(stored, clock.now(), user),
  });
}

/** Who has changed a resource last, and when. */
export function changedMetadata({ entity }: Stored, now: number, user: string): JsonObject {
  return {
    ...objectAt(entity, "meta:registryMetadata"),
    "repo:lastModifiedDate": now,
    "xdm:lastModifiedUserId": user,
    eTag: randomBytes(32).toString("hex"),
  };
}

/** Data sets that have a schema. */
export function dataSetsOf({ store }: Emulator, { entity, sandbox }: Stored): Stored[] {
  return store
    .referrers(String(entity.$id))
    .filter((stored) => stored.collection === "dataSets" && stored.sandbox === sandbox);
}
