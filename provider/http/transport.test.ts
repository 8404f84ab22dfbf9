import { expect, onTestFinished, test } from "vitest";
import {
  answer,
  deadOrigin,
  reset,
  silence,
  startServer,
  type Treatment,
  text,
  truncated,
} from "../../test/support/localServer";
import { Transport } from "./transport";

function newTransport(responseTimeout?: number): Transport {
  const transport = new Transport({ responseTimeout });
  onTestFinished(() => transport.close());
  return transport;
}

test("A request is sent unchanged, and its response is returned completely.", async () => {
  const server = await startServer(answer(201, { id: "a" }, { "x-request-id": "r" }));
  const received = await newTransport().exchange({
    method: "POST",
    url: new URL(`${server.url}/flows?op=x`),
    headers: { "if-match": '"etag"' },
    body: "{}",
  });
  expect(received).toMatchObject({ status: 201, text: '{"id":"a"}', headers: { "x-request-id": "r" } });
  expect(server.requests).toEqual([
    expect.objectContaining({
      method: "POST",
      url: "/flows?op=x",
      body: "{}",
      headers: expect.objectContaining({ "if-match": '"etag"' }),
    }),
  ]);
});

test.each<[string, Treatment, number | undefined]>([
  ["the connection is reset", reset, undefined],
  ["the response is incomplete", truncated, undefined],
  ["no response arrives in time", silence, 1_000],
])("When %s, the request counts as sent, and is not repeated.", async (_name, treatment, responseTimeout) => {
  const server = await startServer(treatment);
  const exchange = newTransport(responseTimeout).exchange({
    method: "GET",
    url: new URL(server.url),
    headers: {},
  });
  await expect(exchange).rejects.toMatchObject({ name: "TransportError", sent: true });
  expect(server.requests).toHaveLength(1);
});

test("When no process listens on the port, the request counts as not sent.", async () => {
  const exchange = newTransport().exchange({ method: "POST", url: new URL(await deadOrigin()), headers: {} });
  await expect(exchange).rejects.toMatchObject({
    sent: false,
    message: expect.stringContaining("ECONNREFUSED"),
  });
});

test("When the name of the host does not exist, the request counts as not sent.", async () => {
  const url = new URL("http://no-such-host.invalid");
  await expect(newTransport().exchange({ method: "POST", url, headers: {} })).rejects.toMatchObject({
    sent: false,
  });
});

test("A request that HTTP cannot carry never counts as sent.", async () => {
  const server = await startServer(answer(200, {}));
  const exchange = newTransport().exchange({
    method: "POST",
    url: new URL(server.url),
    headers: { "x-sandbox-name": "two\nlines" },
  });
  await expect(exchange).rejects.not.toMatchObject({ sent: true });
  expect(server.requests).toEqual([]);
});

test("A redirect is returned like any other response.", async () => {
  const elsewhere = await startServer(answer(200, {}));
  const server = await startServer(text(307, "", { location: elsewhere.url }));
  const received = await newTransport().exchange({ method: "GET", url: new URL(server.url), headers: {} });
  expect(received.status).toBe(307);
  expect(elsewhere.requests).toEqual([]);
});

test("The first value of a repeated header counts.", async () => {
  const server = await startServer((response) => {
    response.setHeader("retry-after", ["1", "2"]);
    response.end();
  });
  const received = await newTransport().exchange({ method: "GET", url: new URL(server.url), headers: {} });
  expect(received.headers["retry-after"]).toBe("1");
});

test("An aborted exchange ends its request on the service, too.", async () => {
  const caller = new AbortController();
  const closed = Promise.withResolvers<void>();
  const server = await startServer((response) => {
    response.on("close", closed.resolve);
    caller.abort();
  });
  const exchange = newTransport(2_000).exchange({
    method: "GET",
    url: new URL(server.url),
    headers: {},
    signal: caller.signal,
  });
  await expect(exchange).rejects.toMatchObject({ name: "TransportError", cause: { name: "AbortError" } });
  await closed.promise;
});
