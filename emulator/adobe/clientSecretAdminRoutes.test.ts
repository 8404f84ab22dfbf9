import { expect, test } from "vitest";
import { type Client, paths, start } from "../testing/client.testing";

const admin = "/_emulator/clientSecrets";

/** The status of a token request with a secret, of Adobe's token service and of MadConnect's. */
async function statuses(client: Client, secret: string): Promise<number[]> {
  const adobe = await client.form("/ims/token/v3", {
    grant_type: "client_credentials",
    client_id: "emulator-client",
    client_secret: secret,
    scope: "openid",
  });
  const madconnect = await client.post("/es/v2/oauth/client-token", {
    clientId: "emulator-client",
    clientSecret: secret,
  });
  return [adobe.status, madconnect.status];
}

test("a second secret is valid beside the first one, which can then be removed", async () => {
  const { client, emulator } = await start();
  expect((await client.get(admin)).body).toEqual({ items: [{ id: 1 }] });
  expect((await statuses(client, "second"))[0]).toBe(400);
  expect((await client.post(admin, { secret: "second" })).body).toEqual({ id: 2 });
  expect(await statuses(client, "emulator-secret")).toEqual([200, 200]);
  expect(await statuses(client, "second")).toEqual([200, 200]);

  expect((await client.delete(`${admin}/1`)).status).toBe(200);
  expect((await client.get(admin)).body).toEqual({ items: [{ id: 2 }] });
  expect(await statuses(client, "emulator-secret")).toEqual([400, 401]);
  expect(await statuses(client, "second")).toEqual([200, 200]);
  // Tokens of the removed secret stay valid until they expire.
  expect((await client.get(paths.flows)).status).toBe(200);

  emulator.reset();
  expect(await statuses(client, "emulator-secret")).toEqual([200, 200]);
  expect((await statuses(client, "second"))[0]).toBe(400);
});

test("there are one or two secrets, never the same twice", async () => {
  const { client } = await start();
  const add = async (body: object) => {
    const { status, body: answer } = await client.post(admin, body as never);
    return [status, answer.error];
  };
  expect(await client.delete(`${admin}/1`)).toMatchObject({
    status: 400,
    body: { error: "the last secret cannot be removed" },
  });
  expect(await add({})).toEqual([400, "give secret as a text that is not empty"]);
  expect(await add({ secret: "" })).toEqual([400, "give secret as a text that is not empty"]);
  expect(await add({ secret: "emulator-secret" })).toEqual([400, "this secret is already valid"]);
  expect(await add({ secret: "second" })).toEqual([200, undefined]);
  expect(await add({ secret: "third" })).toEqual([400, "there are already two secrets; remove one first"]);
  expect((await client.delete(`${admin}/3`)).status).toBe(404);
});
