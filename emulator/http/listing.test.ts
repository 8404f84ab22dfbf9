import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import { initialSwitches } from "../core/switches";
import { switchTable } from "../services";
import { flowServiceCode } from "../testing/refusal.testing";
import { listResponse } from "./listing";

const entities = Array.from(
  { length: 250 },
  (_, index): Stored => ({
    collection: "flows",
    id: `id-${index}`,
    sandbox: "prod",
    sequence: index,
    entity: {
      id: `id-${index}`,
      name: `name-${String(index % 50).padStart(2, "0")}`,
      state: index < 3 ? "disabled" : "enabled",
    },
    hidden: {},
  }),
);
const source = { all: () => entities, byId: (id: string) => entities.find((entity) => entity.id === id) };

const list = (query: string) =>
  listResponse(source, new URLSearchParams(query), "/flows", initialSwitches(switchTable));
const ids = ({ items }: JsonObject) => (items as JsonObject[]).map(({ id }) => id);

function everyPage(query: string): unknown[] {
  const found: unknown[] = [];
  for (let page = list(query); ; ) {
    found.push(...ids(page));
    const next = (page._links as { next?: { href: string } }).next?.href;
    if (next === undefined) {
      return found;
    }
    // A known client extracts the token from the link in this way.
    page = list(`continuationToken=${next.split("=")[1]}`);
  }
}

test("pages in the order of creation, by a short default length", () => {
  expect(ids(list(""))).toHaveLength(20);
  expect(everyPage("")).toEqual(entities.map(({ id }) => id));
});

test("pages with order, filter and limit, also over equal names", () => {
  const found = everyPage("orderby=-name&limit=7&property=state==enabled");
  expect(new Set(found).size).toBe(247);
  expect(found[0]).toBe("id-49");
  expect(everyPage("orderby=+name&limit=100")).toHaveLength(250);
});

test("ignores parameters beside the token", () => {
  const { href } = (list("limit=100")._links as { next: { href: string } }).next;
  expect(href).toMatch(/^\/flows\?continuationToken=[\w-]+$/);
  const next = list(`${href.split("?")[1]}&limit=5`);
  expect(ids(next)).toEqual(["id-100", "id-101", "id-102", "id-103", "id-104"]);
});

test("finds by many ids", () => {
  const wanted = entities.slice(40, 140).map(({ id }) => id);
  expect(ids(list(`limit=100&property=id==${wanted.join(",")},unknown`))).toEqual(wanted);
});

test("requires all repeated properties", () => {
  expect(ids(list("property=id==id-1,id-5&property=state==enabled"))).toEqual(["id-5"]);
});

test("the last page has no link", () => {
  expect(list("property=state==disabled")).toMatchObject({ _links: {} });
});

test("counts matching entities", () => {
  expect(list("count=true&property=state==disabled")).toEqual({ count: 3 });
  expect(ids(list("count=False&limit=2"))).toHaveLength(2);
});

test.each([
  ["limit=1&count=true", "FLOW-1401-400"],
  ["limit=0", "FLOW-1451-400"],
  ["limit=101", "FLOW-1451-400"],
  ["limit=x", "FLOW-1451-400"],
  ["count=maybe", "FLOW-1451-400"],
  ["continuationToken=nonsense", "FLOW-1451-400"],
  ["orderby=name desc", "FLOW-1432-400"],
])("%s is refused with %s", (query, code) => {
  expect(flowServiceCode(() => list(query))).toBe(code);
});
