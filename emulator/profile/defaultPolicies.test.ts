import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { mergePolicyBody } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";
import { classBody, createResource, patchResource, schemaOf } from "../testing/registry.testing";

const profile = "_xdm.context.profile";

const policies = async (client: Client, query = ""): Promise<JsonObject[]> => {
  const { body } = await client.get(paths.mergePolicies + query);
  return (body as unknown as { children: JsonObject[] }).children;
};

const defaults = async (client: Client) =>
  (await policies(client, "?default=true")).map(({ name, schema }) => [name, (schema as JsonObject).name]);

const create = async (client: Client, change: JsonObject = {}): Promise<string> => {
  const { body } = await client.post(paths.mergePolicies, mergePolicyBody(change));
  return `${paths.mergePolicies}/${body.id}`;
};

const makeDefault = (client: Client, path: string, value: boolean) =>
  client.send("PATCH", path, { op: "add", path: "/default", value: String(value) });

/** The path of the default policy of the class of profiles. */
const readyMade = async (client: Client): Promise<string> =>
  `${paths.mergePolicies}/${String((await policies(client, "?default=true"))[0]?.id)}`;

test("every sandbox has a default policy that nobody created", async () => {
  const { client, emulator } = await start();
  const [own, ...others] = await policies(client);
  expect(own).toMatchObject({
    name: "Profile Default Merge Policy",
    schema: { name: profile },
    attributeMerge: { type: "timestampOrdered" },
    default: true,
    version: 1,
  });
  expect(others).toEqual([]);
  expect((await policies(client.in("dev")))[0]?.id).not.toBe(own?.id);
  // It has the same id after a reset.
  emulator.reset();
  expect((await policies(client.in("prod"))).map(({ id }) => id)).toEqual([own?.id]);
});

test.each([
  ["everyClass", 2],
  ["profile", 1],
  ["none", 0],
] as const)("with readyMadeMergePolicies %s, two classes have %i default policies", async (value, count) => {
  const { client } = await start({
    switches: { readyMadeMergePolicies: value, unionPreconditions: false },
  });
  const itsClass = await createResource(client, "classes", classBody("Class"));
  const schema = await createResource(client, "schemas", schemaOf("Schema", itsClass.$id));
  const union = { op: "add", path: "/meta:immutableTags", value: ["union"] };
  await patchResource(client, "schemas", schema, union);
  const expected = [profile, itsClass["meta:altId"]].slice(0, count);
  expect((await defaults(client)).map(([, name]) => name).toSorted()).toEqual(expected.toSorted());
});

test("a class with a default policy gets no ready-made one", async () => {
  const { client } = await start({ switches: { unionPreconditions: false } });
  const itsClass = await createResource(client, "classes", classBody("Class"));
  await create(client, { default: true, schema: { name: itsClass["meta:altId"] } });
  const schema = await createResource(client, "schemas", schemaOf("Schema", itsClass.$id));
  const union = { op: "add", path: "/meta:immutableTags", value: ["union"] };
  await patchResource(client, "schemas", schema, union);
  expect(await defaults(client)).toEqual([
    ["ACME policy", itsClass["meta:altId"]],
    ["Profile Default Merge Policy", profile],
  ]);
});

test("a new default ends the former one of its class only", async () => {
  const { client } = await start();
  const event = await create(client, { default: true, schema: { name: "_xdm.context.experienceevent" } });
  const [former] = await policies(client, `?schema.name=${profile}`);
  const path = await create(client, { default: true });
  expect((await client.get(`${paths.mergePolicies}/${String(former?.id)}`)).body).toMatchObject({
    default: false,
    version: 2,
  });
  const other = await create(client, { name: "Other" });
  await makeDefault(client, other, true);
  expect((await client.get(path)).body).toMatchObject({ default: false });
  await client.send("PUT", path, mergePolicyBody({ default: true }));
  expect((await client.get(other)).body).toMatchObject({ default: false });
  expect((await client.get(event)).body).toMatchObject({ default: true });
});

test("leaves the former default by switch", async () => {
  const { client } = await start({ switches: { newDefaultClearsOld: false } });
  await create(client, { default: true });
  expect(await defaults(client)).toHaveLength(2);
});

test("refuses to leave a class without a default policy, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const path = await readyMade(client);
  const event = { name: "_xdm.context.experienceevent" };
  expect((await makeDefault(client, path, false)).body.detail).toContain("is the default of");
  const changes: JsonObject[] = [{ default: false }, {}, { default: true, schema: event }];
  for (const change of changes) {
    const { status } = await client.send("PUT", path, mergePolicyBody(change));
    expect(status, JSON.stringify(change)).toBe(400);
  }
  emulator.switches.withoutDefaultMergePolicy = "allow";
  expect((await makeDefault(client, path, false)).status).toBe(200);
  expect(await defaults(client)).toEqual([]);
});

test("keeps the flags that a PUT lacks by switch", async () => {
  const { client } = await start({ switches: { mergePolicyOmittedFlags: "keep" } });
  const path = await create(client, { default: true, isActiveOnEdge: true });
  await client.send("PUT", path, mergePolicyBody({ name: "New" }));
  expect((await client.get(path)).body).toMatchObject({ name: "New", default: true, isActiveOnEdge: true });
});

test("deletes no default policy, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const path = await readyMade(client);
  expect((await client.delete(path)).status).toBe(400);
  await create(client, { default: true });
  expect((await client.delete(path)).status).toBe(200);
  const other = await readyMade(client);
  emulator.switches.deleteDefaultMergePolicy = "allow";
  expect((await client.delete(other)).status).toBe(200);
  // The ready-made policy is created only once.
  expect(await policies(client)).toEqual([]);
});

test("admin calls list, change and remove policies", async () => {
  const { client } = await start();
  const admin = "/_emulator/mergePolicies";
  const { items } = (await client.get(admin)).body;
  expect(items).toHaveLength(2);
  const id = String((await policies(client))[0]?.id);
  await client.send("PATCH", `${admin}/${id}`, { name: "Theirs" });
  expect(await policies(client)).toMatchObject([{ name: "Theirs", version: 2 }]);
  await client.delete(`${admin}/${id}`);
  expect(await policies(client)).toEqual([]);
});
