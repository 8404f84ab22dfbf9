import { expect, test } from "vitest";
import { type GatewayErrorCode, gatewayErrors } from "../core/refusal";
import {
  connectionBody,
  endpointBody,
  mappingSetBody,
  profileClass,
  schemaBody,
} from "../testing/bodies.testing";
import { createPipeline, paths, start } from "../testing/client.testing";

const post = { method: "POST", template: paths.connections };

test.each([
  ["answerLost", 1],
  ["resetAfter", 1],
  ["resetBefore", 0],
] as const)("%s leaves %i entities", async (kind, count) => {
  const { client, emulator } = await start();
  emulator.faults.add({ kind, ...post });
  await expect(client.post(paths.connections, connectionBody)).rejects.toThrow();
  expect((await client.get(paths.connections)).body.items).toHaveLength(count);
  expect(emulator.log.list({ method: "POST", path: paths.connections })).toEqual([
    expect.objectContaining({ status: null, fault: kind }),
  ]);
  expect((await client.post(paths.connections, connectionBody)).status).toBe(201);
});

test.each(["truncated", "notJson"] as const)("%s damages the body of a response", async (kind) => {
  const { client, emulator } = await start();
  emulator.faults.add({ kind, ...post });
  await expect(client.post(paths.connections, connectionBody)).rejects.toThrow();
  expect((await client.get(paths.connections)).body.items).toHaveLength(1);
});

test("sends another response, with or without the change, to the matching requests", async () => {
  const { client } = await start();
  const fault = {
    kind: "answer",
    status: 429,
    headers: { "Retry-After": "2" },
    body: { error_code: "429050" },
  };
  await client.post("/_emulator/faults", { ...fault, ...post, nth: 2, times: 2 });
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1) {
    const { status, headers } = await client.post(paths.connections, connectionBody);
    statuses.push(status);
    expect(headers.get("retry-after")).toBe(status === 429 ? "2" : null);
  }
  expect(statuses).toEqual([201, 429, 429, 201]);
  expect((await client.get(paths.connections)).body.items).toHaveLength(2);

  await client.post("/_emulator/faults", { kind: "answer", status: 503, apply: true, ...post });
  expect((await client.post(paths.connections, connectionBody)).status).toBe(503);
  expect((await client.get(paths.connections)).body.items).toHaveLength(3);
  expect((await client.get("/_emulator/faults")).body.items).toEqual([]);
});

test("does not log the response that a fault sets, in which nothing shows what is secret", async () => {
  const { client, emulator } = await start();
  emulator.faults.add({ kind: "answer", status: 400, body: { title: "client a-plain-word" }, ...post });
  await client.post(paths.connections, connectionBody);
  const [logged] = emulator.log.list({ status: 400 });
  expect(logged?.fault).toBe("answer");
  expect(JSON.stringify(logged)).not.toContain("a-plain-word");
});

test("changes an entity just before a PATCH", async () => {
  const { client, emulator } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  emulator.faults.add({ kind: "edit", method: "PATCH", patch: { description: "theirs" } });
  const operations = [{ op: "replace", path: "/name", value: "ours" }];
  expect((await client.patch(`${paths.connections}/${id}`, operations)).status).toBe(412);
  expect((await client.patch(`${paths.connections}/${id}`, operations)).status).toBe(200);
  expect(await client.read(`${paths.connections}/${id}`)).toMatchObject({
    name: "ours",
    description: "theirs",
  });
});

test("refuses an invalid patch of a fault in the error format of the entity's service", async () => {
  const { client, emulator } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const { "meta:altId": altId } = (await client.post(paths.schemas, schemaBody)).body;
  const refused = async (path: string) => {
    emulator.faults.add({ kind: "edit", method: "GET", path, patch: [{ op: "jump", path: "/name" }] });
    const { status, body } = await client.getSchema(path);
    return [status, body.type];
  };
  expect(await refused(`${paths.connections}/${id}`)).toEqual([
    400,
    "https://ns.adobe.com/aep/errors/FLOW-1434-400",
  ]);
  expect(await refused(`${paths.schemas}/${altId}`)).toEqual([
    400,
    "http://ns.adobe.com/aep/errors/XDM-1000-400",
  ]);
});

test("reports success for a lost update", async () => {
  const { client, emulator } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  emulator.faults.add({ kind: "lostUpdate", method: "PATCH" });
  const operations = [{ op: "replace", path: "/name", value: "lost" }];
  expect((await client.patch(`${paths.connections}/${id}`, operations)).status).toBe(200);
  expect((await client.read(`${paths.connections}/${id}`)).name).toBe("ACME base");
});

test("revokes a token", async () => {
  const { client, emulator } = await start();
  emulator.faults.add({ kind: "staleToken" });
  expect(await client.get(paths.connections)).toMatchObject({ status: 401, body: { error_code: "401013" } });
  await client.authorise();
  expect((await client.get(paths.connections)).status).toBe(200);
});

test("sends a slow response after the client has given up", async () => {
  const { client, emulator } = await start();
  emulator.faults.add({ kind: "slow", delayMs: 600_000, ...post });
  const patience = new AbortController();
  const response = fetch(client.url + paths.connections, {
    method: "POST",
    headers: { ...client.headers, "content-type": "application/json" },
    body: JSON.stringify(connectionBody),
    signal: patience.signal,
  });
  const created = async () => (await client.get(paths.connections)).body.items;
  await expect.poll(created).toHaveLength(1);
  patience.abort();
  await expect(response).rejects.toThrow();
  expect(await created()).toHaveLength(1);
});

test("changes a schema by either id, and its version", async () => {
  const { client, emulator } = await start();
  const { $id, "meta:altId": altId } = (await client.post(paths.schemas, schemaBody)).body;
  for (const id of [altId, encodeURIComponent($id)]) {
    emulator.faults.add({ kind: "edit", method: "GET", path: paths.schemas, patch: { description: id } });
    expect((await client.getSchema(`${paths.schemas}/${id}`)).body).toMatchObject({ description: id });
  }
  expect((await client.getSchema(`${paths.schemas}/${altId}`)).body.version).toBe("1.2");
});

test("allows to repeat a lost replacement of a mapping set", async () => {
  const { client, emulator } = await start();
  const { id } = (await client.post(paths.mappingSets, mappingSetBody(profileClass))).body;
  const path = `${paths.mappingSets}/${id}`;
  const body = { ...mappingSetBody(profileClass), name: "second" };
  emulator.faults.add({ kind: "lostUpdate", method: "PUT", path });
  expect((await client.send("PUT", path, body)).body).toMatchObject({ name: "second", version: 1 });
  expect((await client.get(path)).body.version).toBe(0);
  expect((await client.send("PUT", path, body)).body.version).toBe(1);
  expect((await client.get(`${path}?version=0`)).body).not.toHaveProperty("name");
});

test("shows a new schema, dataset or mapping set after a delay by switch", async () => {
  const { client, emulator } = await start({ switches: { visibleAfterMs: 60_000, listedAfterMs: 120_000 } });
  const dataSet = await client.createDataSet(profileClass);
  const { id } = (await client.post(paths.mappingSets, mappingSetBody(profileClass))).body;
  const { "meta:altId": altId } = (await client.post(paths.schemas, schemaBody)).body;
  const statuses = async () => [
    (await client.get(`${paths.dataSets}/${dataSet}`)).status,
    (await client.get(`${paths.mappingSets}/${id}`)).status,
    (await client.getSchema(`${paths.schemas}/${altId}`)).status,
  ];
  expect(await statuses()).toEqual([404, 404, 404]);
  emulator.clock.advance(60_000);
  expect(await statuses()).toEqual([200, 200, 200]);
  const list = "application/vnd.adobe.xed-id+json";
  const counts = async () => [
    Object.keys((await client.get(paths.dataSets)).body).length,
    (await client.get(`${paths.mappingSets}?limit=5&start=0`)).body.data.length,
    (await client.getSchema(paths.schemas, list)).body.results.length,
  ];
  expect(await counts()).toEqual([0, 0, 0]);
  emulator.clock.advance(60_000);
  expect(await counts()).toEqual([1, 1, 1]);
});

test.each(Object.entries(gatewayErrors))(
  "the gateway refuses with %s, and nothing is done",
  async (code, error) => {
    const { client, emulator } = await start();
    emulator.faults.add({ kind: "gatewayError", code: code as GatewayErrorCode, ...post });
    expect(await client.post(paths.connections, connectionBody)).toMatchObject({
      status: error.status,
      body: { error_code: code, message: error.message },
    });
    expect((await client.get(paths.connections)).body.items).toEqual([]);
  },
);

test("refuses by rate, with or without Retry-After", async () => {
  const { client, emulator } = await start();
  const retryAfter = async (form: "none" | "seconds" | "date") => {
    emulator.faults.add({ kind: "throttled", retryAfter: form, seconds: 30, ...post });
    const { status, headers } = await client.post(paths.connections, connectionBody);
    expect(status).toBe(429);
    return { at: Date.parse(headers.get("date") ?? ""), after: headers.get("retry-after") };
  };
  expect((await retryAfter("none")).after).toBeNull();
  expect((await retryAfter("seconds")).after).toBe("30");
  const { at, after } = await retryAfter("date");
  expect(Math.abs(Date.parse(after ?? "") - at - 30_000)).toBeLessThanOrEqual(1_000);
  expect((await client.get(paths.connections)).body.items).toEqual([]);
});

test.each([
  ["connection", paths.connections, connectionBody],
  ["private endpoint", paths.endpoints, endpointBody],
])("does not find a new %s at once, or omits it from an old list", async (_what, path, body) => {
  const { client, emulator } = await start();
  const { id } = (await client.post(path, body)).body;
  emulator.faults.add({ kind: "notVisible", method: "GET", path: `${path}/${id}` });
  expect((await client.get(`${path}/${id}`)).status).toBe(404);
  expect((await client.get(`${path}/${id}`)).status).toBe(200);
  const count = async () => {
    emulator.faults.add({ kind: "staleList", method: "GET", path, ageMs: 60_000 });
    return (await client.get(path)).body.items.length;
  };
  expect(await count()).toBe(0);
  expect((await client.get(path)).body.items).toHaveLength(1);
  emulator.clock.advance(60_000);
  expect(await count()).toBe(1);
});

test.each(["Failed", "Rejected"])(
  "sets a private endpoint to %s when it is created, or when it is read",
  async (state) => {
    const { client, emulator } = await start();
    emulator.faults.add({ kind: "state", method: "POST", path: paths.endpoints, state });
    const first = (await client.post(paths.endpoints, endpointBody)).body;
    expect(first.state).toBe("Pending");
    expect((await client.read(`${paths.endpoints}/${first.id}`)).state).toBe(state);

    const { id } = (await client.post(paths.endpoints, endpointBody)).body;
    emulator.faults.add({ kind: "state", method: "GET", path: `${paths.endpoints}/${id}`, nth: 2, state });
    expect((await client.read(`${paths.endpoints}/${id}`)).state).toBe("Approved");
    expect((await client.read(`${paths.endpoints}/${id}`)).state).toBe(state);
  },
);

test("keeps a flow in a transitional state, which allows no change and no deletion", async () => {
  const { client, emulator } = await start();
  const { flow } = await createPipeline(client);
  const path = `${paths.flows}/${flow}`;
  emulator.faults.add({ kind: "state", template: `${paths.flows}/{id}/action`, state: "disabling" });
  expect((await client.post(`${path}/action?op=disable`)).status).toBe(200);
  expect((await client.read(path)).state).toBe("disabling");
  expect((await client.post(`${path}/action?op=enable`)).body.type).toContain("FLOW-1416-400");
  expect((await client.patch(path, [{ op: "replace", path: "/name", value: "x" }])).status).toBe(400);
  expect((await client.delete(path)).status).toBe(400);
});

test("takes the token service down", async () => {
  const { client, emulator } = await start();
  emulator.faults.add({ kind: "answer", status: 503, path: "/ims/" });
  emulator.faults.add({ kind: "resetBefore", path: "/ims/", nth: 2 });
  const token = () => client.form("/ims/token/v3", {});
  expect((await token()).status).toBe(503);
  await expect(token()).rejects.toThrow();
  expect((await token()).status).toBe(400);
});
