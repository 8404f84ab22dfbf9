import type { Operation } from "rfc6902";
import { type ReferringCollection, SchemaRegistry } from "../../api/schemaRegistry";
import type { Scope } from "../../config/realm";
import type { UrlPath } from "../../http/path";
import type { Change, Definition, HookContext, ResourceApi } from "../../lifecycle/definition";
import { type JsonObject, textOf, valueAt } from "../../values/json";
import { registryUsers } from "./users";

/** What is special about one collection of resources with fields. */
export interface RegistryCollection {
  readonly collection: UrlPath;
  /** The collections whose resources can refer to one of these. */
  readonly referring: readonly ReferringCollection[];
  /** The body that creates a resource. */
  bodyOf(inputs: JsonObject): Promise<JsonObject>;
  /** The patch of a resource. */
  patchOf(id: string, change: Change): Promise<Operation[]>;
}

/** The requests for one collection of resources with fields. */
export function registryApi(
  { session, scope, call }: HookContext<Scope>,
  { collection, referring, bodyOf, patchOf }: RegistryCollection,
): ResourceApi {
  const gateway = session.gateway("aep", call);
  const registry = new SchemaRegistry(gateway, scope, collection);
  return {
    create: async (inputs) => {
      const created = await registry.create(await bodyOf(inputs));
      return { id: textOf(created.$id), outputs: outputsIn(created) };
    },
    read: (id) => registry.get(id),
    listing: { collection, idKey: "$id", pages: () => registry.pages() },
    update: async (id, change) => outputsIn(await registry.patch(id, await patchOf(id, change))),
    delete: (id) => registry.delete(id),
    list: (title) => Array.fromAsync(registry.list(title ?? "")),
    users: (id) =>
      registryUsers(
        referring.map((one) => ({
          noun: one.noun,
          registry: new SchemaRegistry(gateway, scope, one.collection),
        })),
        id,
      ),
  };
}

/** What all definitions of resources with fields have in common. */
export const registryResource = {
  idKey: "$id",
  versioned: false,
  creation: (entity: JsonObject) => ({
    at: valueAt(entity, ["meta:registryMetadata", "repo:createdDate"]),
    client: valueAt(entity, ["meta:registryMetadata", "xdm:createdClientId"]),
  }),
} as const satisfies Partial<Definition<Scope>>;

/** The outputs of an entity under the names that programs have. */
export function identityOf({ $id, "meta:altId": altId }: JsonObject): JsonObject {
  return { schemaId: $id, altId };
}

/** The outputs in a response; an output that is missing there stays as recorded. */
function outputsIn(entity: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ ...identityOf(entity), version: entity.version }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}
