import { describe, expect, test } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { answer, startServer, type Treatment } from "../../test/support/localServer";
import { completeConfig, scope, sessionWith } from "../../test/support/session";
import { type Call, unlimitedCall } from "../http/call";
import { constantPath } from "../http/path";
import type { Method } from "../http/retryTable";

const path = constantPath("/entities");
const development = answer(200, { sandboxes: [{ name: "dev", type: "development" }] });
const production = answer(200, { sandboxes: [{ name: "dev", type: "production" }] });

/** A session with a guard, and a server whose list of sandboxes is given. */
async function guarded(list: Treatment, config: Readonly<Record<string, string>> = {}) {
  let current = list;
  const server = await startServer((response, request) => {
    (request.url.includes("sandbox-management") ? current : answer(200, {}))(response, request);
  });
  const clock = new FakeClock();
  const urls = { "aep:apiUrl": server.url, "aep:azureManagementUrl": server.url };
  const session = sessionWith(
    { ...completeConfig, ...urls, "aep:protectProduction": "true", ...config },
    clock,
  );
  return {
    session,
    clock,
    setList: (next: Treatment) => {
      current = next;
    },
    send: (method: Method, call: Partial<Call> = {}, place: typeof scope | undefined = scope) =>
      session
        .gateway("aep", { ...unlimitedCall("create"), ...call })
        .client.send({ method, path, scope: place }),
    lines: () => server.requests.map(({ method, url }) => `${method} ${url}`),
  };
}

const listLine = "GET /data/foundation/sandbox-management/?limit=50&offset=0";

test("Parallel changes in a development sandbox wait for one list.", async () => {
  const { send, lines } = await guarded(development);
  await Promise.all([send("POST"), send("DELETE"), send("PATCH"), send("PUT")]);
  await send("POST");
  expect(lines().filter((line) => line.startsWith("GET"))).toEqual([listLine]);
  expect(lines()).toHaveLength(6);
});

test("Each organisation has its own list, for all its sandboxes.", async () => {
  const { send, lines } = await guarded(
    answer(200, { sandboxes: ["dev", "test"].map((name) => ({ name, type: "development" })) }),
  );
  await send("POST");
  await send("POST", {}, { ...scope, sandbox: "test" });
  await send("POST", {}, { ...scope, orgId: "OTHER@AdobeOrg" });
  expect(lines().filter((line) => line === listLine)).toHaveLength(2);
});

test("Reads need no list.", async () => {
  const { send, lines } = await guarded(production);
  await send("GET");
  expect(lines()).toEqual(["GET /entities"]);
});

test.each(["false", "FALSE", "0", ""])("A guard with the value %j sends nothing.", async (value) => {
  const { send, lines } = await guarded(production, { "aep:protectProduction": value });
  await send("POST");
  expect(lines()).toEqual(["POST /entities"]);
});

test.each(["true", "TRUE", "True", "1"])("A guard with the value %j refuses changes.", async (value) => {
  const { send, lines } = await guarded(production, { "aep:protectProduction": value });
  await expect(send("POST")).rejects.toThrow("as production");
  expect(lines()).toEqual([listLine]);
});

test.each(["yes", "ture", "on", "[true]"])("The value %j refuses changes as invalid.", async (value) => {
  const { send, lines } = await guarded(development, { "aep:protectProduction": value });
  await expect(send("POST")).rejects.toThrow(
    "The configuration key aep:protectProduction (AEP_PROTECT_PRODUCTION) is invalid",
  );
  expect(lines()).toEqual([]);
});

test.each([
  ["links of any form", { _links: { next: { href: "anything" } } }, { _links: { next: { href: "" } } }],
  ["a smaller limit and no links", { _page: { limit: 1 } }, { _page: { limit: 2 } }],
])("The pages of a list with %s are followed.", async (_case, first, second) => {
  const { send, lines, setList } = await guarded((response, request) => {
    const isSecond = request.url.endsWith("offset=1");
    const sandboxes = [isSecond ? { name: "dev", type: "development" } : { name: "a", type: "production" }];
    answer(200, { sandboxes, ...(isSecond ? second : first) })(response, request);
  });
  await send("POST");
  expect(lines()).toEqual([listLine, listLine.replace(/0$/, "1"), "POST /entities"]);
  setList(production);
  await send("POST");
  expect(lines()).toHaveLength(4);
});

test.each([
  [49, 1],
  [50, 2],
  [75, 2],
])("A list of %i sandboxes without links takes %i requests.", async (count, requests) => {
  const all = Array.from({ length: count }, (_, index) => ({
    name: index === count - 1 ? "dev" : `s-${index}`,
    type: "development",
  }));
  const { send, lines } = await guarded((response, request) => {
    const query = new URL(request.url, "http://localhost").searchParams;
    const [limit, offset] = [Number(query.get("limit")), Number(query.get("offset"))];
    answer(200, { sandboxes: all.slice(offset, offset + limit), _page: { limit, count: 1 } })(
      response,
      request,
    );
  });
  await send("POST");
  expect(lines()).toHaveLength(requests + 1);
});

test("A list without end refuses changes.", async () => {
  const { send } = await guarded(
    answer(200, {
      sandboxes: [{ name: "dev", type: "development" }],
      _links: { next: { href: "again" } },
    }),
  );
  await expect(send("POST")).rejects.toThrow("contains nothing new and names a next page");
});

describe("A list that leaves a sandbox unsure", () => {
  test.each<[string, Treatment]>([
    ["does not contain it", answer(200, { sandboxes: [] })],
    ["is refused", answer(403, {})],
  ])("is read again after a minute if it %s.", async (_case, list) => {
    const { send, lines, setList, clock } = await guarded(list);
    await expect(send("POST")).rejects.toThrow("aep:protectProduction");
    setList(development);
    await expect(send("POST")).rejects.toThrow("aep:protectProduction");
    expect(lines()).toHaveLength(1);
    clock.advance(60_000);
    await Promise.all([send("POST"), send("POST")]);
    expect(lines()).toEqual([listLine, listLine, "POST /entities", "POST /entities"]);
  });

  test("is not read again if it has the sandbox.", async () => {
    const { send, lines, clock } = await guarded(production);
    await expect(send("POST")).rejects.toThrow("as production");
    clock.advance(60_000);
    await expect(send("POST")).rejects.toThrow("as production");
    expect(lines()).toEqual([listLine]);
  });
});

test("A call that ends does not end the list for the others.", async () => {
  const ended = new AbortController();
  let respond = () => {};
  const { send, lines } = await guarded((response, request) => {
    respond = () => development(response, request);
  });
  const cancelled = send("POST", { signal: ended.signal });
  const other = send("POST");
  await expect.poll(lines).toEqual([listLine]);
  ended.abort();
  await expect(cancelled).rejects.toThrow("was cancelled while waiting for the list of sandboxes");
  respond();
  await other;
  expect(lines()).toEqual([listLine, "POST /entities"]);
});

test("With one request at a time, the list does not wait for the change that waits for it.", async () => {
  const { send, lines } = await guarded(development, { "aep:maxConcurrentRequests": "1" });
  await Promise.all([send("POST"), send("POST")]);
  expect(lines()).toEqual([listLine, "POST /entities", "POST /entities"]);
});

test("A request that names no sandbox is refused.", async () => {
  const { session, lines } = await guarded(development);
  const { client } = session.gateway("aep");
  await expect(client.send({ method: "POST", path })).rejects.toThrow("names no sandbox");
  expect(lines()).toEqual([]);
});

test("Changes on Azure for an endpoint in a protected sandbox are refused too.", async () => {
  const { session, lines } = await guarded(production);
  const { client } = session.gateway("azure");
  await expect(client.send({ method: "PUT", path, scope })).rejects.toThrow("as production");
  expect(lines()).toEqual([listLine]);
});

describe("The message", () => {
  const allow =
    "To allow changes, set aep:protectProduction to false in the place where it is set: the stack config, the environment, or the aep.Provider.";
  const recorded =
    "Without --run-program, a destroy uses the configuration that the last pulumi up recorded: run pulumi up first, or pass --run-program.";
  const reason =
    'AEP reports sandbox "dev" of organisation ORG@AdobeOrg as production, and aep:protectProduction (AEP_PROTECT_PRODUCTION) is set.';

  test("names the resource.", async () => {
    const { send } = await guarded(production);
    await expect(send("POST", { subject: 'the flow "f"' })).rejects.toThrow(
      `The create of the flow "f" was refused before it changed anything: ${reason}\n${allow}`,
    );
  });

  test("names the request of a function or command.", async () => {
    const { send } = await guarded(production);
    await expect(send("POST")).rejects.toThrow(`POST /entities was not sent: ${reason}\n${allow}`);
  });

  test("of a destroy without the program says that it uses the recorded configuration.", async () => {
    const { send, session } = await guarded(production);
    await expect(send("DELETE", { operation: "delete" })).rejects.toThrow(`${allow} ${recorded}`);
    session.run.hasChecked = true;
    const message = await send("DELETE", { operation: "delete" }).catch(String);
    expect(message).not.toContain(recorded);
  });

  test("has at most four lines if the list is refused.", async () => {
    const { send } = await guarded(answer(403, { title: "Denied", status: 403 }));
    const message = await send("POST").catch((error: Error) => error.message);
    expect(String(message).split("\n")).toHaveLength(3);
    expect(message).toContain("Check that a role in AEP allows the credential to send this request");
  });
});
