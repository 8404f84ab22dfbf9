import { randomBytes } from "node:crypto";
import { userOf } from "../../core/audit";
import type { Emulator } from "../../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringsAt } from "../../core/json";
import type { Sandbox } from "../../core/options";
import type { Stored } from "../../core/store";
import { type RegistryKind, registryKindNames, registryKinds } from "../kinds";
import { adhoc } from "../standard/behaviors";
import { globalLibraryVersion } from "../standard/standardResources";
import { rememberState } from "../visibility";
import { withFieldTypes } from "./fieldTypes";
import { externalReferences } from "./references";

/** The path of the Schema Registry. */
export const schemaRegistryPath = "/data/foundation/schemaregistry";

/** The key under which the store finds a resource by its title, which must be unique. */
export function titleKey(title: string): string {
  return `title:${title}`;
}

/** A resource's short id, which is the store's id; the full id contains it. */
export function altIdOf(id: string): string {
  const [, tenant, collection, hash] = /^https:\/\/ns\.adobe\.com\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
  return hash === undefined ? id : `_${tenant}.${collection}.${hash}`;
}

/** A resource of the tenant by either of its ids. */
export function registryResource(
  { store }: Emulator,
  kind: RegistryKind,
  sandbox: string,
  id: string,
): Stored | undefined {
  return store.get(kind, sandbox, altIdOf(id));
}

/** A resource of the tenant of any kind, by either of its ids. */
export function anyRegistryResource(emulator: Emulator, sandbox: string, id: string): Stored | undefined {
  return registryKindNames
    .map((kind) => registryResource(emulator, kind, sandbox, id))
    .find((stored) => stored !== undefined);
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

/** The members that the service sets on every new resource of a kind. */
export function membersOfKind({ settings }: Emulator, kind: RegistryKind): JsonObject {
  return {
    "meta:resourceType": registryKinds[kind].idName,
    // Only schemas are for data; the other kinds are for being part of another resource.
    "meta:extensible": kind !== "schemas",
    "meta:abstract": kind !== "schemas",
    "meta:xdmType": "object",
    "meta:containerId": "tenant",
    "meta:tenantNamespace": `_${settings.tenant}`,
    imsOrg: settings.organisation,
  };
}

/** Stores a new resource. */
export function addResource(
  emulator: Emulator,
  kind: RegistryKind,
  sandbox: Sandbox,
  own: JsonObject,
): Stored {
  const { store, clock, settings } = emulator;
  const now = clock.now();
  const { idName } = registryKinds[kind];
  const hash = randomBytes(24).toString("hex");
  const altId = `_${settings.tenant}.${idName}.${hash}`;
  const entity: JsonObject = {
    $id: `https://ns.adobe.com/${settings.tenant}/${idName}/${hash}`,
    "meta:altId": altId,
    version: "1.0",
    ...membersOfKind(emulator, kind),
    ...completed(emulator, withDatasetNamespace(own, hash)),
    "meta:sandboxId": sandbox.id,
    "meta:sandboxType": sandbox.type,
    "meta:registryMetadata": {
      ...newMetadata(emulator, now),
      "meta:globalLibVersion": globalLibraryVersion,
    },
  };
  return store.add(kind, sandbox.name, altId, entity, { createdAt: now });
}

/** The client's part of a resource with what the service adds to it. */
function completed({ switches }: Emulator, own: JsonObject): JsonObject {
  return {
    ...(switches.registryFieldTypes === "added" ? withFieldTypes(own) : own),
    refs: externalReferences(own),
  };
}

// The fields of an ad-hoc class are in a namespace of its own, whose name the service chooses.
function withDatasetNamespace(own: JsonObject, hash: string): JsonObject {
  if (!stringsAt(own, "meta:extends").includes(adhoc) || own["meta:class"] !== undefined) {
    return own;
  }
  const renamed = (value: Json): Json => {
    if (Array.isArray(value)) {
      return value.map(renamed);
    }
    return isJsonObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, member]) => [
            name === "_adhoc" ? `_${hash}` : name,
            renamed(member),
          ]),
        )
      : value;
  };
  return { ...(renamed(own) as JsonObject), "meta:datasetNamespace": `_${hash}` };
}

/** Stores a changed resource as its next version, and gives the resources that contain it a new version too. */
export function changeResource(
  emulator: Emulator,
  stored: Stored,
  own: JsonObject,
  user = userOf(emulator.settings.clientId),
): void {
  const { clock, store } = emulator;
  const now = clock.now();
  const changed = { ...own, ...completed(emulator, own) };
  store.change(stored, { ...changed, ...nextVersion(stored, now, user) }, rememberState(emulator, stored));
  for (const user of usersOf(emulator, stored)) {
    touchResource(emulator, user);
  }
}

/** Gives a resource a new version without a change of its content. */
export function touchResource({ clock, store, settings }: Emulator, stored: Stored): void {
  store.change(stored, {
    ...stored.entity,
    ...nextVersion(stored, clock.now(), userOf(settings.clientId)),
  });
}

function nextVersion(stored: Stored, now: number, user: string): JsonObject {
  const [major = "1", minor = "0"] = String(stored.entity.version).split(".");
  return {
    version: `${major}.${Number(minor) + 1}`,
    "meta:registryMetadata": changedMetadata(stored, now, user),
  };
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

/** The resources of the registry that contain a resource, directly or through others. */
export function usersOf(emulator: Emulator, stored: Stored): Stored[] {
  const found = new Set<Stored>();
  const search = (used: Stored): void => {
    for (const user of directUsersOf(emulator, used)) {
      if (user !== stored && !found.has(user)) {
        found.add(user);
        search(user);
      }
    }
  };
  search(stored);
  return [...found];
}

/** The resources of the registry that refer to a resource. */
export function directUsersOf({ store }: Emulator, { entity, sandbox }: Stored): Stored[] {
  return store
    .referrers(String(entity.$id))
    .filter((user) => Object.hasOwn(registryKinds, user.collection) && user.sandbox === sandbox);
}

/** The datasets that use a schema. */
export function dataSetsOf({ store }: Emulator, { entity, sandbox }: Stored): Stored[] {
  return store
    .referrers(String(entity.$id))
    .filter((stored) => stored.collection === "dataSets" && stored.sandbox === sandbox);
}
