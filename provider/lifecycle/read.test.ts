import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonObject } from "../../test/support/arbitraryJson";
import { fakeApi, plainDefinition } from "../../test/support/fakeApi";
import { completeConfig, sessionWith } from "../../test/support/session";
import { path } from "../http/path";
import { isSame } from "../values/compare";
import type { JsonObject } from "../values/json";
import type { Definition } from "./definition";
import { read, seenFields } from "./read";

const place = { orgId: "o@AdobeOrg", sandbox: "s" };
const recorded: JsonObject = { ...place, name: "n", data: { size: 1, on: true }, etag: '"1"' };
const writeOnly: Definition["writeOnly"] = { "auth.params": (key) => key === "host" };

function readBack(entity: JsonObject | undefined, from = recorded, special: Partial<Definition> = {}) {
  const definition = plainDefinition(fakeApi({ read: async () => entity }), special);
  return read({ definition, session: sessionWith(completeConfig) }, "a", from);
}

test("An unchanged entity is read as it is recorded, with current outputs of the service.", async () => {
  const entity = { id: "a", name: "n", data: { size: "1", on: "true", added: 1 }, etag: '"2"', createdAt: 7 };
  expect((await readBack(entity)).props).toEqual({ ...recorded, etag: '"2"' });
});

test("Drift is detected, including a recorded field that the service no longer returns.", async () => {
  const drifted = await readBack({ id: "a", name: "theirs", data: { size: 1 }, etag: '"2"' });
  expect(drifted.props).toEqual({
    ...recorded,
    name: "theirs",
    data: { size: 1, on: undefined },
    etag: '"2"',
  });
});

test("The read of an entity that is gone returns no id.", async () => {
  expect(await readBack(undefined)).toEqual({});
});

test("The placeholder that a service returns for a secret is no difference.", async () => {
  const auth = { specName: "s", params: { host: "h", password: "p" } };
  const shown = { specName: "s", params: { host: "g", password: "https://vault.example", inletId: "i" } };
  const { props } = await readBack(
    { id: "a", ...recorded, auth: shown },
    { ...recorded, auth },
    { writeOnly },
  );
  expect(props?.auth).toEqual({ specName: "s", params: { host: "g", password: "p" } });
});

test("A field that forces a replacement does not drift because a response leaves it out.", async () => {
  const special = { replaceOnChange: { data: "createFirst" } } as const;
  const silent = await readBack({ id: "a", name: "n" }, recorded, special);
  expect(silent.props?.data).toEqual(recorded.data);
  const other = await readBack({ id: "a", name: "n", data: { size: 2 } }, recorded, special);
  expect(other.props?.data).toEqual({ size: 2, on: true });
});

test("A resource that a program gets by its id has all fields, but no placeholders for secrets.", async () => {
  const auth = { specName: "s", params: { host: "h", password: "https://vault.example" } };
  const { props } = await readBack(
    { id: "a", name: "n", auth, etag: '"1"' },
    { sandbox: "s" },
    { writeOnly },
  );
  expect(props).toMatchObject({
    name: "n",
    auth: { specName: "s", params: { host: "h" } },
    sandbox: "s",
    orgId: "ORG@AdobeOrg",
  });
  expect(JSON.stringify(props)).not.toContain("vault");
});

/** Reads these entities at once; the list returns one content and individual reads another. */
async function readTogether(ids: readonly string[], listed: JsonObject, itself: JsonObject, from = recorded) {
  const shown = (entity: JsonObject) => (id: string) => ({ ...entity, id });
  const api = {
    ...fakeApi({ read: async (id) => shown(itself)(id) }),
    listing: {
      collection: path`/entities`,
      idKey: "id",
      pages: async function* () {
        yield ids.map(shown(listed));
      },
    },
  };
  const context = { definition: plainDefinition(api), session: sessionWith(completeConfig) };
  const seen = await Promise.all(ids.map((id) => read(context, id, from)));
  return { seen: seen.map(({ props }) => props), requests: api.read.mock.calls.length };
}
const ids = ["a", "b", "c", "d", "e", "f"];

test("An entity that a list shows as recorded is not read again; its new etag comes from the list.", async () => {
  const entity = { name: "n", data: { size: "1", on: true }, etag: '"2"' };
  const { seen, requests } = await readTogether(ids, entity, entity);
  expect(seen).toEqual(ids.map(() => ({ ...recorded, etag: '"2"' })));
  expect(requests).toBe(1);
});

test("An entity that a list shows differently is read individually.", async () => {
  const drifted = { name: "theirs", data: { size: 1, on: true }, etag: '"2"' };
  const { seen, requests } = await readTogether(ids, drifted, { ...drifted, etag: '"3"' });
  expect(seen).toEqual(ids.map(() => ({ ...recorded, name: "theirs", etag: '"3"' })));
  expect(requests).toBe(ids.length);
});

test.each([
  ["fields", { name: "n", etag: '"1"' }],
  ["the etag", { name: "n", data: { size: 1, on: true } }],
])("A list that leaves out %s causes no drift.", async (_what, listed) => {
  const { seen } = await readTogether(ids, listed, recorded);
  expect(seen).toEqual(ids.map(() => recorded));
});

test("A resource that a program gets by its id is read individually.", async () => {
  const entity = { name: "n", etag: '"1"' };
  expect((await readTogether(ids, entity, entity, { sandbox: "s" })).requests).toBe(ids.length);
});

test("Written values that are read unchanged, with keys added, are no difference.", () => {
  const definition = plainDefinition(fakeApi({}));
  fc.assert(
    fc.property(jsonObject, jsonObject, (data, added) => {
      const seen = seenFields(definition, { data: { ...added, ...data }, ...added }, { data });
      expect(isSame(seen, { data })).toBe(true);
    }),
  );
});
