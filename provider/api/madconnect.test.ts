import { expect, test } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { answer, reset, startServer, type Treatment, text } from "../../test/support/localServer";
import { sessionWith } from "../../test/support/session";
import { LostResponseError, ServiceError } from "../http/serviceError";
import type { JsonObject } from "../values/json";
import { Madconnect } from "./madconnect";

const base = "/es/v2/connections";
const secret = "a-client-secret";
const token = answer(200, { accessToken: "fetched-token", tokenType: "Bearer", expiry: 86_400 });
const enveloped = (response: unknown, statusCode: unknown = 0, statusMessage = "said") =>
  answer(200, { statusCode, statusMessage, response });

/** A service with separate responses to token requests. */
async function behind(treatments: Treatment[], options: { tokens?: Treatment[]; accountId?: string } = {}) {
  const tokens = options.tokens ?? [token];
  let [fetched, asked] = [0, 0];
  const server = await startServer((response, request) => {
    const pick = (list: Treatment[], count: number) => list[Math.min(count, list.length - 1)];
    const treatment = request.url.startsWith("/es/v2/oauth/")
      ? pick(tokens, fetched++)
      : pick(treatments, asked++);
    treatment?.(response, request);
  });
  const clock = new FakeClock();
  const session = sessionWith(
    {
      "aep:madconnectUrl": server.url,
      "aep:madconnectClientId": "client",
      "aep:madconnectClientSecret": secret,
    },
    clock,
  );
  const { accountId } = options;
  const madconnect = new Madconnect(
    session.gateway("madconnect"),
    accountId === undefined ? {} : { accountId },
  );
  const requests = () => server.requests.filter(({ url }) => !url.startsWith("/es/v2/oauth/"));
  const logins = () => server.requests.filter(({ url }) => url.startsWith("/es/v2/oauth/"));
  return { server, session, clock, madconnect, requests, logins };
}

const item = { id: "849b79953b98fe11", name: "n", status: "active", deleted: false };

test.each([
  ["bare", token],
  ["enveloped", enveloped({ accessToken: "fetched-token", tokenType: "Bearer", expiry: 86_400 })],
])("A token that comes %s is fetched once and sent with all requests.", async (_form, one) => {
  const { madconnect, requests, logins } = await behind([enveloped(item)], { tokens: [one] });
  await Promise.all([madconnect.get(item.id), madconnect.get(item.id), madconnect.getConnector(item.id)]);
  expect(logins()).toHaveLength(1);
  expect(JSON.parse(logins()[0]?.body ?? "")).toEqual({ clientId: "client", clientSecret: secret });
  expect(requests().map(({ headers }) => headers.authorization)).toEqual(
    Array(3).fill("Bearer fetched-token"),
  );
});

test("A token is renewed before it ends, and once when it is refused.", async () => {
  const refused = answer(401, { statusCode: 401, statusMessage: "token" });
  const { madconnect, clock, logins } = await behind([
    enveloped(item),
    enveloped(item),
    refused,
    enveloped(item),
  ]);
  await madconnect.get(item.id);
  clock.advance(86_400_000 - 200_000);
  await madconnect.get(item.id);
  expect(logins()).toHaveLength(2);
  await madconnect.get(item.id);
  expect(logins()).toHaveLength(3);
});

test.each<[string, Treatment, RegExp]>([
  [
    "refused credentials",
    enveloped(undefined, 401, "client unknown"),
    /client unknown[\s\S]*aep:madconnectClientSecret/,
  ],
  ["no token", enveloped({}), /without a token[\s\S]*aep:madconnectUrl/],
  ["no response", reset, /no other request was sent/],
])(
  "A token response with %s is an error that shows no secret, and no other request is sent.",
  async (_what, bad, said) => {
    const { madconnect, requests } = await behind([enveloped(item)], { tokens: [bad] });
    const error = await madconnect.create({}).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(said);
    expect(error).not.toBeInstanceOf(LostResponseError);
    expect(String(error)).not.toContain(secret);
    expect(requests()).toEqual([]);
  },
);

test("Every request names the configured account.", async () => {
  const { madconnect, requests } = await behind([enveloped(item)], { accountId: "a b" });
  await madconnect.create({ name: "n" });
  await madconnect.get(item.id);
  await madconnect.put("x", { name: "n" });
  await madconnect.setStatus("x", "activate");
  await madconnect.delete("x");
  await madconnect.getConnector(item.id);
  expect(requests().map(({ method, url }) => `${method} ${url}`)).toEqual([
    `POST ${base}?accountId=a%20b`,
    `GET ${base}/${item.id}?accountId=a%20b`,
    `PUT ${base}/x?accountId=a%20b`,
    `PUT ${base}/x/status/activate?accountId=a%20b`,
    `DELETE ${base}/x?accountId=a%20b`,
    `GET /es/v2/connectors/${item.id}?accountId=a%20b`,
  ]);
});

test("A create response with an id returns it; any other counts as lost, because the connection was created.", async () => {
  const { madconnect } = await behind([
    enveloped({ id: "a" }),
    enveloped({ ...item, more: 1 }),
    enveloped({}),
  ]);
  expect(await madconnect.create({})).toMatchObject({ id: "a" });
  expect(await madconnect.create({})).toMatchObject(item);
  await expect(madconnect.create({})).rejects.toBeInstanceOf(LostResponseError);
});

test.each([4001, "4001", 500, -1])(
  "A status code of %o in a success response is a refusal with code and message.",
  async (code) => {
    const { madconnect } = await behind([enveloped(undefined, code, "connectors do not match")]);
    const error = await madconnect.create({}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ code: String(code), detail: "connectors do not match" });
  },
);

test.each([0, "0", 200, 201])("A status code of %o is success.", async (code) => {
  const { madconnect } = await behind([enveloped(item, code)]);
  expect(await madconnect.get(item.id)).toMatchObject(item);
});

test.each<[string, Treatment]>([
  ["404 inside a success", enveloped(undefined, 404, "no such connection")],
  ["404 in HTTP too", answer(404, { statusCode: 404, statusMessage: "no such connection" })],
  ["the mark of a deleted one", enveloped({ ...item, deleted: true })],
  ["the status of a deleted one", enveloped({ ...item, status: "deleted" })],
])("A connection is gone after %s.", async (_what, treatment) => {
  const { madconnect } = await behind([treatment]);
  expect(await madconnect.get(item.id)).toBeUndefined();
});

test.each<[string, Treatment]>([
  ["an account that is not there", enveloped(undefined, 404, "Account not found")],
  ["a gateway's 404", answer(404, { message: "no route" })],
  ["a page for people", text(404, "<html>")],
  ["another refusal", enveloped(undefined, 403, "not yours")],
])("%s does not mean that the connection is gone.", async (_what, treatment) => {
  const { madconnect } = await behind([treatment]);
  await expect(madconnect.get(item.id)).rejects.toBeInstanceOf(ServiceError);
});

test("Undocumented attributes, such as configs, are left out.", async () => {
  const loud = {
    ...item,
    srcConnectionConfig: { key: "k" },
    src: { connectorId: "s", config: { key: "k" } },
  };
  const { madconnect } = await behind([enveloped(loud), enveloped([loud])]);
  for (const shown of [await madconnect.get(item.id), ...(await Array.fromAsync(madconnect.list()))]) {
    expect(shown).toMatchObject({ ...item, src: { connectorId: "s" } });
    expect(JSON.stringify(shown)).not.toContain("key");
  }
});

test("A deletion succeeds only if the connection is gone, in whatever way the service reports it.", async () => {
  const conflict = enveloped(undefined, 409, "is deleted");
  const { madconnect } = await behind([
    enveloped(undefined, 404, "no such connection"),
    conflict,
    enveloped({ ...item, deleted: true }),
    conflict,
    enveloped(item),
  ]);
  await madconnect.delete(item.id);
  await madconnect.delete(item.id);
  await expect(madconnect.delete(item.id)).rejects.toMatchObject({ code: "409" });
});

/** Lists this many connections the way a service may: offset by connections or pages, pages cut at some length. */
function listing(count: number, { pages = false, longest = 100 } = {}): Treatment {
  const all = Array.from({ length: count }, (_, index): JsonObject => ({ id: `c${index}`, name: "n" }));
  return (response, request) => {
    const query = new URL(request.url, "http://localhost").searchParams;
    const size = Math.min(Number(query.get("size")), longest);
    const start = Number(query.get("offset")) * (pages ? size : 1);
    enveloped(all.slice(start, start + size))(response, request);
  };
}

test.each([0, 1, 9, 10, 99, 100, 101, 200, 250])(
  "A list of %i is complete, whatever the offset counts.",
  async (count) => {
    for (const service of [{}, { pages: true }, { longest: 10 }, { pages: true, longest: 50 }]) {
      const { madconnect, requests } = await behind([listing(count, service)]);
      const ids = (await Array.fromAsync(madconnect.list())).map(({ id }) => id);
      expect(ids).toEqual(Array.from({ length: count }, (_, index) => `c${index}`));
      expect(requests().length).toBeLessThanOrEqual(Math.ceil(count / (service.longest ?? 100)) + 2);
    }
  },
);

test("A list that repeats itself ends.", async () => {
  const page = Array.from({ length: 100 }, (_, index) => ({ id: `c${index}` }));
  const { madconnect } = await behind([enveloped(page)]);
  expect(await Array.fromAsync(madconnect.list())).toHaveLength(100);
});

test("A list can be filtered by keyword and status.", async () => {
  const { madconnect, requests } = await behind([enveloped([])]);
  await Array.fromAsync(madconnect.list({ q: "a&b", status: "active" }));
  expect(requests()[0]?.url).toBe(`${base}?q=a%26b&status=active&size=100&offset=0`);
});

test.each([
  ["no list", enveloped({})],
  ["no envelope", answer(200, { items: [] })],
])("A list response with %s is an error, not an empty list.", async (_what, treatment) => {
  const { madconnect } = await behind([treatment]);
  await expect(Array.fromAsync(madconnect.list())).rejects.toThrow(/unexpected response/);
});
