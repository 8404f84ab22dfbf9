import { beforeEach, expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import type { RunningEmulator } from "../index";
import { mergePolicyBody } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";

interface List {
  _page: JsonObject;
  children: { id: string; name: string }[];
  _links: { next: { href: string } };
}

let client: Client;
let emulator: RunningEmulator;

const list = async (query: string) => (await client.get(paths.mergePolicies + query)).body as unknown as List;

const names = async (query: string) => (await list(query)).children.map(({ name }) => name);

beforeEach(async () => {
  ({ client, emulator } = await start({ switches: { readyMadeMergePolicies: "none" } }));
  const event = { name: "_xdm.context.experienceevent" };
  const changes: JsonObject[] = [
    { name: "b", default: true },
    { name: "c", identityGraph: { type: "none" } },
    { name: "a", schema: event },
  ];
  for (const change of changes) {
    await client.post(paths.mergePolicies, mergePolicyBody(change));
  }
});

test.each([
  ["", ["a", "b", "c"]],
  ["?orderBy=-name", ["c", "b", "a"]],
  ["?orderby=%2Bname", ["a", "b", "c"]],
  ["?default=true", ["b"]],
  ["?default=false", ["a", "c"]],
  ["?schema.name=_xdm.context.profile", ["b", "c"]],
  ["?identityGraph.type=none", ["c"]],
  ["?attributeMerge.type=dataSetPrecedence", []],
  ["?version=1&default=true", ["b"]],
  ["?start=0", ["a", "b", "c"]],
])("lists with %s", async (query, expected) => {
  expect(await names(query)).toEqual(expected);
});

test("lists in pages, whose links keep the filters", async () => {
  const first = await list("?schema.name=_xdm.context.profile&limit=1&orderBy=-name");
  expect(first._page).toEqual({ totalCount: 2, pageSize: 1 });
  const { href } = first._links.next;
  expect(href).toMatch(/^@\/mergePolicies\?start=[\w-]+&orderBy=-name&limit=1$/);
  const second = await list(href.slice(href.indexOf("?")));
  expect(second.children.map(({ name }) => name)).toEqual(["b"]);
  // The last page has an empty link.
  expect(second._links.next.href).toBe("");
});

test("shows the page as in the spec by switch", async () => {
  emulator.switches.mergePolicyPage = "spec";
  expect((await list("?limit=2"))._page).toEqual({ count: 2, next: expect.stringContaining("start=") });
});

test.each(["?limit=0", "?limit=x", "?start=none", "?orderBy=!"])("refuses %s", async (query) => {
  expect((await client.get(paths.mergePolicies + query)).status).toBe(400);
});

test("reads several policies at once, with unknown ones by switch", async () => {
  const { children } = await list("");
  const [one] = children;
  const ids = [{ id: one?.id ?? "" }, { id: "none" }];
  const bulk = () => client.post(`${paths.mergePolicies}/bulk-get`, { ids });
  const { status, body } = await bulk();
  expect([status, body.results]).toEqual([207, { [one?.id ?? ""]: one }]);
  emulator.switches.unknownMergePolicyInBulk = "error";
  expect((await bulk()).body.results).toMatchObject({ none: { status: 404 } });
  const wrong: JsonObject[] = [{}, { ids: ["none"] }];
  for (const given of wrong) {
    expect((await client.post(`${paths.mergePolicies}/bulk-get`, given)).status).toBe(400);
  }
});
