import { expect, test } from "vitest";
import { connectionBody, schemaBody } from "../testing/bodies.testing";
import { createPipeline, paths, start } from "../testing/client.testing";

test("shows requests and counts, without admin calls", async () => {
  const { client } = await start();
  const { flow } = await createPipeline(client);
  await client.get(`${paths.flows}/${flow}`);
  await client.get(`${paths.flows}/none`);
  const requests = async (query: string) => (await client.get(`/_emulator/requests?${query}`)).body.items;
  expect((await requests("")).map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(await requests("method=get&status=404")).toEqual([
    expect.objectContaining({
      path: `${paths.flows}/none`,
      template: `${paths.flows}/{id}`,
      body: null,
      headers: expect.objectContaining({ authorization: "Bearer ***", "x-api-key": "emulator-client" }),
    }),
  ]);
  expect(await requests("path=/ims")).toHaveLength(1);
  expect((await client.get("/_emulator/counts")).body).toEqual({
    POST: {
      "/ims/token/v3": 1,
      [paths.connections]: 1,
      [paths.sources]: 1,
      [paths.targets]: 1,
      [paths.flows]: 1,
    },
    GET: { [`${paths.flows}/{id}`]: 2 },
  });
  await client.delete("/_emulator/requests");
  expect(await requests("")).toEqual([]);
  expect((await client.get("/_emulator/counts")).body).toEqual({});
});

test("changes entities as someone other than the client would", async () => {
  const { client, emulator } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const path = `${paths.connections}/${id}`;
  const before = await client.read(path);
  const logged = emulator.log.list().length;
  await client.send("PATCH", `/_emulator/connections/${id}`, {
    name: "b",
    auth: { params: { container: "c" } },
  });
  await client.send("PATCH", `/_emulator/connections/${id}`, [
    { op: "replace", path: "/description", value: "d" },
    { op: "replace", path: "/auth/params/connectionString", value: "their secret" },
  ]);
  expect(emulator.log.list()).toHaveLength(logged);
  const after = await client.read(path);
  expect(after).toMatchObject({
    name: "b",
    description: "d",
    createdBy: before.createdBy,
    auth: { params: { container: "c" } },
  });
  expect(after.etag).not.toBe(before.etag);
  expect(after.version).toBe(after.etag);
  expect(after.updatedBy).not.toBe(before.updatedBy);
  expect(JSON.stringify(after)).not.toContain("their secret");

  expect((await client.get("/_emulator/connections")).body.items).toEqual([after]);
  await client.delete(`/_emulator/connections/${id}`);
  expect((await client.get(path)).status).toBe(404);
  expect((await client.get(`/_emulator/connections/${id}`)).status).toBe(404);
});

test("sets switches, clock and tokens, and refuses invalid values", async () => {
  const { client } = await start();
  const send = async (path: string, body: object) =>
    (await client.post(`/_emulator${path}`, body as never)).status;
  expect(await send("/switches", { deleteStatus: 202 })).toBe(200);
  expect((await client.get("/_emulator/switches")).body.deleteStatus).toBe(202);
  expect(await send("/switches", { deleteStatus: 500 })).toBe(400);
  expect(await send("/switches", [])).toBe(400);
  expect(await send("/clock", { advanceMs: 5000 })).toBe(200);
  expect((await client.get("/_emulator/clock")).body.offsetMs).toBe(5000);
  expect(await send("/clock", {})).toBe(400);
  expect(await send("/faults", { kind: "none" })).toBe(400);
  expect(await send("/privateEndpoints/none/state", { state: "Failed" })).toBe(404);
  await send("/tokens/revoke", {});
  expect((await client.get(paths.flows)).status).toBe(401);
  await send("/reset", {});
  expect((await client.get("/_emulator/switches")).body.deleteStatus).toBe(204);
});

test.each<[string, string]>([
  [
    "/_emulator/schemas/https://ns.adobe.com/emulator/schemas/abc",
    "https%3A%2F%2Fns.adobe.com%2Femulator%2Fschemas%2Fabc",
  ],
  [
    "/_emulator/storageAccounts//subscriptions/s/resourceGroups/g",
    "%2Fsubscriptions%2Fs%2FresourceGroups%2Fg",
  ],
])("says that the id in %s is to be encoded", async (path, encoded) => {
  const { client } = await start();
  for (const method of ["GET", "PATCH", "DELETE"]) {
    const { status, body } = await client.send(method, path, method === "PATCH" ? {} : undefined);
    expect([status, body.error]).toEqual([
      404,
      `there is no such call; ids in paths are percent-encoded: ${path.split("/", 3).join("/")}/${encoded}`,
    ]);
  }
});

test("finds a schema by its encoded id, and knows no other calls", async () => {
  const { client } = await start();
  const { $id } = (await client.post(paths.schemas, schemaBody)).body;
  const path = `/_emulator/schemas/${encodeURIComponent($id)}`;
  expect((await client.send("PATCH", path, { title: "Changed" })).status).toBe(200);
  expect((await client.get(path)).body.title).toBe("Changed");
  expect(await client.get("/_emulator/schemas/none")).toMatchObject({
    status: 404,
    body: { error: "there is no such entity" },
  });
  expect(await client.get("/_emulator/none/https://ns.adobe.com")).toMatchObject({
    status: 404,
    body: { error_code: "404000" },
  });
});
