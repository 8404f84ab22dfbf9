import { request } from "node:http";
import { expect, test } from "vitest";
import type { Json } from "../core/json";
import { start } from "../testing/client.testing";

const planted = "Pl4nted-s3cret~value";
const basic = Buffer.from(`user:${planted}`).toString("base64");
const webToken = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(planted).toString("base64url")}.c2ln`;
const sasUrl = `https://acme.blob.core.windows.net/c?sv=2024-01-01&sp=rl&sig=${planted}&se=2030`;
const names = [
  "refresh_token",
  "access_token",
  "id_token",
  "token",
  "sig",
  "signature",
  "api_key",
  "apiKey",
  "X-Api-Key",
  "client_secret",
  "clientSecret",
  "password",
  "passphrase",
  "assertion",
  "client_assertion",
  "cookie",
  "proxy-authorization",
  "authorization",
  "account_key",
  "AccountKey",
  "SharedAccessKey",
  "sharedAccessSignature",
  "privateKey",
  "connectionString",
  "sasToken",
  "sas_uri",
  "credentials",
  "secretAccessKey",
  "sessionToken",
];
const encoded = encodeURIComponent;

const headers: Record<string, string> = {
  authorization: `Bearer ${planted}`,
  "proxy-authorization": `Basic ${basic}`,
  cookie: `session=${planted}; theme=dark`,
  "set-cookie": `session=${planted}`,
  "x-api-key": planted,
  "ocp-apim-subscription-key": planted,
  "x-functions-key": planted,
  "x-auth-token": planted,
  "x-user-token": planted,
  "x-amz-security-token": planted,
  referer: sasUrl,
  "x-ms-copy-source": sasUrl,
  "x-forwarded-url": `http://user:${planted}@acme.example/`,
  dpop: webToken,
};

const texts = [
  sasUrl,
  encoded(sasUrl),
  encoded(encoded(sasUrl)),
  `see ${sasUrl}, and more`,
  `https://user:${planted}@acme.example/path`,
  `https://${planted}@acme.example/path`,
  `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${planted}==;EndpointSuffix=x`,
  `Endpoint=sb://acme;SharedAccessKeyName=n;SharedAccessKey=${planted}`,
  `BlobEndpoint=https://acme;SharedAccessSignature=sv=1&sig=${planted}`,
  `Server=x;User=y;Password = ${planted};`,
  `sent Authorization: Bearer ${planted}`,
  `Proxy-Authorization: Basic ${basic}`,
  `GET /\r\nCookie: a=${planted}; b=2\r\nAccept: x`,
  `x-api-key: ${planted}`,
  JSON.stringify({ deep: [{ refresh_token: planted }] }),
  JSON.stringify({ text: JSON.stringify({ text: JSON.stringify({ api_key: planted }) }) }),
  `failed with ${JSON.stringify({ client_secret: planted })}`,
  `failed with ${JSON.stringify(JSON.stringify({ client_secret: planted }))}`,
  `grant_type=refresh_token&refresh_token=${planted}`,
  `-----BEGIN PRIVATE KEY-----\n${planted}\n-----END PRIVATE KEY-----`,
  `-----BEGIN RSA PRIVATE KEY-----\n${planted}`,
  webToken,
];

const bodies: Json[] = [
  ...names.flatMap((name): Json[] => [
    { [name]: planted },
    { outer: [{ [name]: { value: planted } }] },
    { name, value: planted },
    { key: name, value: [planted] },
    { op: "add", path: `/a/${name}`, value: planted },
    { headers: [[name, planted]] },
  ]),
  ...texts.flatMap((text): Json[] => [text, { description: text }, { list: [{ url: text }] }, { [text]: 1 }]),
];

const searches = [
  ...names.flatMap((name) => [`a=1&${name}=${planted}`, `${encoded(`p[${name}]`)}=${planted}`]),
  `${encoded(encoded("client_secret"))}=${planted}`,
  `client%5Fsecret=${planted}`,
  ...texts.flatMap((text) => [`url=${encoded(text)}`, `url=${encoded(encoded(text))}`, encoded(text)]),
];

function send(port: number, path: string, given: Record<string, string>, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path, method: "POST", headers: given }, (response) => {
      response.resume().on("end", () => resolve());
    });
    sent.on("error", reject).end(body);
  });
}

/** The parts of the planted secret that the log shows, in any of the encodings. */
function leaks(log: unknown): string[] {
  const text = JSON.stringify(log);
  return [planted, "s3cret", basic, webToken, webToken.split(".")[1] ?? ""].filter((part) =>
    text.includes(part),
  );
}

const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };

test.each<[string, [path: string, headers: Record<string, string>, body: string][]]>([
  ["headers", Object.entries(headers).map(([name, value]) => ["/data/x", { [name]: value }, ""])],
  ["bare values of authorization", [["/data/x", { authorization: planted }, ""]]],
  ["queries", searches.map((search) => [`/data/x?${search}`, {}, ""])],
  ["paths", [`/data/${encoded(sasUrl)}`, `/data/x;sig=${planted}`].map((path) => [path, {}, ""])],
  ["forms", searches.map((search) => ["/data/x", form, search])],
  ["JSON", bodies.map((body) => ["/data/x", json, JSON.stringify(body)])],
])("%s show no secret in the log", async (_where, requests) => {
  const { emulator } = await start();
  const shown: string[] = [];
  for (const [path, given, body] of requests) {
    emulator.log.clear();
    await send(emulator.port, path, given, body);
    expect(emulator.log.list()).toHaveLength(1);
    if (leaks(emulator.log.list()).length > 0) {
      shown.push(JSON.stringify([path, given, body]));
    }
  }
  expect(shown).toEqual([]);
});

test("ordinary values stay readable", async () => {
  const { emulator } = await start();
  const body: Json = {
    name: "Basic Authentication",
    description: "Bearer of news: a=b, 100 % of https://acme.example/a%20b?x=1&y=%2F, see user@acme.example",
    nested: '{"a": "b"}',
    primaryKey: "id",
    tokenType: "bearer",
    continuationToken: "page 2",
    nextPageToken: "page 3",
    author: "me",
    design: "flat",
    path: "/a/b",
    value: ["text", 1, null, true],
    pairs: [["name", "value"]],
    required: ["password", "email"],
  };
  emulator.log.clear();
  const query = "property=connectionSpec.id==a-b&limit=20&orderby=-created&continuationToken=a+b%2Fc";
  await send(
    emulator.port,
    `/data/x?${query}`,
    { ...json, "x-api-key": "emulator-client", "x-sandbox-name": "dev", "if-match": '"a=b"' },
    JSON.stringify(body),
  );
  expect(emulator.log.list()).toEqual([
    expect.objectContaining({
      path: `/data/x?${query}`,
      body,
      headers: expect.objectContaining({
        "x-api-key": "emulator-client",
        "x-sandbox-name": "dev",
        "if-match": '"a=b"',
      }),
    }),
  ]);
  await send(emulator.port, "/data/x", { ...json, authorization: "Basic abc1" }, "{}");
  expect(emulator.log.list()[1]?.headers).toMatchObject({ authorization: "Basic ***" });
});

test("long texts are logged, too", async () => {
  const { emulator } = await start();
  const texts = ["a", "\\", "eyJ-", "basic ", "://a", "a='", "%20", '\\"a'].map((part) =>
    part.repeat(200_000),
  );
  await send(emulator.port, "/data/x", json, JSON.stringify(texts));
  expect(emulator.log.list()[1]?.body).toHaveLength(texts.length);
});
