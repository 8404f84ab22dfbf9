import { expect, test } from "vitest";
import { answer, startServer, type Treatment, text } from "../../test/support/localServer";
import { scope, sessionAt } from "../../test/support/session";
import { FlowService } from "./flowService";

const base = "/data/foundation/flowservice";

async function serviceBehind(...treatments: Treatment[]) {
  const server = await startServer(...treatments);
  return { server, service: new FlowService(sessionAt(server.url).gateway("aep"), scope) };
}

const page = (ids: readonly string[], href?: string) =>
  answer(200, { items: ids.map((id) => ({ id })), _links: href === undefined ? {} : { next: { href } } });

async function allOf(service: FlowService, property?: readonly string[]) {
  return (await Array.fromAsync(service.list("connections", property))).map(({ id }) => id);
}

test("A create returns id and etag, and sends the body once.", async () => {
  const { server, service } = await serviceBehind(answer(201, { id: "a", etag: '"e"' }));
  expect(await service.create("flows", { name: "n" })).toEqual({ id: "a", etag: '"e"' });
  expect(server.requests).toEqual([
    expect.objectContaining({ method: "POST", url: `${base}/flows`, body: '{"name":"n"}' }),
  ]);
});

test("A patch sends the etag as received and returns the new one.", async () => {
  const { server, service } = await serviceBehind(answer(200, { id: "a", etag: '"new"' }));
  const operations = [{ op: "replace", path: "/name", value: "n" }] as const;
  expect(await service.patch("connections", "a", '"old"', operations)).toBe('"new"');
  expect(server.requests[0]).toMatchObject({
    method: "PATCH",
    url: `${base}/connections/a`,
    headers: { "if-match": '"old"' },
    body: '[{"op":"replace","path":"/name","value":"n"}]',
  });
});

test("A list in an order keeps it on every page.", async () => {
  const { server, service } = await serviceBehind(page(["a"], "/runs?continuationToken=t1"), page([]));
  await Array.fromAsync(service.pages("runs", ["flowId==f"], "-createdAt"));
  const query = "property=flowId%3D%3Df&limit=100&orderby=-createdAt";
  expect(server.requests.map(({ url }) => url)).toEqual([
    `${base}/runs?${query}`,
    `${base}/runs?continuationToken=t1&${query}`,
  ]);
});

test("An id cannot change the path of a request.", async () => {
  const { server, service } = await serviceBehind(answer(200, { items: [] }));
  await service.get("flows", "../connections/a?x=y");
  expect(server.requests[0]?.url).toBe(`${base}/flows/..%2Fconnections%2Fa%3Fx%3Dy`);
});

test("Enabling a flow is idempotent, so it is repeated when its response is lost.", async () => {
  const { server, service } = await serviceBehind(answer(503, {}), answer(200, { id: "a", etag: '"e"' }));
  expect(await service.act("a", "enable")).toBe('"e"');
  expect(server.requests.map(({ url }) => url)).toEqual(Array(2).fill(`${base}/flows/a/action?op=enable`));
});

test("A list follows its pages and keeps filter and limit.", async () => {
  const { server, service } = await serviceBehind(
    page(["a", "b"], "/connections?continuationToken=t1"),
    page(["c"], "/connections?limit=1&continuationToken=t2&count=false"),
    page([]),
  );
  expect(await allOf(service, ['name=="n"', "x==1"])).toEqual(["a", "b", "c"]);
  const filter = "property=name%3D%3D%22n%22&property=x%3D%3D1&limit=100";
  expect(server.requests.map(({ url }) => url)).toEqual([
    `${base}/connections?${filter}`,
    `${base}/connections?continuationToken=t1&${filter}`,
    `${base}/connections?continuationToken=t2&${filter}`,
  ]);
});

test("The host and path of a next link are ignored.", async () => {
  const elsewhere = await startServer(page(["evil"]));
  const { server, service } = await serviceBehind(
    page(["a"], `${elsewhere.url}/other/path?continuationToken=t`),
    page(["b"]),
  );
  expect(await allOf(service)).toEqual(["a", "b"]);
  expect(elsewhere.requests).toEqual([]);
  expect(server.requests[1]?.url).toBe(`${base}/connections?continuationToken=t&limit=100`);
});

test.each([
  ["with a plus sign and padding", "a+b/c=="],
  ["escaped", "a%2Bb%2Fc%3D%3D"],
])("A continuation token %s arrives at the service unchanged.", async (_name, token) => {
  const { server, service } = await serviceBehind(
    page(["a"], `/connections?continuationToken=${token}`),
    page([]),
  );
  await allOf(service);
  const url = new URL(server.requests[1]?.url ?? "", server.url);
  expect(url.searchParams.get("continuationToken")).toBe("a+b/c==");
});

test("A continuation token cannot add parameters or change the path.", async () => {
  const { server, service } = await serviceBehind(
    page(["a"], "/connections?continuationToken=t%26limit%3D1%23%2F..%2F"),
    page([]),
  );
  await allOf(service);
  expect(server.requests[1]?.url).toBe(
    `${base}/connections?continuationToken=t%26limit%3D1%23%2F..%2F&limit=100`,
  );
});

test("A next link to the same page is an error, not an endless list.", async () => {
  const { server, service } = await serviceBehind(page(["a"], "/connections?continuationToken=t"));
  await expect(allOf(service)).rejects.toThrow(/returned a next link to the same page/);
  expect(server.requests).toHaveLength(2);
});

test("Next links in a circle are an error too.", async () => {
  const next = (token: string) => page([token], `/connections?continuationToken=${token}`);
  const { server, service } = await serviceBehind(next("t1"), next("t2"), next("t1"));
  await expect(allOf(service)).rejects.toThrow(/next link/);
  expect(server.requests).toHaveLength(3);
});

test.each<[string, unknown]>([
  ["no links", { items: [{ id: "a" }] }],
  ["no next link", { items: [{ id: "a" }], _links: {} }],
  ["an empty next link", { items: [{ id: "a" }], _links: { next: {} } }],
  ["a next link that is no text", { items: [{ id: "a" }], _links: { next: { href: 7 } } }],
])("A page with %s is the last one.", async (_name, body) => {
  const { server, service } = await serviceBehind(answer(200, body));
  expect(await allOf(service)).toEqual(["a"]);
  expect(server.requests).toHaveLength(1);
});

test("A page without items is an error, not an empty list.", async () => {
  const { service } = await serviceBehind(answer(200, { count: 0 }));
  await expect(allOf(service)).rejects.toThrow(/no list of items/);
});

test("A deletion accepts any 2xx status.", async () => {
  const { service } = await serviceBehind(text(204, ""), answer(202, {}));
  await service.delete("flows", "a");
  await service.delete("flows", "a");
});
