import { vi } from "vitest";
import { z } from "zod";
import type { Definition } from "../../provider/lifecycle/definition";
import type { ResourceApi } from "../../provider/lifecycle/resourceApi";

/** A service whose calls a test defines; other calls fail. */
export function fakeApi(calls: Partial<ResourceApi>) {
  const unexpected = (name: string) => () => Promise.reject(new Error(`${name} was not expected`));
  return {
    create: vi.fn<ResourceApi["create"]>(calls.create ?? unexpected("create")),
    read: vi.fn<ResourceApi["read"]>(calls.read ?? unexpected("read")),
    update: vi.fn<NonNullable<ResourceApi["update"]>>(calls.update ?? unexpected("update")),
    delete: vi.fn<ResourceApi["delete"]>(calls.delete ?? unexpected("delete")),
    list: vi.fn<ResourceApi["list"]>(calls.list ?? unexpected("list")),
    users: vi.fn<ResourceApi["users"]>(calls.users ?? unexpected("users")),
  };
}

/** A definition without special cases for this service. */
export function plainDefinition(api: ResourceApi, special: Partial<Definition> = {}): Definition {
  return {
    noun: "entity",
    inputs: z.looseObject({}),
    fields: {
      name: "body",
      data: "body",
      auth: "body",
      state: "call",
      endpointId: "reference",
    },
    outputs: ["etag"],
    defaults: {},
    replaceOnChange: {},
    api: () => api,
    ...special,
  };
}
