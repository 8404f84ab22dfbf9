import { expect, test } from "vitest";
import { answer, cutOff, reset, startServer, type Treatment } from "../../test/support/localServer";
import { sessionWith } from "../../test/support/session";
import { path } from "../http/path";
import { LostResponseError } from "../http/serviceError";

const config = { "aep:orgId": "ORG@AdobeOrg", "aep:clientId": "client", "aep:clientSecret": "s&cr=t" };
const token = answer(200, { access_token: "fetched", token_type: "bearer", expires_in: 86_399 });
const call = { method: "POST", path: path`/entities`, json: {} } as const;

async function sessionBehind(treatments: Treatment[], more: Record<string, string> = {}) {
  const tokens = await startServer(...treatments);
  const platform = await startServer(answer(200, {}));
  const urls = { "aep:imsUrl": `${tokens.url}/`, "aep:apiUrl": `${platform.url}/` };
  return { tokens, platform, session: sessionWith({ ...config, ...urls, ...more }) };
}

test("A token is requested with the client's credentials, and used for the requests that follow.", async () => {
  const { tokens, platform, session } = await sessionBehind([token]);
  await Promise.all([
    session.gateway("aep").client.send(call),
    session.gateway("aep").client.send(call),
    session.signIn(),
  ]);
  expect(tokens.requests).toHaveLength(1);
  expect(tokens.requests[0]).toMatchObject({ method: "POST", url: "/ims/token/v3" });
  expect(tokens.requests[0]?.headers).not.toHaveProperty("authorization");
  expect(Object.fromEntries(new URLSearchParams(tokens.requests[0]?.body))).toEqual({
    grant_type: "client_credentials",
    client_id: "client",
    client_secret: "s&cr=t",
    scope: "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext",
  });
  expect(platform.requests.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer fetched",
    "Bearer fetched",
  ]);
});

test("A configured access token is used, and no token is requested.", async () => {
  const { tokens, platform, session } = await sessionBehind([token], { "aep:accessToken": "given" });
  await session.gateway("aep").client.send(call);
  expect(tokens.requests).toEqual([]);
  expect(platform.requests[0]?.headers.authorization).toBe("Bearer given");
});

test("Wrong credentials are an error with the service's code and advice, and no other request is sent.", async () => {
  const refusal = answer(400, {
    error: "invalid_client",
    error_description: "invalid client_secret parameter",
  });
  const { platform, session } = await sessionBehind([refusal]);
  await expect(session.gateway("aep").client.send(call)).rejects.toMatchObject({
    code: "invalid_client",
    message: expect.stringMatching(/aep:clientSecret/),
  });
  expect(platform.requests).toEqual([]);
});

test("A token request is repeated after a lost response.", async () => {
  const { tokens, session } = await sessionBehind([reset, cutOff, answer(503, {}), token]);
  await session.signIn();
  expect(tokens.requests).toHaveLength(4);
});

test.each<[string, Treatment]>([
  ["does not respond", reset],
  ["is down", answer(503, { message: "down" })],
])(
  "A token service that %s never makes a request count as lost, because it was not sent.",
  async (_name, treatment) => {
    const { platform, session } = await sessionBehind([treatment]);
    const error = await session
      .gateway("aep")
      .client.send(call)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(LostResponseError);
    expect(platform.requests).toEqual([]);
  },
);

test.each<[string, unknown]>([
  ["no token", {}],
  ["one that no header can contain", { access_token: "“t”", expires_in: 60 }],
  ["an empty one", { access_token: "", expires_in: 1 }],
  ["one that has ended", { access_token: "t", expires_in: 0 }],
  ["something else", "hello"],
])(
  "A response with %s is an error that names the configuration key, and shows no secret.",
  async (_name, body) => {
    const { session } = await sessionBehind([answer(200, body)]);
    const error = await session.signIn().catch((thrown: unknown) => thrown);
    expect(String(error)).toContain("aep:imsUrl");
    expect(String(error)).not.toContain("s&cr=t");
  },
);

test("Without credentials the error names them all, before anything is sent.", async () => {
  const { tokens, session } = await sessionBehind([token], { "aep:clientSecret": "" });
  await expect(session.signIn()).rejects.toThrow(/aep:clientSecret/);
  expect(tokens.requests).toEqual([]);
});
