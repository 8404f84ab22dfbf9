import { expect, test } from "vitest";
import { answer, startServer, type Treatment, text } from "../../test/support/localServer";
import { scope, sessionAt } from "../../test/support/session";
import { path } from "../http/path";
import { LostResponseError, ServiceError } from "../http/serviceError";
import { everyPage } from "./pages";
import { etagOf, idOf, isVersionConflict, itemsOf, Platform } from "./platform";

const request = { method: "GET", path: path`/entities/a` } as const;
const goneBody = { type: "https://ns.adobe.com/aep/errors/FLOW-1439-404" };

async function platformBehind(...treatments: Treatment[]) {
  const server = await startServer(...treatments);
  return { server, platform: new Platform(sessionAt(server.url).gateway("aep"), scope) };
}

test("Every request names the organisation and sandbox of the entity, not those of the configuration.", async () => {
  const server = await startServer(answer(200, { items: [] }));
  const platform = new Platform(sessionAt(server.url).gateway("aep"), {
    orgId: "recorded@AdobeOrg",
    sandbox: "recorded",
  });
  await platform.send(request);
  expect(server.requests[0]?.headers).toMatchObject({
    "x-gw-ims-org-id": "recorded@AdobeOrg",
    "x-sandbox-name": "recorded",
    "x-api-key": "client",
    authorization: "Bearer given-token",
  });
});

test("An entity is returned from its list of one.", async () => {
  const { platform } = await platformBehind(answer(200, { items: [{ id: "a" }] }));
  expect(await platform.getItem(request, "a")).toEqual({ id: "a" });
});

test.each<[string, Treatment]>([
  ["an empty list", answer(200, { items: [] })],
  ["the service's not-found code", answer(404, goneBody)],
])("An entity with the response %s does not exist.", async (_name, treatment) => {
  const { platform } = await platformBehind(treatment);
  expect(await platform.getItem(request, "a")).toBeUndefined();
});

test.each<[string, Treatment]>([
  ["a gateway's 404", answer(404, { error_code: "404000", message: "Resource not found" })],
  ["a 404 page", text(404, "<html></html>")],
  ["an unknown sandbox", answer(404, { type: "https://ns.adobe.com/aep/errors/FLOW-2100-404" })],
  ["two entities under one id", answer(200, { items: [{ id: "a" }, { id: "b" }] })],
  ["an entity without its list", answer(200, { id: "a" })],
  ["a list of something else", answer(200, { items: ["a"] })],
  ["no body", text(200, "")],
])("A response with %s is an error and does not mean that the entity is gone.", async (_name, treatment) => {
  const { platform } = await platformBehind(treatment);
  await expect(platform.getItem(request, "a")).rejects.toThrow(/entities\/a/);
});

test("The deletion of an entity that is gone succeeds; in an unknown sandbox it fails.", async () => {
  const deletion = { ...request, method: "DELETE" } as const;
  const { platform } = await platformBehind(
    answer(404, goneBody),
    text(204, ""),
    answer(404, { error_code: "404000", message: "Resource not found" }),
  );
  await platform.delete(deletion);
  await platform.delete(deletion);
  await expect(platform.delete(deletion)).rejects.toMatchObject({ status: 404 });
});

test("A create response without an id counts as lost, so that the entity is looked for.", () => {
  const post = { method: "POST", path: path`/entities` } as const;
  expect(idOf(post, { id: "a" })).toBe("a");
  for (const body of [undefined, {}, { id: "" }, { id: 7 }, ["a"]]) {
    expect(() => idOf(post, body)).toThrow(LostResponseError);
  }
});

test("An etag is returned as received, with its quotes, from a response or a list of one.", () => {
  expect(etagOf({ id: "a", etag: '"e"' })).toBe('"e"');
  expect(etagOf({ items: [{ id: "a", etag: '"e"' }] })).toBe('"e"');
  expect([undefined, {}, { etag: 1 }, { items: [] }].map(etagOf)).toEqual(Array(4).fill(undefined));
});

test("A list response without a list is an error that names the request.", () => {
  expect(() => itemsOf(request, { items: null })).toThrow(/GET \/entities\/a/);
});

test("Only status 412 means that the entity has another version.", () => {
  const error = (status: number) =>
    new ServiceError({ method: "PATCH", path: "/a" }, { status, body: undefined });
  expect(isVersionConflict(error(412))).toBe(true);
  expect(isVersionConflict(error(409))).toBe(false);
  expect(isVersionConflict(new Error("412"))).toBe(false);
});

test("A list continues after a short page, until a page has nothing new.", async () => {
  const entities = Array.from({ length: 5 }, (_, index) => ({ id: `${index}` }));
  const starts: number[] = [];
  const atMostTwo = async (start: number) => {
    starts.push(start);
    return entities.slice(start, start + 2);
  };
  expect((await Array.fromAsync(everyPage(atMostTwo))).flat()).toEqual(entities);
  expect(starts).toEqual([0, 2, 4, 5]);

  // A service that pays no heed to the start would go on for ever.
  expect((await Array.fromAsync(everyPage(async () => entities))).flat()).toEqual(entities);
});
