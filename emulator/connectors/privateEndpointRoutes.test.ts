import { request } from "node:http";
import { expect, test } from "vitest";
import { azureBlob, endpointBody, privateConnectionBody } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";

const snowflake = { id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3", version: "1.0" };
const adls = { id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4", version: "1.0" };

test("responds to POST with Pending, and to the next read with Approved in a list of one", async () => {
  const { client } = await start();
  const created = await client.post(`${paths.endpoints}/`, endpointBody);
  expect(created).toMatchObject({
    status: 201,
    body: { ...endpointBody, id: expect.any(String), state: "Pending" },
  });
  const path = `${paths.endpoints}/${created.body.id}`;
  expect((await client.get(path)).body).toEqual({ items: [{ ...created.body, state: "Approved" }] });

  const gone = await client.delete(path);
  expect([gone.status, gone.body]).toEqual([200, null]);
  expect((await client.get(path)).body.type).toBe("https://ns.adobe.com/aep/errors/FLOW-1439-404");
  expect((await client.delete(path)).status).toBe(404);
});

test("approves after the delay, or by the admin call", async () => {
  const { client, emulator } = await start({ switches: { approvalDelayMs: 60_000 } });
  const state = async () => (await client.read(path)).state;
  const { id } = (await client.post(paths.endpoints, endpointBody)).body;
  const path = `${paths.endpoints}/${id}`;
  expect(await state()).toBe("Pending");
  emulator.clock.advance(60_000);
  expect(await state()).toBe("Approved");

  emulator.switches.approvalDelayMs = "never";
  const other = (await client.post(paths.endpoints, endpointBody)).body.id;
  emulator.clock.advance(1e9);
  await client.authorise();
  const lookup = async () => (await client.read(`${paths.endpoints}/${other}`)).state;
  expect(await lookup()).toBe("Pending");
  for (const wanted of ["Failed", "Rejected", "Approved"]) {
    await client.post(`/_emulator/privateEndpoints/${other}/state`, { state: wanted });
    expect(await lookup()).toBe(wanted);
  }
});

test("lists by source and by sandbox", async () => {
  const { client } = await start();
  await client.post(paths.endpoints, endpointBody);
  await client.post(paths.endpoints, { ...endpointBody, connectionSpec: adls });
  const bySource = await client.get(`${paths.endpoints}?property=connectionSpec.id==${adls.id}`);
  expect(bySource.body.items).toHaveLength(1);
  expect(Object.keys(bySource.body)).toEqual(["items"]);
  expect((await client.get(paths.endpoints)).body.items).toHaveLength(2);
  expect((await client.in("dev").get(paths.endpoints)).body.items).toEqual([]);
});

test("responds to an unknown id with an empty list by switch", async () => {
  const { client } = await start({ switches: { unknownPrivateEndpoint: "emptyItems" } });
  expect(await client.get(`${paths.endpoints}/none`)).toMatchObject({ status: 200, body: { items: [] } });
});

test.each([
  ["limit", "The limit of private endpoints in all development sandboxes has been reached: 1"],
  ["quota", "Quota of private endpoints exceeded: 1 of 1 in development sandboxes"],
] as const)("refuses a further endpoint with the text of the switch %s", async (refusal, message) => {
  const { client } = await start({
    sandboxes: ["prod", "dev"],
    switches: { privateEndpointQuotaRefusal: refusal },
  });
  const post = () => client.in("dev").post(paths.endpoints, endpointBody);
  await post();
  expect(await post()).toMatchObject({ status: 400, body: { report: { "detailed-message": message } } });
});

test("allows ten endpoints in production, and one in development", async () => {
  const { client, emulator } = await start({ sandboxes: ["prod", "dev", "qa"] });
  const post = async (from: Client) => (await from.post(paths.endpoints, endpointBody)).status;
  for (let count = 0; count < 10; count += 1) {
    expect(await post(client)).toBe(201);
  }
  expect(await post(client)).toBe(400);
  expect(await post(client.in("dev"))).toBe(201);
  expect(await post(client.in("qa"))).toBe(400);
  emulator.switches.privateEndpointQuotas = false;
  expect(await post(client.in("qa"))).toBe(201);
});

test.each([
  [{ ...endpointBody, name: undefined }, "CONNECTOR-1304-400"],
  [{ ...endpointBody, subscriptionId: "" }, "CONNECTOR-1304-400"],
  [{ ...endpointBody, resourceName: 7 }, "FLOW-1100-400"],
  [{ ...endpointBody, state: "Approved" }, "FLOW-1100-400"],
  [{ ...endpointBody, fqdns: "none" }, "CONNECTOR-1000-400"],
  [{ ...endpointBody, connectionSpec: snowflake }, "CONNECTOR-1304-400"],
  [{ ...endpointBody, connectionSpec: { id: "none", version: "1.0" } }, "FLOW-1413-400"],
  [
    { ...endpointBody, connectionSpec: { id: "ecadc60c-7455-4d87-84dc-2a0e293d997b", version: "1.0" } },
    "CONNECTOR-1000-400",
  ],
])("refuses %j with %s", async (body, code) => {
  const { client } = await start();
  const response = await client.post(paths.endpoints, JSON.parse(JSON.stringify(body)));
  expect([response.status, response.body.type]).toEqual([400, `https://ns.adobe.com/aep/errors/${code}`]);
  expect((await client.get(paths.endpoints)).body.items).toEqual([]);
});

test("refuses to delete an endpoint in use, unless a switch allows it", async () => {
  const { client, emulator } = await start({ switches: { interactiveAuthoringRequired: false } });
  const { id } = (await client.post(paths.endpoints, endpointBody)).body;
  const connection = (await client.post(paths.connections, privateConnectionBody)).body.id;
  const refused = await client.delete(`${paths.endpoints}/${id}`);
  expect([refused.status, refused.body.type]).toEqual([400, "https://ns.adobe.com/aep/errors/FLOW-1418-400"]);
  expect(refused.body.errorMessage).toContain(connection);
  emulator.switches.privateEndpointUsedByConnection = "allow";
  expect((await client.delete(`${paths.endpoints}/${id}`)).status).toBe(200);
});

test("reads the body of a GET for autoResolve", async () => {
  const { client } = await start({ switches: { approvalDelayMs: "never" } });
  const other = (await client.post(paths.endpoints, { ...endpointBody, resourceName: "other" })).body;
  const same = (await client.post(paths.endpoints, endpointBody)).body;
  const { auth } = privateConnectionBody;
  const response = await getWithBody(client, `${paths.endpoints}?op=autoResolve`, {
    auth,
    connectionSpec: azureBlob,
  });
  // The endpoint to the account that the connection string names comes first.
  expect(response).toEqual({ items: [same, other] });
});

// fetch refuses to send a body with GET.
function getWithBody(client: Client, path: string, body: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = { ...client.headers, "content-type": "application/json", "content-length": text.length };
    request(client.url + path, { method: "GET", headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(JSON.parse(text)));
    })
      .on("error", reject)
      .end(text);
  });
}
