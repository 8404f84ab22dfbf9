import { type Collection, FlowService } from "../api/flowService";
import type { ResourceApi, ResourceUser } from "../definition";
import type { JsonObject } from "../json";
import type { Scope, Session } from "../session";

/** Names that a filter takes as they are; a comma would mean "or", a quote would end the value. */
const plainName = /^[\w .:()/-]+$/;

/** The calls for the things of one Flow Service collection. `usersFilter` finds the flows that use one. */
export function flowServiceApi(
  collection: Collection,
  usersFilter: (id: string) => string | undefined,
  initial: JsonObject = {},
): (session: Session, scope: Scope) => ResourceApi {
  return (session, scope) => {
    const service = new FlowService(session, scope);
    return {
      create: async (body) => {
        const { id, etag } = await service.create(collection, body);
        return { id, outputs: { ...initial, etag } };
      },
      read: (id) => service.get(collection, id),
      update: async (id, { etag, operations }) => ({
        etag: await service.patch(collection, id, etag, operations),
      }),
      delete: (id) => service.delete(collection, id),
      list: (name) =>
        Array.fromAsync(
          service.list(collection, name !== undefined && plainName.test(name) ? [`name=="${name}"`] : []),
        ),
      users: async (id) => {
        const filter = usersFilter(id);
        return filter === undefined
          ? []
          : (await Array.fromAsync(service.list("flows", [filter]))).map(flowAsUser);
      },
    };
  };
}

function flowAsUser(flow: JsonObject): ResourceUser {
  return {
    label: `flow ${JSON.stringify(flow.name ?? "")} (${String(flow.id)}, ${String(flow.state)})`,
    leaving: flow.state === "delete-finalizing",
  };
}
