import { expect, test } from "vitest";
import { startServer, type Treatment } from "../../test/support/localServer";
import { scope, sessionAt } from "../../test/support/session";
import type { Session } from "../session/session";
import { parseArmId } from "../values/armId";
import { Catalog } from "./catalog";
import { DataPrep } from "./dataPrep";
import { FlowService } from "./flowService";
import { everyPage } from "./pages";
import { PrivateEndpointConnections } from "./privateEndpointConnections";
import { SchemaRegistry } from "./schemaRegistry";

const account = parseArmId("/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a");
const connection = (id: number) =>
  `/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a/privateEndpointConnections/c${id}`;

interface Paged {
  readonly name: string;
  readonly list: (session: Session) => Promise<unknown[]>;
  /** A page with entities of these numbers, and a link to a page with this number. */
  readonly page: (numbers: readonly number[], next: number | undefined) => unknown;
}

const linked: readonly Paged[] = [
  {
    name: "Flow Service",
    list: (session) => Array.fromAsync(new FlowService(session.gateway("aep"), scope).list("flows")),
    page: (numbers, next) => ({
      items: numbers.map((number) => ({ id: `f${number}` })),
      ...(next === undefined ? {} : { _links: { next: { href: `/flows?continuationToken=${next}` } } }),
    }),
  },
  {
    name: "Schema Registry",
    list: (session) =>
      Array.fromAsync(new SchemaRegistry(session.gateway("aep"), scope).pages()).then((all) => all.flat()),
    page: (numbers, next) => ({
      results: numbers.map((number) => ({ $id: `https://schema/${number}` })),
      _page: { next: next === undefined ? null : `t${next}` },
    }),
  },
  {
    name: "Azure",
    list: (session) =>
      account === undefined
        ? Promise.reject(new Error("no account"))
        : new PrivateEndpointConnections(session.gateway("azure")).list(account),
    page: (numbers, next) => ({
      value: numbers.map((number) => ({ id: connection(number), properties: {} })),
      ...(next === undefined ? {} : { nextLink: `https://management.azure.com/next?skip=${next}` }),
    }),
  },
];

/** Responds to the n-th request with the n-th page. */
function pagesOf(page: (request: number) => unknown): Treatment {
  let requests = 0;
  return (response) => response.end(JSON.stringify(page(requests++)));
}

test.each(linked)(
  "$name: a page without anything new that names a next page is an error.",
  async ({ list, page }) => {
    const server = await startServer(pagesOf((request) => page([1, 2], request)));
    await expect(list(sessionAt(server.url))).rejects.toThrow(/does not end: page 2 contains nothing new/);
    expect(server.requests).toHaveLength(2);
  },
);

test.each(linked)(
  "$name: empty pages for ever are an error; some in between are not.",
  async ({ list, page }) => {
    const server = await startServer(pagesOf((request) => page([], request)));
    await expect(list(sessionAt(server.url))).rejects.toThrow(/does not end: 5 pages in a row are empty/);
    expect(server.requests).toHaveLength(5);
    const other = await startServer(
      pagesOf((request) => page(request % 4 === 0 ? [request] : [], request < 8 ? request : undefined)),
    );
    expect(await list(sessionAt(other.url))).toHaveLength(3);
  },
);

test.each(linked)("$name: a list of 50,000 entities is complete.", async ({ list, page }) => {
  const numbers = (request: number) => Array.from({ length: 100 }, (_, index) => request * 100 + index);
  const server = await startServer(
    pagesOf((request) => page(numbers(request), request < 499 ? request : undefined)),
  );
  expect(await list(sessionAt(server.url))).toHaveLength(50_000);
  expect(server.requests).toHaveLength(500);
});

test.each<[string, (session: Session) => AsyncGenerator<unknown>, (id: number) => unknown]>([
  ["Catalog", (session) => new Catalog(session.gateway("aep"), scope).pages(), (id) => ({ [`d${id}`]: {} })],
  [
    "Data Prep",
    (session) => new DataPrep(session.gateway("aep"), scope).pages(),
    (id) => ({ data: [{ id: `m${id}` }] }),
  ],
])("%s: a list ends with a page without anything new.", async (_name, list, page) => {
  const server = await startServer(pagesOf((request) => page(Math.min(request, 2))));
  expect(await Array.fromAsync(list(sessionAt(server.url)))).toHaveLength(3);
  expect(server.requests).toHaveLength(4);
});

test("A list by positions that always has something new ends with an error after 10,000 pages.", async () => {
  let pages = 0;
  const reading = Array.fromAsync(everyPage(async () => [{ id: pages++ }]));
  await expect(reading).rejects.toThrow(/more than 10000 pages/);
});
