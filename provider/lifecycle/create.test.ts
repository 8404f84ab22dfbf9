import { expect, test, vi } from "vitest";
import { fakeApi, plainDefinition } from "../../test/support/fakeApi";
import { FakeClock } from "../../test/support/fakeClock";
import { NoteFolder } from "../../test/support/notes";
import { completeConfig, sessionWith } from "../../test/support/session";
import { CallEndedError } from "../http/call";
import { LostResponseError, ServiceError } from "../http/serviceError";
import { Problem } from "../messages/problem";
import type { JsonObject } from "../values/json";
import { create } from "./create";
import type { Definition } from "./definition";
import type { ResourceApi } from "./resourceApi";

// Reached only if it never happens, not by a slow machine.
const patience = { timeout: 120_000 };

const request = { method: "POST", path: "/entities" } as const;
const silence = new LostResponseError(request, "silence");
const failed = new LostResponseError(
  request,
  "500",
  new ServiceError(request, { status: 500, body: undefined }),
);
const inputs: JsonObject = {
  name: "n",
  data: { size: 1 },
  state: "on",
  note: "x",
  sandbox: "dev",
  orgId: "o@AdobeOrg",
};

function setUp(calls: Partial<ResourceApi>, special: Partial<Definition> = {}) {
  const clock = new FakeClock();
  const folder = new NoteFolder(clock);
  const session = sessionWith(completeConfig, clock, folder.process());
  const api = fakeApi(calls);
  const definition = plainDefinition(api, {
    // As the client does before it sends a POST.
    api: ({ call }) => ({
      ...api,
      create: (body) => {
        call.posting?.();
        return api.create(body);
      },
    }),
    ...special,
  });
  return { clock, session, api, folder, run: (given = inputs) => create({ definition, session }, given) };
}

/** The created entity as a service without times of creation returns it. */
const entity = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  name: "n",
  data: { size: "1" },
  etag: '"e"',
  ...more,
});

test("An entity is created by one POST of its body fields, and nothing is read.", async () => {
  const { api, session, run } = setUp({ create: async () => ({ id: "a", outputs: { etag: '"e"' } }) });
  expect(await run()).toEqual({
    id: "a",
    outs: { name: "n", data: { size: 1 }, state: "on", sandbox: "dev", orgId: "o@AdobeOrg", etag: '"e"' },
  });
  expect(api.create.mock.calls).toEqual([[{ name: "n", data: { size: 1 } }]]);
  expect(session.handedOut).toEqual(new Set(["a"]));
});

test("The inputs as the definition completes them are sent and recorded.", async () => {
  const { api, run } = setUp(
    { create: async () => ({ id: "a", outputs: {} }) },
    { complete: async (given) => ({ ...given, data: { size: 2 } }) },
  );
  expect((await run()).outs).toMatchObject({ data: { size: 2 } });
  expect(api.create).toHaveBeenCalledWith({ name: "n", data: { size: 2 } });
});

test("An entity that was created but did not reach its end state keeps its id and outputs.", async () => {
  const cause = new Problem({ what: "It did not start." });
  const { run } = setUp(
    { create: async () => ({ id: "a", outputs: {} }) },
    { reachEndState: () => Promise.reject(cause) },
  );
  await expect(run()).rejects.toMatchObject({
    name: "InitializationError",
    id: "a",
    outputs: { name: "n" },
    cause,
  });
});

test("A refusal is final: there is no search and no retry.", async () => {
  const refusal = new ServiceError(request, { status: 400, body: undefined });
  const { api, run } = setUp({ create: () => Promise.reject(refusal) });
  await expect(run()).rejects.toBe(refusal);
  expect(api.create).toHaveBeenCalledTimes(1);
  expect(api.list).not.toHaveBeenCalled();
});

test("An entity whose create response was lost is found, even if it appears late, and not created twice.", async () => {
  const list = vi
    .fn<ResourceApi["list"]>(async () => [entity("new")])
    .mockResolvedValueOnce([])
    .mockResolvedValueOnce([]);
  const { api, run } = setUp(
    { create: () => Promise.reject(silence), list: async () => [] },
    { listBeforeCreate: true },
  );
  api.list.mockImplementation(list);
  expect(await run()).toMatchObject({ id: "new", outs: { etag: '"e"' } });
  expect(api.create).toHaveBeenCalledTimes(1);
  expect(api.list).toHaveBeenLastCalledWith("n");
});

test("A failed look is followed by the next; only the failure of the last one is reported.", async () => {
  const refusal = new Error("not now");
  const { api, run } = setUp(
    { create: () => Promise.reject(silence), list: () => Promise.reject(refusal) },
    { listBeforeCreate: true },
  );
  api.list
    .mockResolvedValueOnce([])
    .mockRejectedValueOnce(refusal)
    .mockResolvedValueOnce([entity("new")]);
  expect(await run()).toMatchObject({ id: "new" });
  api.list.mockResolvedValueOnce([]);
  await expect(run()).rejects.toThrow(
    /^It is unknown whether the entity "n" was created\.\nPOST .*\nThe search for it failed: not now/,
  );
});

test("An equal entity that existed before is never adopted.", async () => {
  const { api, run } = setUp(
    { create: () => Promise.reject(silence), list: async () => [entity("twin")] },
    { listBeforeCreate: true },
  );
  await expect(run()).rejects.toMatchObject({ cause: silence });
  expect(api.create).toHaveBeenCalledTimes(1);
});

test("Of several matching entities none is adopted, and all are named.", async () => {
  const { api, run } = setUp(
    { create: () => Promise.reject(silence), list: async () => [entity("b"), entity("c")] },
    { listBeforeCreate: true },
  );
  api.list.mockResolvedValueOnce([]);
  await expect(run()).rejects.toThrow(/id b[\s\S]*id c/);
});

test("An entity that this process created for another resource, or that differs, is not adopted.", async () => {
  const { api, session, run } = setUp(
    {
      create: () => Promise.reject(silence),
      list: async () => [
        entity("own"),
        entity("other", { name: "m" }),
        entity("size", { data: { size: 2 } }),
      ],
    },
    { listBeforeCreate: true },
  );
  api.list.mockResolvedValueOnce([]);
  session.handedOut.add("own");
  await expect(run()).rejects.toMatchObject({ cause: silence });
});

test("After a 500, which means that the service has finished, the create is repeated a limited number of times.", async () => {
  const { api, clock, run } = setUp({ create: () => Promise.reject(failed), list: async () => [] });
  await expect(run()).rejects.toMatchObject({ cause: failed });
  expect(api.create).toHaveBeenCalledTimes(3);
  // Four looks after each, and one short pause before the first.
  expect(clock.sleeps).toHaveLength(13);
});

test("Without a list from before, only an entity that this client created since then is adopted.", async () => {
  const clock = new FakeClock();
  const session = sessionWith(completeConfig, clock);
  vi.spyOn(session, "platformTime").mockImplementation((local) => ({ earliest: local, latest: local + 1 }));
  const now = clock.now();
  const listed = [
    entity("older", { createdAt: now - 5_000, createdClient: "client" }),
    entity("stranger", { createdAt: now + 5, createdClient: "another" }),
    entity("ours", { createdAt: now + 5, createdClient: "client" }),
  ];
  const api = fakeApi({ create: () => Promise.reject(silence), list: async () => listed });
  expect(await create({ definition: plainDefinition(api), session }, inputs)).toMatchObject({ id: "ours" });
});

test("An entity created just before the request is unclear, because the service's clocks may differ.", async () => {
  const clock = new FakeClock();
  const session = sessionWith(completeConfig, clock);
  vi.spyOn(session, "platformTime").mockImplementation((local) => ({ earliest: local, latest: local + 1 }));
  const createdAt = clock.now() - 100;
  const api = fakeApi({
    create: () => Promise.reject(silence),
    list: async () => [entity("twin", { createdAt })],
  });
  const made = create({ definition: plainDefinition(api), session }, inputs);
  await expect(made).rejects.toThrow(
    /It is unclear whether the entity "n" was created: .* this entity may be the result\.[\s\S]*id twin/,
  );
});

test("An entity that another POST of this process is creating is not adopted.", async () => {
  let answer: (made: { id: string; outputs: JsonObject }) => void = () => {};
  const other = new Promise<{ id: string; outputs: JsonObject }>((resolve) => {
    answer = resolve;
  });
  const { api, run } = setUp({ create: () => Promise.reject(silence) }, { listBeforeCreate: true });
  api.list.mockResolvedValue([]);
  api.create.mockReturnValueOnce(other);
  const first = run();
  await vi.waitFor(() => expect(api.create).toHaveBeenCalledTimes(1), patience);
  api.list.mockResolvedValueOnce([]).mockImplementationOnce(async () => {
    setImmediate(() => answer({ id: "theirs", outputs: {} }));
    return [entity("theirs")];
  });
  await expect(run()).rejects.toMatchObject({ cause: silence });
  expect((await first).id).toBe("theirs");
});

test("Of two lost creates only one adopts the one entity that was created.", async () => {
  const { api, run } = setUp({ create: () => Promise.reject(silence) }, { listBeforeCreate: true });
  api.list
    .mockResolvedValueOnce([])
    .mockResolvedValueOnce([])
    .mockResolvedValue([entity("one")]);
  const ends = await Promise.allSettled([run(), run()]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("While the service's time is unknown, no entity is adopted.", async () => {
  const { run } = setUp({
    create: () => Promise.reject(silence),
    list: async () => [entity("new", { createdAt: Number.MAX_SAFE_INTEGER })],
  });
  await expect(run()).rejects.toMatchObject({ cause: silence });
});

test("Values that the service never returns do not prevent an adoption.", async () => {
  const auth = { specName: "s", params: { host: "h", password: "p" } };
  const shown = { specName: "s", params: { host: "h", password: "https://vault.example/1" } };
  const { api, run } = setUp(
    { create: () => Promise.reject(silence), list: async () => [entity("new", { auth: shown })] },
    { listBeforeCreate: true, writeOnly: { "auth.params": (key) => key === "host" } },
  );
  api.list.mockResolvedValueOnce([]);
  expect(await run({ ...inputs, auth })).toMatchObject({ id: "new", outs: { auth } });
});

test("Equal entities of one program, created without an id in the response, are each adopted by their resource.", async () => {
  const made: JsonObject[] = [];
  const { run } = setUp(
    {
      create: () => {
        made.push(entity(`id-${made.length}`));
        return Promise.reject(silence);
      },
      list: async () => [...made],
    },
    { listBeforeCreate: true, createsWithoutId: true },
  );
  const ids = (await Promise.all([run(), run(), run()])).map(({ id }) => id);
  expect(ids.toSorted()).toEqual(["id-0", "id-1", "id-2"]);
});

test("A create whose call ends before its request is sent has certainly created nothing.", async () => {
  const ended = new CallEndedError({ operation: "create" }, "cancelled", "a token");
  const { folder, run } = setUp({ create: () => Promise.reject(ended) });
  await expect(run()).rejects.toBe(ended);
  expect(folder.notes()).toEqual([]);
});

test("A create whose call ends before its second request may have created an entity with the first.", async () => {
  const ended = new CallEndedError({ operation: "create" }, "cancelled", "a token");
  const { api, folder, run } = setUp({ create: () => Promise.reject(ended), list: async () => [] });
  api.create.mockRejectedValueOnce(failed);
  await expect(run()).rejects.toThrow(
    /It is unknown whether the entity "n" .* was created\.[\s\S]*waiting for a token\.[\s\S]*did not find it/,
  );
  expect(folder.notes()).toMatchObject([{ outcome: { made: "unknown" } }]);
});

test("A search whose call ends in the middle of a list is reported as not finished.", async () => {
  const ended = new CallEndedError({ operation: "create" }, "cancelled", "a response to GET /entities");
  const { api, folder, run } = setUp({
    create: () => Promise.reject(silence),
    list: () => Promise.reject(ended),
  });
  await expect(run()).rejects.toThrow(
    /It is unknown whether the entity "n" .* was created\.[\s\S]*response to GET \/entities\.[\s\S]*did not finish looking/,
  );
  expect(api.list).toHaveBeenCalledTimes(1);
  expect(folder.notes()).toMatchObject([{ outcome: { made: "unknown" } }]);
});
