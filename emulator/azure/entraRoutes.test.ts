import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../index";
import { start } from "../testing/client.testing";
import { entra, managementScope } from "./facts";

const tokenPath = `/${entra.tenant}/oauth2/v2.0/token`;

const credentials = {
  grant_type: "client_credentials",
  client_id: entra.clientId,
  client_secret: entra.clientSecret,
  scope: managementScope,
};

const bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

function jwt(payload: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part(payload)}.c2lnbmF0dXJl`;
}

function assertion(text: string): Record<string, string> {
  const { client_secret: _, ...rest } = credentials;
  return { ...rest, client_assertion_type: bearer, client_assertion: text };
}

const program = `
const { ClientSecretCredential } = require("@azure/identity");
const [tenant, clientId, secret, authorityHost, scope] = process.argv.slice(1);
new ClientSecretCredential(tenant, clientId, secret, { authorityHost, disableInstanceDiscovery: true })
  .getToken(scope)
  .then(({ token }) => console.log(token), ({ message }) => console.log("refused: " + message));
`;

test("issues a token to Azure's own library over https with a verified CA", async () => {
  const emulator = await startEmulator({ tls: true });
  onTestFinished(() => emulator.close());
  const run = async (secret: string) => {
    const args = ["-e", program, entra.tenant, entra.clientId, secret, emulator.url, managementScope];
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: emulator.caFile };
    return (await promisify(execFile)(process.execPath, args, { env })).stdout.trim();
  };
  expect(await run(entra.clientSecret)).toMatch(/^emulator-access-entra-/);
  expect(emulator.log.list().map(({ method, template, status }) => [method, template, status])).toEqual([
    ["GET", "/{tenant}/v2.0/.well-known/openid-configuration", 200],
    ["POST", "/{tenant}/oauth2/v2.0/token", 200],
  ]);
  expect(JSON.stringify(emulator.log.list())).not.toContain(entra.clientSecret);
  expect(await run("wrong")).toMatch(/^refused: .*AADSTS7000215/);
});

test("accepts an assertion instead of the secret, and logs neither", async () => {
  const { client, emulator } = await start();
  const good = jwt({ iss: "https://issuer.example.com", exp: emulator.clock.now() / 1000 + 600 });
  const { status, body } = await client.form(tokenPath, assertion(good));
  expect([status, body]).toEqual([
    200,
    { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: expect.any(String) },
  ]);
  await client.form(tokenPath, credentials);
  const log = JSON.stringify(emulator.log.list());
  expect(log).not.toContain(good);
  expect(log).not.toContain(entra.clientSecret);
  expect(log).not.toContain("emulator-access-entra");
});

test.each([
  ["a wrong secret", 401, "invalid_client", 7000215, { ...credentials, client_secret: "wrong" }],
  ["no secret", 401, "invalid_client", 7000216, { ...credentials, client_secret: "" }],
  ["an unknown client", 400, "unauthorized_client", 700016, { ...credentials, client_id: "wrong" }],
  ["no scope", 400, "invalid_request", 900144, { ...credentials, scope: "" }],
  ["another scope", 400, "invalid_scope", 70011, { ...credentials, scope: "https://example.com/.default" }],
  ["another grant", 400, "unsupported_grant_type", 70003, { ...credentials, grant_type: "password" }],
  ["an assertion that is none", 400, "invalid_request", 50027, assertion("text")],
  ["an old assertion", 401, "invalid_client", 700024, assertion(jwt({ exp: 1 }))],
  [
    "an assertion of no type",
    400,
    "invalid_request",
    900144,
    { ...assertion(jwt({ exp: 1 })), client_assertion_type: "none" },
  ],
])("refuses %s with %i %s %i", async (_, status, error, code, fields) => {
  const { client } = await start();
  const response = await client.form(tokenPath, fields);
  expect(response.status).toBe(status);
  expect(response.body).toMatchObject({
    error,
    error_codes: [code],
    error_description: expect.stringContaining(`AADSTS${code}: `),
    trace_id: response.headers.get("x-ms-request-id"),
  });
});

test("refuses an unknown tenant", async () => {
  const { client } = await start();
  for (const response of [
    await client.get("/00000000-0000-0000-0000-00000000dddd/v2.0/.well-known/openid-configuration"),
    await client.form("/00000000-0000-0000-0000-00000000dddd/oauth2/v2.0/token", credentials),
  ]) {
    expect([response.status, response.body]).toEqual([
      400,
      expect.objectContaining({ error_codes: [90002] }),
    ]);
  }
});
