import { expect, test } from "vitest";
import { start } from "../testing/client.testing";

const credentials = {
  grant_type: "client_credentials",
  client_id: "emulator-client",
  client_secret: "emulator-secret",
};

test("issues a token for a form", async () => {
  const { client } = await start();
  const { status, body, headers } = await client.form("/ims/token/v3", { ...credentials, scope: "openid" });
  expect(status).toBe(200);
  expect(body).toEqual({ access_token: expect.any(String), token_type: "bearer", expires_in: 86399 });
  expect(headers.get("date")).toBeTruthy();
  expect(headers.get("x-request-id")).toBeTruthy();
});

test("reads the parameters from the query, as v2 samples send them", async () => {
  const { client, emulator } = await start();
  const query = new URLSearchParams(credentials);
  const { status } = await client.send("POST", `/ims/token/v2?${query}`);
  expect(status).toBe(200);
  expect(JSON.stringify(emulator.log.list())).not.toContain("emulator-secret");
});

test.each([
  [{ ...credentials, client_secret: "wrong" }, "invalid_client"],
  [{ ...credentials, client_id: "wrong" }, "invalid_client"],
  [{ ...credentials, grant_type: "password" }, "unsupported_grant_type"],
  [{ client_id: "emulator-client" }, "invalid_request"],
])("refuses %o", async (fields, error) => {
  const { client } = await start();
  const { status, body } = await client.form("/ims/token/v3", fields as Record<string, string>);
  expect(status).toBe(400);
  expect(body).toEqual({ error, error_description: expect.any(String) });
});

test("refuses a body that is not a form", async () => {
  const { client } = await start();
  const { status, body } = await client.post("/ims/token/v3", credentials);
  expect([status, body.error]).toEqual([400, "invalid_request"]);
});
