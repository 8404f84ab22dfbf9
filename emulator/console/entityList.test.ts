import { afterEach, expect, test, vi } from "vitest";
import { Store } from "../core/store";
import { connectionBody } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";
import type { EntityList, Graph } from "./protocol";
import { Summaries } from "./summary";

const api = "/_emulator/console/api";

afterEach(() => {
  vi.restoreAllMocks();
});

async function createBases(client: Client, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await client.post(paths.connections, { ...connectionBody, name: `Base ${index}` });
  }
}

test.each([
  ["the first page", "limit=5", 5, 20],
  ["a later page", "limit=5&offset=18", 2, 20],
  ["a search", "search=base+1&limit=5", 5, 11],
  ["a state", "state=enabled&limit=5", 5, 20],
  ["a state that no entity has", "state=failed&limit=5", 0, 0],
])("summarises only the shown entities for %s", async (_case, query, shown, total) => {
  const { emulator, client } = await start();
  await createBases(client, 20);
  const summarised = vi.spyOn(Summaries.prototype, "of");
  const response = await fetch(`${emulator.url}${api}/entities?collection=connections&${query}`);
  const list = (await response.json()) as EntityList;
  expect(summarised).toHaveBeenCalledTimes(shown);
  expect(list).toMatchObject({
    total,
    collections: expect.arrayContaining([{ name: "connections", count: 20 }]),
  });
  expect(list.items).toHaveLength(shown);
});

test("looks up a reference without searching the collections", async () => {
  const { emulator, client } = await start();
  const { body } = await client.post(paths.connections, connectionBody);
  const addSources = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      await client.post(paths.sources, {
        name: `Source ${index} ${count}`,
        baseConnectionId: body.id,
        connectionSpec: connectionBody.connectionSpec ?? null,
        data: { format: "delimited" },
        params: { path: "orders", type: "folder" },
      });
    }
  };
  const readGraph = async () => {
    const found = vi.spyOn(Store.prototype, "find");
    const { edges } = (await (await fetch(`${emulator.url}${api}/graph`)).json()) as Graph;
    const calls = found.mock.calls.length;
    found.mockRestore();
    return { edges: edges.length, calls };
  };
  await addSources(5);
  // The first read creates the entities that a sandbox has without a client.
  await readGraph();
  const few = await readGraph();
  await addSources(20);
  expect(await readGraph()).toEqual({ edges: few.edges + 20, calls: few.calls });
});
