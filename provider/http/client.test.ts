import { expect, onTestFinished, test, vi } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import {
  answer,
  cutOff,
  deadOrigin,
  reset,
  silence,
  startServer,
  type Treatment,
  text,
  truncated,
} from "../../test/support/localServer";
import { isJsonObject } from "../values/json";
import { HttpClient } from "./client";
import { path } from "./path";
import { RequestBudget } from "./requestBudget";
import type { Method } from "./retryTable";
import { LostResponseError, ServiceError } from "./serviceError";
import { ServiceTime } from "./serviceTime";
import { type Token, TokenSource } from "./token";
import { Transport } from "./transport";

function clientOf(
  origin: string,
  options: {
    responseTimeout?: number;
    fetch?: () => Promise<Token>;
    maxConcurrent?: number;
    refuses?: (body: unknown) => boolean;
  } = {},
) {
  const clock = new FakeClock();
  const transport = new Transport({ responseTimeout: options.responseTimeout });
  onTestFinished(() => transport.close());
  const serviceTime = new ServiceTime();
  const client = new HttpClient({
    origin,
    headers: { "x-api-key": "client-id" },
    transport,
    clock,
    serviceTime,
    budget: new RequestBudget({ maxConcurrent: options.maxConcurrent ?? 16 }, clock),
    ...(options.refuses === undefined ? {} : { refuses: options.refuses }),
    ...(options.fetch === undefined ? {} : { token: new TokenSource(options.fetch, clock) }),
  });
  return { client, clock, serviceTime };
}

const entities = path`/entities`;
const ok = answer(200, { id: "a" });
const expired = answer(401, { error_code: "401013", message: "Oauth token is not valid" });

function countedTokens() {
  let count = 0;
  return vi.fn(async (): Promise<Token> => ({ value: `token-${++count}`, expiresIn: 3_600 }));
}

test("Every request has the token, the API key and the content type; its own headers take precedence.", async () => {
  const server = await startServer(ok);
  const { client } = clientOf(server.url, { fetch: countedTokens() });
  const request = {
    method: "PATCH",
    path: entities,
    json: [{ op: "add" }],
    headers: { "if-match": '"e"' },
  } as const;
  expect(await client.send(request)).toEqual({ status: 200, body: { id: "a" } });
  expect(server.requests[0]).toMatchObject({
    method: "PATCH",
    url: "/entities",
    body: '[{"op":"add"}]',
    headers: {
      authorization: "Bearer token-1",
      "x-api-key": "client-id",
      "content-type": "application/json",
      accept: "application/json",
      "if-match": '"e"',
    },
  });
});

test("A form is sent form-encoded.", async () => {
  const server = await startServer(ok);
  const form = new URLSearchParams({ client_secret: "a&b=c" });
  await clientOf(server.url).client.send({ method: "POST", path: entities, form });
  expect(server.requests[0]).toMatchObject({
    body: "client_secret=a%26b%3Dc",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
});

test("A response without a body is accepted.", async () => {
  const server = await startServer(text(204, ""));
  const { client } = clientOf(server.url);
  expect(await client.send({ method: "DELETE", path: entities })).toEqual({ status: 204, body: undefined });
});

const lostAnswers: [string, Treatment][] = [
  ["a reset", reset],
  ["silence", silence],
  ["a body that ends in the middle", truncated],
  ["JSON that is cut off", cutOff],
  ["a page instead of JSON", text(200, "<html>Please sign in</html>")],
  ["a request time-out", answer(408, {})],
  ["an internal error", answer(500, { message: "oops" })],
  ["a bad gateway", text(502, "<html></html>")],
  ["an unavailable service", answer(503, {})],
  ["a gateway time-out", answer(504, {})],
];

/** Only silence takes a short timeout: on a busy machine, any response can take longer than that. */
function timeoutUnder(treatment: Treatment): { responseTimeout?: number } {
  return treatment === silence ? { responseTimeout: 1_000 } : {};
}

test.each(lostAnswers)(
  "After %s, a request that changes something is not repeated, and its response counts as lost.",
  async (_name, treatment) => {
    const send = async (method: Method) => {
      const server = await startServer(treatment, ok);
      const { client } = clientOf(server.url, timeoutUnder(treatment));
      await expect(client.send({ method, path: entities, json: {} })).rejects.toBeInstanceOf(
        LostResponseError,
      );
      expect(server.requests).toHaveLength(1);
    };
    await Promise.all([send("POST"), send("PATCH"), send("PUT")]);
  },
);

test("The body of a DELETE response is ignored, because it is not documented.", async () => {
  const server = await startServer(text(200, "Deleted"));
  const { client } = clientOf(server.url);
  expect(await client.send({ method: "DELETE", path: entities })).toMatchObject({ status: 200 });
  expect(server.requests).toHaveLength(1);
});

test.each(lostAnswers)("After %s, GET and DELETE are repeated.", async (name, treatment) => {
  const send = async (method: Method) => {
    const server = await startServer(treatment, ok);
    const { client, clock } = clientOf(server.url, timeoutUnder(treatment));
    expect(await client.send({ method, path: entities })).toMatchObject({ status: 200 });
    expect(server.requests).toHaveLength(2);
    expect(clock.sleeps).toHaveLength(1);
  };
  // The body of a DELETE response is not read.
  const isRead = /JSON/.test(name);
  await Promise.all([send("GET"), ...(isRead ? [] : [send("DELETE")])]);
});

const methods: Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

test.each(methods)("%s is repeated after 429, because the service has not processed it.", async (method) => {
  const server = await startServer(answer(429, { error_code: "429050" }, { "retry-after": "7" }), ok);
  const { client, clock } = clientOf(server.url);
  expect(await client.send({ method, path: entities })).toMatchObject({ status: 200 });
  expect(server.requests).toHaveLength(2);
  expect(clock.sleeps[0]).toBeGreaterThanOrEqual(7_000);
  expect(clock.sleeps[0]).toBeLessThanOrEqual(8_000);
});

test("A request is not repeated before its Retry-After; with one of hours it fails.", async () => {
  const server = await startServer(answer(429, { error_code: "429050" }, { "retry-after": "86400" }), ok);
  const { client, clock } = clientOf(server.url);
  await expect(client.send({ method: "GET", path: entities })).rejects.toThrow(/429050/);
  expect(clock.sleeps).toEqual([]);
});

test("A date in Retry-After is compared with the Date of the response, not with the machine's clock.", async () => {
  const theirs = Date.UTC(2031, 5, 1);
  const headers = {
    date: new Date(theirs).toUTCString(),
    "retry-after": new Date(theirs + 30_000).toUTCString(),
  };
  const server = await startServer(answer(503, {}, headers), ok);
  const { client, clock } = clientOf(server.url);
  await client.send({ method: "GET", path: entities });
  expect(clock.sleeps[0]).toBeGreaterThanOrEqual(30_000);
  expect(clock.sleeps[0]).toBeLessThanOrEqual(31_000);
});

test("A POST to an unreachable service is repeated several times, and then fails with an error that names the service.", async () => {
  const origin = await deadOrigin();
  const { client, clock } = clientOf(origin);
  await expect(client.send({ method: "POST", path: entities, json: {} })).rejects.toMatchObject({
    name: "UnreachableError",
    message: expect.stringContaining(origin),
  });
  expect(clock.sleeps).toHaveLength(4);
});

test.each<[string, Treatment, number]>([
  ["failures", answer(503, { message: "down" }), 5],
  ["rate limit responses", answer(429, { message: "slow" }), 20],
])(
  "After the maximum number of %s, the last response of the service is the error.",
  async (_name, treatment, attempts) => {
    const server = await startServer(treatment);
    const sent = clientOf(server.url).client.send({ method: "GET", path: entities });
    await expect(sent).rejects.toBeInstanceOf(ServiceError);
    expect(server.requests).toHaveLength(attempts);
  },
);

test("A refusal is final.", async () => {
  const server = await startServer(answer(400, { message: "no" }, { "x-request-id": "r-1" }), ok);
  const sent = clientOf(server.url).client.send({ method: "GET", path: entities });
  await expect(sent).rejects.toMatchObject({ status: 400, detail: "no", requestId: "r-1", method: "GET" });
  expect(server.requests).toHaveLength(1);
});

test("An idempotent POST is repeated, and its last refusal is a refusal, not a lost response.", async () => {
  const recovered = await startServer(reset, answer(503, {}), ok);
  const request = { method: "POST", path: entities, idempotent: true } as const;
  expect(await clientOf(recovered.url).client.send(request)).toMatchObject({ status: 200 });
  expect(recovered.requests).toHaveLength(3);

  const down = await startServer(answer(503, { message: "down" }));
  await expect(clientOf(down.url).client.send(request)).rejects.toMatchObject({
    name: "ServiceError",
    status: 503,
  });
});

test("A DELETE that keeps failing ends with the service's refusal, because it can be repeated.", async () => {
  const server = await startServer(answer(500, { message: "oops" }));
  await expect(clientOf(server.url).client.send({ method: "DELETE", path: entities })).rejects.toMatchObject({
    name: "ServiceError",
    status: 500,
  });
});

test.each(methods)("After 401, %s is repeated once with a new token, without a pause.", async (method) => {
  const server = await startServer(expired, ok);
  const fetch = countedTokens();
  const { client, clock } = clientOf(server.url, { fetch });
  expect(await client.send({ method, path: entities })).toMatchObject({ status: 200 });
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer token-1",
    "Bearer token-2",
  ]);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(clock.sleeps).toEqual([]);
});

test("A second 401 is final: the token is renewed only once.", async () => {
  const server = await startServer(expired);
  const fetch = countedTokens();
  const sent = clientOf(server.url, { fetch }).client.send({ method: "GET", path: entities });
  await expect(sent).rejects.toMatchObject({ status: 401, code: "401013" });
  expect(server.requests).toHaveLength(2);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test.each([
  ["of a service below /data/core", path`/data/core/ups/config`, { title: "Unauthorized" }, 1],
  ["of the gateway", path`/data/core/ups/config`, { error_code: "401013" }, 2],
  ["without JSON", path`/data/core/ups/config`, "<html>", 2],
  ["of another service", entities, { title: "Unauthorized" }, 2],
])("A 401 %s leads to the right number of tokens.", async (_whose, target, body, tokens) => {
  const server = await startServer(typeof body === "string" ? text(401, body) : answer(401, body));
  const fetch = countedTokens();
  const { client } = clientOf(server.url, { fetch });
  await expect(client.send({ method: "GET", path: target })).rejects.toMatchObject({ status: 401 });
  expect(fetch).toHaveBeenCalledTimes(tokens);
});

test("Many requests with the same expired token lead to one new token.", async () => {
  const server = await startServer((response, request) =>
    (request.headers.authorization === "Bearer token-1" ? expired : ok)(response, request),
  );
  const fetch = countedTokens();
  const { client } = clientOf(server.url, { fetch });
  await Promise.all(Array.from({ length: 8 }, () => client.send({ method: "GET", path: entities })));
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("Without a token a request is not sent, and the next request fetches a token again.", async () => {
  const server = await startServer(ok);
  const fetch = countedTokens().mockRejectedValueOnce(new Error("no token"));
  const { client } = clientOf(server.url, { fetch });
  await expect(client.send({ method: "POST", path: entities })).rejects.toThrow("no token");
  expect(server.requests).toEqual([]);
  expect(await client.send({ method: "POST", path: entities })).toMatchObject({ status: 200 });
});

test.each([301, 302, 303, 307, 308])(
  "A redirect %i to another host is not followed, and the token is not sent there.",
  async (status) => {
    const elsewhere = await startServer(ok);
    for (const method of ["GET", "POST"] as const) {
      const server = await startServer(text(status, "", { location: `${elsewhere.url}/entities` }));
      const sent = clientOf(server.url, { fetch: countedTokens() }).client.send({ method, path: entities });
      await expect(sent).rejects.toMatchObject({ name: "ServiceError", status });
      expect(server.requests).toHaveLength(1);
    }
    expect(elsewhere.requests).toEqual([]);
  },
);

test("The service's time is learned from its responses.", async () => {
  const theirs = Date.UTC(2031, 5, 1);
  const server = await startServer(answer(200, {}, { date: new Date(theirs).toUTCString() }));
  const { client, clock, serviceTime } = clientOf(server.url);
  await client.send({ method: "GET", path: entities });
  expect(serviceTime.at(clock.now())?.earliest).toBe(theirs);
});

test("No error of any kind shows the token.", async () => {
  const fetch = async (): Promise<Token> => ({ value: "very-secret-token", expiresIn: 3_600 });
  for (const treatment of [reset, cutOff, answer(400, { message: "no" }), answer(401, {}), text(302, "")]) {
    const server = await startServer(treatment);
    const sent = clientOf(server.url, { fetch }).client.send({ method: "POST", path: entities });
    const error = await sent.catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain("very-secret-token");
  }
});

test("A refusal in a 2xx response, also to a DELETE, is final and an error with the service's code and message.", async () => {
  const refusal = { statusCode: 4001, statusMessage: "not compatible" };
  const server = await startServer(
    answer(200, refusal),
    answer(200, refusal),
    answer(200, { statusCode: 0 }),
  );
  const { client } = clientOf(server.url, {
    refuses: (body) => isJsonObject(body) && body.statusCode !== 0,
  });
  for (const method of ["POST", "DELETE"] as const) {
    const error = await client.send({ method, path: entities }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ status: 200, code: "4001", detail: "not compatible" });
  }
  expect(await client.send({ method: "GET", path: entities })).toEqual({
    status: 200,
    body: { statusCode: 0 },
  });
  expect(server.requests).toHaveLength(3);
});

test("When the token ends while 200 requests wait for their place, none of them is sent with the old token.", async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const seen: string[] = [];
  const server = await startServer(async (response, request) => {
    const { authorization = "" } = request.headers;
    seen.push(authorization);
    await ended;
    (seen.length > 4 && authorization === "Bearer token-1" ? expired : ok)(response, request);
  });
  const fetch = countedTokens();
  const { client, clock } = clientOf(server.url, { fetch, maxConcurrent: 4 });
  const sent = Array.from({ length: 204 }, () => client.send({ method: "GET", path: entities }));
  await vi.waitFor(() => expect(seen).toHaveLength(4));
  clock.advance(3_600_000);
  end();
  await Promise.all(sent);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(seen).toHaveLength(204);
  expect(seen.filter((authorization) => authorization === "Bearer token-1")).toHaveLength(4);
});

test.each(["if-match", "accept"])(
  "A value that the header %s cannot contain is an error that names the request and does not show the value.",
  async (name) => {
    const server = await startServer(ok);
    const sent = clientOf(server.url).client.send({
      method: "POST",
      path: entities,
      headers: { [name]: "“hidden”" },
    });
    const error = await sent.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "Problem", message: expect.stringContaining("POST /entities") });
    expect(String(error)).toContain(name);
    expect(String(error)).not.toContain("hidden");
    expect(server.requests).toEqual([]);
  },
);
