import { expect, test } from "vitest";
import type { Json, JsonObject } from "../core/json";
import { dataSetBody, profileClass } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";
import { createResource, patchResource, schemaOf } from "../testing/registry.testing";

const on = ["enabled:true"];
const off = ["enabled:false"];
const upsert = ["enabled:true", "isUpsert:true"];
const since = expect.stringMatching(/^enabledAt:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

const tagsOf = async (client: Client, path: string): Promise<JsonObject> => {
  const body = (await client.get(path)).body as unknown as Record<string, { tags: JsonObject }>;
  return Object.values(body)[0]?.tags ?? {};
};

/** Changes tags one by one, as the guide does. */
const patchTags = (client: Client, path: string, tags: Record<string, Json>, op = "add") =>
  client.send(
    "PATCH",
    path,
    Object.entries(tags).map(([name, value]) => ({ op, path: `/tags/${name}`, value })),
    { "content-type": "application/json-patch+json" },
  );

/** Creates a dataset of a schema of the profile and returns its path. */
async function createDataSet(client: Client, tags?: JsonObject, isEnabled = true): Promise<string> {
  const title = `Schema ${Math.random()}`;
  const schema = await createResource(client, "schemas", schemaOf(title, profileClass));
  if (isEnabled) {
    const union = { op: "add", path: "/meta:immutableTags", value: ["union"] };
    await patchResource(client, "schemas", schema, union);
  }
  const body = { ...dataSetBody(schema.$id), ...(tags === undefined ? {} : { tags }) };
  const { status, headers } = await client.post(paths.dataSets, body);
  expect(status).toBe(201);
  return `${paths.dataSets}/${headers.get("location")?.split("/").at(-1)}`;
}

const startProfile = () => start({ switches: { unionPreconditions: false } });

test("enables a dataset on create or later, and adds since when", async () => {
  const { client } = await startProfile();
  const both = { unifiedProfile: upsert, unifiedIdentity: on };
  const created = await createDataSet(client, both);
  expect(await tagsOf(client, created)).toMatchObject({
    unifiedProfile: [...upsert, since],
    unifiedIdentity: on,
  });
  const later = await createDataSet(client);
  expect(Object.keys(await tagsOf(client, later))).toEqual(["adobe/pqs/table"]);
  expect((await patchTags(client, later, { unifiedProfile: on, unifiedIdentity: on })).status).toBe(200);
  expect(await tagsOf(client, later)).toMatchObject({
    "adobe/pqs/table": expect.any(Array),
    unifiedProfile: [...on, since],
    unifiedIdentity: on,
  });
});

test("keeps the time since when a dataset is enabled until it is disabled", async () => {
  const { client, emulator } = await startProfile();
  const path = await createDataSet(client, { unifiedProfile: on });
  const first = await tagsOf(client, path);
  emulator.clock.advance(60_000);
  await patchTags(client, path, { unifiedProfile: ["enabled: true"] });
  expect((await tagsOf(client, path)).unifiedProfile).toEqual([
    "enabled: true",
    (first.unifiedProfile as string[])[1],
  ]);
  await patchTags(client, path, { unifiedProfile: first.unifiedProfile ?? [] });
  expect(await tagsOf(client, path)).toEqual(first);
  await patchTags(client, path, { unifiedProfile: off });
  expect((await tagsOf(client, path)).unifiedProfile).toEqual(off);
  await patchTags(client, path, { unifiedProfile: on });
  const second = (await tagsOf(client, path)).unifiedProfile;
  expect(second).toEqual([...on, since]);
  expect(second).not.toEqual(first.unifiedProfile);
});

test("adds no time by switch", async () => {
  const { client, emulator } = await startProfile();
  emulator.switches.profileEnabledAt = false;
  const path = await createDataSet(client, { unifiedProfile: on });
  expect((await tagsOf(client, path)).unifiedProfile).toEqual(on);
});

test("a body with tags replaces all of them", async () => {
  const { client } = await startProfile();
  const path = await createDataSet(client, { unifiedProfile: on, unifiedIdentity: on });
  expect((await client.send("PATCH", path, { tags: { unifiedIdentity: on } })).status).toBe(200);
  expect(await tagsOf(client, path)).toEqual({ unifiedIdentity: on });
});

test("changes isUpsert while a dataset is disabled, or at any time by switch", async () => {
  const { client, emulator } = await startProfile();
  const path = await createDataSet(client, { unifiedProfile: on });
  const refused = await patchTags(client, path, { unifiedProfile: upsert });
  expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining("isUpsert")]);
  expect((await patchTags(client, path, { unifiedProfile: off })).status).toBe(200);
  expect((await patchTags(client, path, { unifiedProfile: upsert })).status).toBe(200);
  expect((await patchTags(client, path, { unifiedProfile: on })).status).toBe(400);
  emulator.switches.upsertWhileEnabled = "accept";
  expect((await patchTags(client, path, { unifiedProfile: on })).status).toBe(200);
});

test("enables a dataset before its schema, unless a switch is set", async () => {
  const { client, emulator } = await startProfile();
  const early = await createDataSet(client, { unifiedProfile: on }, false);
  const admin = `/_emulator/dataSets${early.slice(paths.dataSets.length)}/profile`;
  expect((await client.get(admin)).body).toMatchObject({ profile: true, schemaEnabled: false });
  const late = await createDataSet(client, undefined, false);
  emulator.switches.profileBeforeSchema = "refuse";
  expect(await patchTags(client, late, { unifiedProfile: on })).toMatchObject({
    status: 400,
    body: { detail: "To enable profile datasets the schema should be valid" },
  });
  // Other changes of a dataset that is already enabled remain possible, and so does disabling.
  expect((await client.send("PATCH", early, { description: "New" })).status).toBe(200);
  expect((await patchTags(client, early, { unifiedProfile: off })).status).toBe(200);
  expect((await patchTags(client, late, { unifiedIdentity: on })).status).toBe(200);
  const enabled = await createDataSet(client, { unifiedProfile: on });
  expect(await tagsOf(client, enabled)).toMatchObject({ unifiedProfile: [...on, since] });
});

test("sees the tag of a schema as late as reads show it", async () => {
  const { client, emulator } = await start({
    switches: { unionPreconditions: false, profileBeforeSchema: "refuse", registryStaleReadMs: 1000 },
  });
  const path = await createDataSet(client);
  expect((await patchTags(client, path, { unifiedProfile: on })).status).toBe(400);
  emulator.clock.advance(1000);
  expect((await patchTags(client, path, { unifiedProfile: on })).status).toBe(200);
});

test.each<[string, string[]]>([
  ["unifiedProfile", ["enable:true"]],
  ["unifiedProfile", ["enabled:yes"]],
  ["unifiedIdentity", ["isUpsert:true"]],
])("refuses the tag %s with %o, unless a switch is set", async (tag, values) => {
  const { client, emulator } = await startProfile();
  const path = await createDataSet(client);
  expect((await patchTags(client, path, { [tag]: values })).body.detail).toContain(values[0]);
  emulator.switches.profileTagValues = "accept";
  expect((await patchTags(client, path, { [tag]: values })).status).toBe(200);
  // It can stay.
  emulator.switches.profileTagValues = "refuse";
  expect((await patchTags(client, path, { [tag]: [...values, "enabled:false"] })).status).toBe(200);
});

test("removes the tag of an enabled dataset, unless a switch is set", async () => {
  const { client, emulator } = await startProfile();
  const path = await createDataSet(client, { unifiedProfile: on });
  const remove = () => patchTags(client, path, { unifiedProfile: null }, "remove");
  emulator.switches.profileTagRemoval = "refuse";
  expect((await remove()).status).toBe(400);
  emulator.switches.profileTagRemoval = "accept";
  expect((await remove()).status).toBe(200);
  expect(await tagsOf(client, path)).not.toHaveProperty("unifiedProfile");
});

test("an admin call shows the times whose data does not reach the profile", async () => {
  const { client, emulator } = await startProfile();
  const path = await createDataSet(client);
  const shown = async () =>
    (await client.get(`/_emulator/dataSets${path.slice(paths.dataSets.length)}/profile`)).body;
  expect(await shown()).toEqual({
    profile: false,
    identity: false,
    upsert: false,
    schemaEnabled: true,
    gaps: [],
  });
  await patchTags(client, path, { unifiedProfile: upsert, unifiedIdentity: on });
  expect(await shown()).toMatchObject({ profile: true, identity: true, upsert: true, gaps: [] });
  await patchTags(client, path, { unifiedProfile: off });
  expect(await shown()).toMatchObject({ profile: false, gaps: [{ from: expect.any(Number), to: null }] });
  emulator.clock.advance(5000);
  await patchTags(client, path, { unifiedProfile: on });
  const gaps = async () => (Object(await shown()) as { gaps: { from: number; to: number }[] }).gaps;
  const [first] = await gaps();
  expect(Number(first?.to) - Number(first?.from)).toBeGreaterThanOrEqual(5000);
  emulator.clock.advance(5000);
  await patchTags(client, path, { unifiedProfile: off });
  await patchTags(client, path, { unifiedProfile: on });
  expect(await gaps()).toEqual([first, { from: expect.any(Number), to: expect.any(Number) }]);
  expect((await client.get("/_emulator/dataSets/none/profile")).status).toBe(404);
});

test("deletes an enabled dataset, unless a switch is set", async () => {
  const { client, emulator } = await startProfile();
  const path = await createDataSet(client, { unifiedProfile: on });
  emulator.switches.deleteProfileDataSet = "refuse";
  expect((await client.delete(path)).body.detail).toContain("enabled for the profile");
  emulator.switches.deleteProfileDataSet = "allow";
  expect((await client.delete(path)).status).toBe(200);
});

test.each([
  ["onTagReplace", "few", 200, 200],
  ["onTagReplace", "all", 200, 422],
  ["always", "few", 422, 422],
  ["always", "all", 200, 422],
  ["off", "all", 200, 200],
] as const)(
  "with requireTableFormat %s and %s members, responds with %i to one tag and %i to all tags",
  async (requireTableFormat, dataSetServerMembers, one, all) => {
    const { client } = await start({
      switches: { unionPreconditions: false, requireTableFormat, dataSetServerMembers },
    });
    const path = await createDataSet(client);
    expect((await patchTags(client, path, { unifiedProfile: on })).status).toBe(one);
    expect((await client.send("PATCH", path, { tags: { unifiedProfile: on } })).status).toBe(all);
    const format = { "adobe/siphon/table/format": ["delta"] };
    const withFormat = await client.send("PATCH", path, { tags: { unifiedProfile: on, ...format } });
    expect(withFormat.status).toBe(200);
  },
);

test("refuses a credential without permission with 403", async () => {
  const { client } = await start({ switches: { catalogAccess: "denied" } });
  expect(await client.get(paths.dataSets)).toMatchObject({ status: 403, body: { title: "ForbiddenError" } });
});
