import { request } from "node:http";
import { expect, test } from "vitest";
import { connectionBody, secretText } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";
import { createWholePipeline } from "../testing/pipeline.testing";
import type {
  EntityDetails,
  EntityList,
  Overview,
  RequestDetails,
  RequestList,
  StreamEvents,
} from "./protocol";

const api = "/_emulator/console/api";
const relaxed = { switches: { interactiveAuthoringRequired: false } };

/** Reads from the console's API. */
async function read<Body>(url: string, path: string): Promise<Body> {
  return (await fetch(`${url}${api}/${path}`)).json() as Promise<Body>;
}

/** The status and headers of a request with any headers: fetch sets some itself. */
function send(port: number, path: string, headers: Record<string, string>) {
  return new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, location: response.headers.location });
      sent.destroy();
    });
    sent.on("error", reject).end();
  });
}

/** The events of the stream, one by one. */
async function* eventsOf(url: string): AsyncGenerator<{ name: keyof StreamEvents; data: unknown }> {
  const { body } = await fetch(`${url}${api}/events`);
  let text = "";
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
      if (name !== undefined && data !== undefined) {
        yield { name: name as keyof StreamEvents, data: JSON.parse(data) };
      }
    }
  }
}

/** The first event of a name whose data matches. */
async function eventOf(events: ReturnType<typeof eventsOf>, name: string, text: string): Promise<unknown> {
  for (;;) {
    const { value, done } = await events.next();
    if (done === true || (value.name === name && JSON.stringify(value.data).includes(text))) {
      return value?.data;
    }
  }
}

test("opens for browsers at the origin, and leaves the origin's response to programs unchanged", async () => {
  const { emulator } = await start();
  const { port } = emulator;
  emulator.log.clear();
  expect(await send(port, "/", { accept: "text/html,*/*" })).toEqual({
    status: 302,
    location: "/_emulator/console/",
  });
  expect(emulator.log.list()).toEqual([]);
  expect((await send(port, "/", { accept: "*/*" })).status).toBe(404);
  expect(emulator.log.list()).toHaveLength(1);
});

test.each<[string, number, string, Record<string, string>]>([
  ["a mapped port of a container", 200, `${api}/overview`, { host: "localhost:18080" }],
  ["a name that was added", 200, `${api}/overview`, { host: "build-host:18080" }],
  ["another name", 403, `${api}/overview`, { host: "attacker.example:18080" }],
  ["the page's own origin", 200, `${api}/overview`, { host: "build-host:1", origin: "http://build-host:1" }],
  ["another origin", 403, `${api}/overview`, { origin: "https://attacker.example" }],
  ["another origin that follows events", 403, `${api}/events`, { "sec-fetch-site": "cross-site" }],
  [
    "a link on another page that reads the API",
    403,
    `${api}/overview`,
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
  ],
  [
    "the console in a frame of another page",
    403,
    "/_emulator/console/",
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
  ],
])("for %s, returns %i", async (_case, status, path, headers) => {
  const { emulator } = await start({ hostNames: ["build-host"] });
  expect((await send(emulator.port, path, headers)).status).toBe(status);
});

test("may be opened by a link on another page", async () => {
  const { emulator } = await start();
  const headers = {
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };
  expect((await send(emulator.port, "/_emulator/console/", headers)).status).not.toBe(403);
});

test("streams requests with their status and fault, changes of entities, and changes of controls", async () => {
  const { emulator, client } = await start();
  const events = eventsOf(emulator.url);
  await eventOf(events, "controls", "approvalDelayMs");
  emulator.faults.add({ kind: "answerLost", method: "GET", path: paths.runs });
  const { body } = await client.post(paths.connections, connectionBody);
  await client.get(paths.runs).catch(() => undefined);
  expect(await eventOf(events, "requests", "answerLost")).toContainEqual(
    expect.objectContaining({ method: "GET", template: paths.runs, status: null, fault: "answerLost" }),
  );
  expect(await eventOf(events, "entities", body.id)).toContainEqual({
    collection: "connections",
    id: body.id,
  });
  emulator.switches.approvalDelayMs = "never";
  expect(await eventOf(events, "controls", '"approvalDelayMs":"never"')).toMatchObject({ faults: [] });
  emulator.reset();
  expect(await eventOf(events, "reload", "null")).toBeNull();
  await events.return(undefined);
});

test("lists entities by sandbox, collection, state and search, newest first", async () => {
  const { emulator, client } = await start(relaxed);
  const { endpoint, flow } = await createWholePipeline(client);
  await client.in("dev").post(paths.connections, { ...connectionBody, name: "Another base" });
  const list = async (query: string) => {
    const { items, total } = await read<EntityList>(emulator.url, `entities?${query}`);
    return { names: items.map(({ name }) => name), total };
  };
  expect(await list("collection=connections")).toEqual({ names: ["Another base", "ACME base"], total: 2 });
  expect(await list("collection=connections&limit=1")).toEqual({ names: ["Another base"], total: 2 });
  expect((await list("sandbox=dev")).names).toContain("Another base");
  expect((await list("sandbox=dev")).names).not.toContain("ACME base");
  expect((await list("sandbox=-")).names).toContain("acmestorage");
  expect(await list(`search=${flow}`)).toEqual({ names: ["ACME flow"], total: 1 });
  expect((await list(`search=${endpoint}&state=Approved&sandbox=prod`)).total).toBe(1);
  expect((await list(`search=${endpoint}&state=Rejected`)).total).toBe(0);
});

test("shows an entity with referrers, and a history that names the request or the other user", async () => {
  const { emulator, client } = await start(relaxed);
  const { source, connection } = await createWholePipeline(client);
  const path = `${paths.sources}/${source}`;
  await client.patch(path, [{ op: "replace", path: "/name", value: "Renamed" }]);
  await client.send("PATCH", `/_emulator/sourceConnections/${source}`, { name: "By another user" });
  const details = await read<EntityDetails>(emulator.url, `entities/sourceConnections/${source}`);
  const [patch] = emulator.log.list({ method: "PATCH" });
  expect(details.history.map(({ kind, by }) => [kind, by]).slice(1)).toEqual([
    ["changed", patch?.number],
    ["changed", "admin"],
  ]);
  expect(new Set(details.history.map(({ etag }) => etag)).size).toBe(3);
  expect(details.referrers.map(({ collection }) => collection)).toEqual(["flows"]);
  expect(details.referred.map(({ id }) => id)).toEqual([connection]);
  expect(details.requests[0]?.number).toBe(patch?.number);
  await client.delete(`/_emulator/sourceConnections/${source}`);
  const deleted = await read<EntityDetails>(emulator.url, `entities/sourceConnections/${source}`);
  expect(deleted.isDeleted).toBe(true);
  expect(deleted.history.at(-1)).toMatchObject({ kind: "deleted", by: "admin" });
});

test("shows the response to a refused request, and saves requests that match as HAR", async () => {
  const { emulator, client } = await start();
  const { headers } = await client.post(paths.connections, { name: "incomplete" });
  expect(headers.get("x-request-id")).not.toBeNull();
  const { items } = await read<RequestList>(emulator.url, "requests?status=4");
  const details = await read<RequestDetails>(emulator.url, `requests/${items[0]?.number}`);
  expect(JSON.stringify(details.response)).toContain("CONNECTOR-1304-400");
  expect(details.durationMs).toBeGreaterThan(0);
  const har = await read<{ log: { entries: { request: { url: string }; response: { status: number } }[] } }>(
    emulator.url,
    "har?status=4",
  );
  expect(har.log.entries.map(({ request, response }) => [request.url, response.status])).toEqual([
    [`${emulator.url}${paths.connections}`, 400],
  ]);
});

test("sends no secret", async () => {
  const { emulator, client } = await start(relaxed);
  const events = eventsOf(emulator.url);
  const seen: unknown[] = [await eventOf(events, "controls", "")];
  const { connection, flow } = await createWholePipeline(client);
  await client.send("PATCH", `/_emulator/connections/${connection}`, {
    auth: { params: { password: secretText } },
  });
  seen.push(await eventOf(events, "entities", connection));
  for (const path of [
    "overview",
    "entities",
    `entities/connections/${connection}`,
    "graph",
    `graph/flows/${flow}`,
    "requests",
    "har",
    ...emulator.log.list().map(({ number }) => `requests/${number}`),
  ]) {
    seen.push(await read(emulator.url, path));
  }
  const text = JSON.stringify(seen);
  for (const secret of [secretText, "not-a-real-key", "emulator-secret", tokenOf(client)]) {
    expect(text).not.toContain(secret);
  }
  expect((await read<Overview>(emulator.url, "overview")).organisation).toBe("EMULATOR@AdobeOrg");
  await events.return(undefined);
});

function tokenOf({ headers }: Client): string {
  return headers.authorization?.split(" ")[1] ?? "";
}
