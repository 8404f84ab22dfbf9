import { below, type Collection, FlowService } from "../api/flowService";
import type { Scope } from "../config/realm";
import { ServiceError } from "../http/serviceError";
import type { HookContext } from "../lifecycle/definition";
import type { ResourceApi } from "../lifecycle/resourceApi";
import type { JsonObject } from "../values/json";
import { flowsUsing } from "./users";

/** Names that a filter can contain unchanged; a comma means "or", a quote ends the value. */
const plainName = /^[\w .:()/-]+$/;

/** Ids that a filter can contain unchanged. */
const plainId = /^[\w-]+$/;

/** The requests for one collection of the Flow Service. `usersFilter` finds the flows that use an entity. */
export function flowServiceApi(
  collection: Collection,
  usersFilter: (id: string) => string | undefined,
  initial: JsonObject = {},
): (context: HookContext<Scope>) => ResourceApi {
  return ({ session, scope, call }) => {
    const service = new FlowService(session.gateway("aep", call), scope);
    return {
      create: async (body) => {
        const { id, etag } = await service.create(collection, body);
        return { id, outputs: { ...initial, etag } };
      },
      read: (id) => service.get(collection, id),
      listing: {
        collection: below(collection),
        idKey: "id",
        pages: () => service.pages(collection),
        byIds: async (ids) => {
          // So few entities fit on one page. Further pages exist only if the service ignores the filter.
          const plain = ids.filter((id) => plainId.test(id));
          if (plain.length === 0) {
            return [];
          }
          const filter = `id==${plain.join(",")}`;
          const { value } = await service.pages(collection, [filter]).next();
          return value ?? [];
        },
      },
      update: async (id, { etag, operations }) => ({
        etag: await service.patch(collection, id, etag, operations),
      }),
      delete: (id) => service.delete(collection, id),
      list: async (name) => {
        const filters = name !== undefined && plainName.test(name) ? [`name=="${name}"`] : [];
        try {
          return await Array.fromAsync(service.list(collection, filters));
        } catch (error) {
          // A service that refuses the filter still lists everything; the caller compares the entities anyway.
          if (filters.length === 0 || !(error instanceof ServiceError) || error.status !== 400) {
            throw error;
          }
          return Array.fromAsync(service.list(collection));
        }
      },
      users: async (id) => {
        const filter = usersFilter(id);
        return filter === undefined ? [] : flowsUsing(service, filter, id);
      },
    };
  };
}
