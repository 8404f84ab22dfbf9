import type { Operation } from "rfc6902";
import { RegistryParts } from "../../api/registryParts";
import { type ReferringCollection, SchemaRegistry } from "../../api/schemaRegistry";
import type { Scope } from "../../config/realm";
import type { UrlPath } from "../../http/path";
import type { Definition, HookContext } from "../../lifecycle/definition";
import type { Change, ResourceApi } from "../../lifecycle/resourceApi";
import type { Session } from "../../session/session";
import { type Json, type JsonObject, textOf, valueAt } from "../../values/json";
import { permanenceOfPart } from "../profile/chain";
import { registryPauses } from "../rules/registryPauses";
import { freshDelete, freshRead } from "../rules/staleReads";
import { sendReferring } from "../rules/unresolvedReferences";
import { asSent, operationsAsSent, referencesLike } from "../tenant/bodies";
import { idsLike } from "../tenant/ids";
import { tenantFor, withKnownTenant } from "../tenant/tenantId";
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
  context: HookContext<Scope>,
  { collection, referring, bodyOf, patchOf }: RegistryCollection,
): ResourceApi {
  const { session, scope, call } = context;
  const gateway = session.gateway("aep", call);
  const registry = new SchemaRegistry(gateway, scope, collection);
  const parts = new RegistryParts(gateway, scope);
  return {
    create: async (inputs) => {
      const body = await bodyOf(inputs);
      const sent = asSent(body, await tenantFor(body, undefined, context));
      const created = await sendReferring(context, parts, {
        body: sent,
        exists: () => Promise.resolve(true),
        send: () => registry.create(sent),
      });
      return { id: textOf(created.$id), outputs: outputsIn(created) };
    },
    read: (id, recorded) => freshRead(context, registry, id, recorded),
    listing: { collection, idKey: "$id", pages: () => registry.pages() },
    update: async (id, change) => {
      const operations = await patchOf(id, change);
      const sent = operationsAsSent(operations, await tenantFor(operations, id, context));
      return outputsIn(
        await sendReferring(context, parts, {
          body: sent.map((operation) => ({ ...operation })),
          exists: async () => (await registry.get(id)) !== undefined,
          send: () => registry.patch(id, sent),
        }),
      );
    },
    delete: (id, recorded) => freshDelete(context, registry, id, recorded),
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
  unique: {
    rule: "Titles are unique in a sandbox",
    remedy: "give that resource another title, or remove it from the program",
  },
  idKey: "$id",
  versioned: false,
  seenLike: withIdsLike,
  adjustWanted: (wanted: JsonObject, _inputs: JsonObject, _session: Session, recorded?: JsonObject) =>
    recorded === undefined ? wanted : withIdsLike(wanted, recorded),
  complete: withKnownTenant,
  furtherReads: registryPauses.missing,
  permanence: (id: string, _recorded: JsonObject, context: HookContext<Scope>) =>
    permanenceOfPart(id, context),
  creation: (entity: JsonObject) => ({
    at: valueAt(entity, ["meta:registryMetadata", "repo:createdDate"]),
    client: valueAt(entity, ["meta:registryMetadata", "xdm:createdClientId"]),
  }),
} as const satisfies Partial<Definition<Scope>>;

/** Inputs that contain ids of other resources, with a function that writes these like those of a model. */
const spellings: Readonly<Record<string, (value: Json, model: Json) => Json>> = {
  fields: referencesLike,
  fieldsAt: referencesLike,
  intendedToExtend: idsLike,
  extendedGroupIds: idsLike,
  fieldGroupIds: idsLike,
};

/** Fields whose ids are written like those of a model. */
function withIdsLike(fields: JsonObject, model: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, spellings[name]?.(value, model[name]) ?? value]),
  );
}

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
