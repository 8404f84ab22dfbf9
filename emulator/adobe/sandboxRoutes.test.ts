import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { endpointBody } from "../testing/bodies.testing";
import { createPipeline, paths, start } from "../testing/client.testing";

const path = "/data/foundation/sandbox-management/";

/** The members of a list of sandboxes. */
interface SandboxList {
  sandboxes: { name: string; etag?: number; eTag?: number }[];
  _page: { limit: number; count: number };
  _links: Record<string, { href: string; templated?: boolean }>;
}

const names = (list: unknown) => (list as SandboxList).sandboxes.map(({ name }) => name);

test("lists the sandboxes with their types", async () => {
  const { client } = await start({ sandboxes: ["prod", "dev", { name: "live", type: "production" }] });
  expect((await client.get(path)).body).toMatchObject({
    sandboxes: [
      { name: "prod", title: "prod", type: "production", state: "active", isDefault: true },
      { name: "dev", type: "development", isDefault: false },
      { name: "live", type: "production", isDefault: false },
    ],
    _page: { limit: 50, count: 3 },
  });
});

test("takes type and default from the sandbox and not from its name", async () => {
  const { client } = await start({
    sandboxes: [
      { name: "prod", type: "development", title: "Not production", state: "resetting" },
      { name: "lab", type: "production" },
    ],
  });
  expect((await client.get(path)).body).toMatchObject({
    sandboxes: [
      { name: "prod", type: "development", title: "Not production", state: "resetting", isDefault: false },
      { name: "lab", type: "production", isDefault: true },
    ],
  });
});

test("lists sandboxes in pages", async () => {
  const { client, emulator } = await start({ sandboxes: ["prod", "dev", "stage"] });
  const page = async (query: string) => (await client.get(`${path}${query}`)).body as unknown as SandboxList;
  const first = await page("?limit=2&offset=0");
  expect([names(first), first._page]).toEqual([["prod", "dev"], { limit: 2, count: 2 }]);
  expect(Object.keys(first._links)).toEqual(["page"]);
  expect(names(await page("?limit=2&offset=2"))).toEqual(["stage"]);
  expect(names(await page("?limit=2&offset=4"))).toEqual([]);

  emulator.switches.sandboxCount = "total";
  emulator.switches.sandboxNextLink = "shown";
  const { _page, _links } = await page("?limit=2&offset=0");
  expect(_page).toEqual({ limit: 2, count: 3 });
  const next = _links.next?.href.replace(emulator.url, "") ?? "";
  const last = (await client.get(next)).body as unknown as SandboxList;
  expect([names(last), last._links.next]).toEqual([["stage"], undefined]);
});

test.each(["?limit=2", "?offset=1"])("refuses %s alone, unless a switch is set", async (query) => {
  const { client, emulator } = await start();
  expect((await client.get(path + query)).status).toBe(400);
  emulator.switches.sandboxPaging = "any";
  expect((await client.get(path + query)).status).toBe(200);
});

test.each(["?limit=0&offset=0", "?limit=x&offset=0", "?limit=1&offset=-1"])("refuses %s", async (query) => {
  const { client } = await start();
  expect((await client.get(path + query)).status).toBe(400);
});

test("shows the version of a sandbox by the guide's or the spec's name", async () => {
  const { client, emulator } = await start();
  const first = async () => ((await client.get(path)).body as unknown as SandboxList).sandboxes[0];
  expect(await first()).toMatchObject({ eTag: 1 });
  emulator.switches.sandboxEtag = "etag";
  expect(await first()).toMatchObject({ etag: 1 });
  expect(await first()).not.toHaveProperty("eTag");
});

test("refuses the list and a sandbox that need a permission", async () => {
  const { client } = await start();
  for (const suffix of ["sandboxes", "sandboxes/prod"]) {
    expect(await client.get(path + suffix)).toMatchObject({
      status: 403,
      body: { type: "http://ns.adobe.com/aep/errors/SMS-2010-403" },
    });
  }
});

test("lists none, successfully, for a credential that belongs to no sandbox", async () => {
  const { client } = await start({ switches: { sandboxList: "stranger" } });
  const { status, body } = await client.get(path);
  expect([status, body]).toMatchObject([200, { sandboxes: [] }]);
});

test("lacks a sandbox to which the client does not belong, and still serves it", async () => {
  const { client } = await start({
    sandboxes: ["prod", { name: "secret", type: "production", listed: false }],
  });
  expect(names((await client.get(path)).body)).toEqual(["prod"]);
  expect((await client.in("secret").get("/data/foundation/catalog/dataSets")).status).toBe(200);
});

test.each([
  ["refuse403", 403],
  ["refuse401", 401],
] as const)("refuses the list with the switch %s", async (sandboxList, status) => {
  const { client } = await start({ switches: { sandboxList } });
  expect(await client.get(path)).toMatchObject({
    status,
    body: { type: `http://ns.adobe.com/aep/errors/SMS-2010-${status}`, status },
  });
});

test("an admin call changes a sandbox until the reset", async () => {
  const { client, emulator } = await start();
  const admin = "/_emulator/sandboxes";
  expect((await client.send("PATCH", `${admin}/dev`, { type: "production" })).body).toMatchObject({
    name: "dev",
    type: "production",
  });
  await client.send("PATCH", `${admin}/dev`, { state: "deleted", title: "Old" });
  await client.send("PATCH", `${admin}/prod`, { listed: false });
  expect((await client.get(path)).body).toMatchObject({
    sandboxes: [{ name: "dev", title: "Old", type: "production", state: "deleted" }],
  });
  expect((await client.get(`${admin}/prod`)).body).toMatchObject({ name: "prod", listed: false });
  const wrong: JsonObject[] = [{ type: "live" }, { name: "other" }];
  for (const change of wrong) {
    expect((await client.send("PATCH", `${admin}/dev`, change)).status).toBe(400);
  }
  expect((await client.send("PATCH", `${admin}/none`, {})).status).toBe(404);
  expect((await client.get(`${admin}/none`)).status).toBe(404);
  emulator.reset();
  expect((await client.get(admin)).body.items).toMatchObject([
    { name: "prod", listed: true },
    { name: "dev", title: "dev", type: "development", state: "active" },
  ]);
});

test("an admin call adds a sandbox, which has entities of its own", async () => {
  const { client, emulator } = await start();
  const admin = "/_emulator/sandboxes";
  expect((await client.in("stage").get(paths.connections)).status).toBe(404);
  expect(await client.post(admin, { name: "stage" })).toMatchObject({
    status: 200,
    body: { name: "stage", title: "stage", type: "development", state: "active", listed: true },
  });
  const live = { name: "live", type: "production", title: "Live" };
  expect((await client.post(admin, live)).body).toMatchObject(live);
  expect((await client.get(path)).body).toMatchObject({
    sandboxes: [
      { name: "prod", isDefault: true },
      { name: "dev" },
      { name: "stage", type: "development" },
      { name: "live", title: "Live", isDefault: false },
    ],
  });
  const stage = client.in("stage");
  const { connection } = await createPipeline(stage);
  expect(await stage.read(`${paths.connections}/${connection}`)).toMatchObject({ sandboxName: "stage" });
  expect((await client.get(paths.connections)).body.items).toEqual([]);
  expect(
    (await client.get("/_emulator/console/api/entities?sandbox=stage&collection=flows")).body.items,
  ).toHaveLength(1);
  const endpoint = (await stage.post(paths.endpoints, endpointBody)).body.id;
  emulator.switches.privateEndpointScope = "organisation";
  expect((await client.get(paths.endpoints)).body.items).toMatchObject([{ id: endpoint }]);
  expect((await client.send("PATCH", `${admin}/stage`, { state: "deleted" })).status).toBe(200);

  emulator.reset();
  expect((await client.get(admin)).body.items.map(({ name }) => name)).toEqual(["prod", "dev"]);
});

test.each<[JsonObject, string]>([
  [{}, "name"],
  [{ name: "" }, "name"],
  [{ name: "a/b" }, "name"],
  [{ name: "dev" }, "already a sandbox dev"],
  [{ name: "stage", type: "live" }, "type"],
  [{ name: "stage", region: "VA7" }, "region"],
])("an admin call does not add the sandbox %j", async (body, reason) => {
  const { client } = await start();
  const refused = await client.post("/_emulator/sandboxes", body);
  expect([refused.status, refused.body.error]).toEqual([400, expect.stringContaining(reason)]);
});
