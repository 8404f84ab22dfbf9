import { expect, test } from "vitest";
import { objectAt } from "../core/json";
import { azureBlob, connectionBody } from "../testing/bodies.testing";
import { start } from "../testing/client.testing";

const service = "/data/foundation/flowservice";

async function withConnections(names: readonly string[]) {
  const { client } = await start();
  for (const name of names) {
    await client.post(`${service}/connections`, { ...connectionBody, name });
  }
  const search = (body: Parameters<typeof client.post>[1], query = "") =>
    client.post(`${service}/connections/search${query}`, body);
  const found = async (body: Parameters<typeof client.post>[1]) =>
    (await search(body)).body.items.map(({ name }: { name: string }) => name);
  return { client, search, found };
}

test("finds entities by the filters of a list, in the order of a list", async () => {
  const { found } = await withConnections(["a", "b", "c"]);
  expect(await found({})).toEqual(["a", "b", "c"]);
  expect(await found({ orderby: "-name" })).toEqual(["c", "b", "a"]);
  expect(await found({ orderby: "-createdAt" })).toHaveLength(3);
  expect(await found({ queryString: "name==b" })).toEqual(["b"]);
  expect(await found({ queryString: "property=name!=b&property=name!=c" })).toEqual(["a"]);
});

test("returns pages, counts and single fields", async () => {
  const { search } = await withConnections(["a", "b", "c"]);
  const first = (await search({ limit: 2 })).body;
  expect(first.items).toHaveLength(2);
  const { href } = objectAt(first._links, "next");
  const token = new URL(String(href), "http://host").searchParams.get("continuationToken") ?? "";
  const next = (await search({}, `?continuationToken=${token}`)).body;
  expect(next.items).toMatchObject([{ name: "c" }]);
  expect((await search({ count: true })).body).toEqual({ count: 3 });
  expect((await search({ limit: 1, projectionFields: "name,state" })).body.items).toEqual([
    { name: "a", state: "enabled" },
  ]);
});

test.each([
  ["a limit above 1000", { limit: 1_001 }],
  ["a query that is no text", { queryString: 1 }],
  ["an unknown member", { query: "name==a" }],
])("refuses %s", async (_what, body) => {
  const { search } = await withConnections([]);
  expect((await search(body)).status).toBe(400);
});

test("refuses groupByProperty like an unknown member, and otherwise ignores it", async () => {
  const search = async (unknownFields: "refuse" | "ignore") => {
    const { client } = await start({ switches: { unknownFields } });
    await client.post(`${service}/connections`, connectionBody);
    return client.post(`${service}/connections/search`, { groupByProperty: "state" });
  };
  expect((await search("refuse")).status).toBe(400);
  expect((await search("ignore")).body.items).toHaveLength(1);
});

test("allows a longer page than lists", async () => {
  const { client, search } = await withConnections(["a"]);
  expect((await client.get(`${service}/connections?limit=1000`)).status).toBe(400);
  expect((await search({ limit: 1_000 })).status).toBe(200);
});

test("flows and flow specs are searched too, and connection specs are not", async () => {
  const { client } = await start();
  const search = (collection: string) =>
    client.post(`${service}/${collection}/search`, { queryString: "name==CloudStorageToAEP" });
  expect((await search("flowSpecs")).body.items).toMatchObject([{ name: "CloudStorageToAEP" }]);
  expect((await search("flows")).body.items).toEqual([]);
  expect((await search("connectionSpecs")).status).toBeGreaterThanOrEqual(400);
});

test("a spec names its permissions, and has configs", async () => {
  const { client } = await start();
  const { id } = azureBlob;
  expect(await client.read(`${service}/connectionSpecs/${id}`)).toMatchObject({
    permissionsInfo: {
      manage: [{ "@type": "lowLevel", name: "EnterpriseSource", permissions: ["write"] }],
    },
  });
  expect((await client.get(`${service}/connectionSpecs/${id}/configs`)).body).toEqual([]);
  expect((await client.get(`${service}/connectionSpecs/none/configs`)).status).toBe(404);
});
