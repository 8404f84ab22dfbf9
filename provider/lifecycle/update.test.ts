import { expect, test } from "vitest";
import { fakeApi, plainDefinition } from "../../test/support/fakeApi";
import { completeConfig, sessionWith } from "../../test/support/session";
import { LostResponseError, ServiceError } from "../http/serviceError";
import type { JsonObject } from "../values/json";
import type { Definition } from "./definition";
import type { ResourceApi } from "./resourceApi";
import { update } from "./update";

const request = { method: "PATCH", path: "/entities/a" } as const;
const moved = new ServiceError(request, { status: 412, body: undefined });
const place = { orgId: "o", sandbox: "s" };
const recorded: JsonObject = { ...place, name: "old", data: { size: 1 }, etag: '"1"' };
const before: JsonObject = { name: "old", data: { size: 1 } };
const inputsBody: JsonObject = { name: "new", data: { size: 1 } };
const inputs: JsonObject = { ...place, ...inputsBody };

function setUp(calls: Partial<ResourceApi>, special: Partial<Definition> = {}) {
  const api = fakeApi(calls);
  const context = { definition: plainDefinition(api, special), session: sessionWith(completeConfig) };
  return { api, run: (from = recorded, to = inputs) => update(context, "a", from, to) };
}

const rename = [{ op: "replace", path: "/name", value: "new" }];

test("An update is one PATCH of the differences with the recorded etag, and nothing is read.", async () => {
  const { api, run } = setUp({ update: async () => ({ etag: '"2"' }) });
  expect(await run()).toEqual({ outs: { ...inputs, etag: '"2"' } });
  expect(api.update.mock.calls).toEqual([
    ["a", { etag: '"1"', operations: rename, wanted: inputsBody, before }],
  ]);
});

test("A difference in spelling only is not sent.", async () => {
  const { api, run } = setUp({});
  expect(await run(recorded, { ...recorded, data: { size: "1" } })).toMatchObject({ outs: { etag: '"1"' } });
  expect(api.update).not.toHaveBeenCalled();
});

test("After a new etag without a conflict the update is repeated with it.", async () => {
  const { api, run } = setUp({
    read: async () => ({ id: "a", name: "old", data: { size: "1" }, etag: '"7"', more: 1 }),
  });
  api.update.mockRejectedValueOnce(moved).mockResolvedValueOnce({ etag: '"8"' });
  expect(await run()).toMatchObject({ outs: { etag: '"8"' } });
  expect(api.update).toHaveBeenLastCalledWith("a", {
    etag: '"7"',
    operations: rename,
    wanted: inputsBody,
    before,
    entity: expect.objectContaining({ etag: '"7"' }),
  });
});

test("A change that the service already has, as after a lost response, is not sent again.", async () => {
  const { api, run } = setUp({
    read: async () => ({ id: "a", name: "new", data: { size: 1 }, etag: '"7"' }),
  });
  api.update.mockRejectedValueOnce(new LostResponseError(request, "silence"));
  expect(await run()).toMatchObject({ outs: { name: "new", etag: '"7"' } });
  expect(api.update).toHaveBeenCalledTimes(1);
});

test("A change by someone else is not overwritten.", async () => {
  const { api, run } = setUp({
    read: async () => ({ id: "a", name: "theirs", data: { size: 1 }, etag: '"7"' }),
  });
  api.update.mockRejectedValueOnce(moved);
  await expect(run()).rejects.toThrow(
    /\n {2}name: the program has "new", the service "theirs", the state "old"\n/,
  );
  expect(api.update).toHaveBeenCalledTimes(1);
});

test("A field that the program sets for the first time is not overwritten if someone else has set it.", async () => {
  const { api, run } = setUp({
    read: async () => ({ id: "a", name: "old", data: { size: 1, color: "red" }, etag: '"7"' }),
  });
  api.update.mockRejectedValueOnce(moved);
  await expect(run(recorded, { ...recorded, data: { size: 1, color: "blue" } })).rejects.toThrow(
    /\n {2}data\.color: the program has "blue", the service "red", the state no value\n/,
  );
});

test("The number of writes is limited if other clients keep writing in between.", async () => {
  const { api, run } = setUp({
    update: () => Promise.reject(moved),
    read: async () => ({ id: "a", name: "old", data: { size: 1 }, etag: '"7"' }),
  });
  await expect(run()).rejects.toBe(moved);
  expect(api.update).toHaveBeenCalledTimes(5);
});

test.each<[string, Error]>([
  [
    "the patch says so",
    new ServiceError(request, { status: 404, body: { errorMessage: "flows not found with id = [a]" } }),
  ],
  ["reading again says so", moved],
])("An entity that is gone, as %s, is an error with advice.", async (_name, failure) => {
  const { run } = setUp({ update: () => Promise.reject(failure), read: async () => undefined });
  await expect(run()).rejects.toThrow(/no longer exists[\s\S]*pulumi refresh/);
});

test("A refusal is final.", async () => {
  const refusal = new ServiceError(request, { status: 400, body: undefined });
  const { api, run } = setUp({ update: () => Promise.reject(refusal) });
  await expect(run()).rejects.toBe(refusal);
  expect(api.read).not.toHaveBeenCalled();
});

test("Without a recorded etag the entity is read first.", async () => {
  const { api, run } = setUp({
    update: async () => ({ etag: '"8"' }),
    read: async () => ({ id: "a", name: "old", data: { size: 1 }, etag: '"7"' }),
  });
  const { etag: _, ...half } = recorded;
  expect(await run(half)).toMatchObject({ outs: { etag: '"8"' } });
  expect(api.update.mock.calls).toEqual([
    [
      "a",
      {
        etag: '"7"',
        operations: rename,
        wanted: inputsBody,
        before,
        entity: expect.objectContaining({ id: "a" }),
      },
    ],
  ]);
});

test("A new secret is sent, although the service returns a placeholder for it.", async () => {
  const auth = (password: string) => ({ auth: { params: { password } } });
  const { api, run } = setUp(
    {
      read: async () => ({
        id: "a",
        name: "old",
        data: { size: 1 },
        ...auth("https://vault.example"),
        etag: '"7"',
      }),
    },
    { writeOnly: { "auth.params": () => false } },
  );
  api.update.mockRejectedValueOnce(moved).mockResolvedValueOnce({ etag: '"8"' });
  await run({ ...recorded, ...auth("one") }, { ...recorded, ...auth("two") });
  expect(api.update).toHaveBeenLastCalledWith(
    "a",
    expect.objectContaining({
      etag: '"7"',
      operations: [{ op: "replace", path: "/auth/params/password", value: "two" }],
    }),
  );
});

test("A secret that the state does not contain is sent, because it cannot have been sent before.", async () => {
  const { api, run } = setUp(
    { update: async () => ({}), read: async () => ({ id: "a", name: "old" }) },
    { versioned: false, writeOnly: { data: () => false } },
  );
  await run({ ...place, name: "old" }, { ...place, name: "old", data: { key: "hunter22" } });
  expect(api.update).toHaveBeenCalledWith(
    "a",
    expect.objectContaining({ wanted: { name: "old", data: { key: "hunter22" } } }),
  );
});

test("An entity that was updated but did not reach its end state keeps the new outputs.", async () => {
  const { run } = setUp(
    { update: async () => ({ etag: '"2"' }) },
    { reachEndState: () => Promise.reject(new Error("no")) },
  );
  await expect(run()).rejects.toMatchObject({ id: "a", outputs: { name: "new", etag: '"2"' } });
});

test.each<[string, { ours?: JsonObject; wanted?: JsonObject; theirs: JsonObject; operations: unknown[] }]>([
  [
    "a first value is added beside them",
    {
      wanted: { size: 1 },
      theirs: { inletUrl: "https://inlet.example" },
      operations: [{ op: "add", path: "/data/size", value: 1 }],
    },
  ],
  [
    "a first value replaces the service's default",
    {
      wanted: { size: 1 },
      theirs: { size: 0, inletUrl: "https://inlet.example" },
      operations: [{ op: "replace", path: "/data/size", value: 1 }],
    },
  ],
  [
    "the object is removed member by member",
    {
      ours: { size: 1, color: "red" },
      theirs: { size: 1, color: "red", inletUrl: "https://inlet.example" },
      operations: [
        { op: "remove", path: "/data/size" },
        { op: "remove", path: "/data/color" },
      ],
    },
  ],
  [
    "an object inside is removed member by member",
    {
      ours: { size: 1, inner: { a: 1 } },
      wanted: { size: 1 },
      theirs: { size: 1, inner: { a: 1, inletUrl: "https://inlet.example" } },
      operations: [{ op: "remove", path: "/data/inner/a" }],
    },
  ],
  [
    "an object without them is added as a whole",
    {
      wanted: { size: 1 },
      theirs: {},
      operations: [{ op: "add", path: "/data/size", value: 1 }],
    },
  ],
  [
    "an object without them is removed as a whole",
    { ours: { size: 1 }, theirs: { size: 1 }, operations: [{ op: "remove", path: "/data" }] },
  ],
])(
  "Members that the service has added to an object stay: %s.",
  async (_name, { ours, wanted, theirs, operations }) => {
    const withData = (data: JsonObject | undefined) => ({ ...place, name: "n", ...(data && { data }) });
    const { api, run } = setUp({
      read: async () => ({ id: "a", name: "n", data: theirs, etag: '"1"' }),
      update: async () => ({ etag: '"2"' }),
    });
    await run({ ...withData(ours), etag: '"1"' }, withData(wanted));
    expect(api.update).toHaveBeenCalledTimes(1);
    expect(api.update).toHaveBeenLastCalledWith("a", expect.objectContaining({ etag: '"1"', operations }));
  },
);

test("An object that someone else has added since is not overwritten.", async () => {
  const { api, run } = setUp({
    read: async () => ({ id: "a", name: "n", data: { size: 2 }, etag: '"2"' }),
  });
  await expect(
    run({ ...place, name: "n", etag: '"1"' }, { ...place, name: "n", data: { size: 1 } }),
  ).rejects.toThrow(/data: the program has \{"size":1\}, the service \{"size":2\}, the state no value/);
  expect(api.update).not.toHaveBeenCalled();
});
