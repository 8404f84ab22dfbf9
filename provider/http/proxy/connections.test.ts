import { once } from "node:events";
import { createSecureServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { issueCertificate } from "../../../emulator/http/certificate";
import {
  ConnectProxy,
  hiddenHost,
  proxyCredentials,
  type TunnelTreatment,
} from "../../../test/support/connectProxy";
import { startEmulator } from "../../../test/support/emulator/emulator";
import { answer, deadOrigin, startServer } from "../../../test/support/localServer";
import { clientOf, transportBy } from "../../../test/support/proxiedClient";
import { trust } from "../../../test/support/trust";
import { path } from "../path";
import { UnreachableError } from "../serviceError";
import type { Transport } from "../transport";

/** An emulator with https under a name that only its proxy can resolve. */
async function hiddenEmulator(options: Parameters<typeof ConnectProxy.start>[1] = {}) {
  const emulator = await startEmulator({ tls: true, hostNames: [hiddenHost] });
  onTestFinished(() => emulator.close());
  trust(emulator.ca);
  const proxy = await ConnectProxy.start(emulator.url, options);
  return { emulator, proxy, origin: `https://${hiddenHost}:${new URL(emulator.url).port}` };
}

/** Requests a token, by the path and with the response of the emulator. */
const send = (transport: Transport, origin: string) =>
  transport.exchange({
    method: "POST",
    url: new URL(`${origin}/ims/token/v3`),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: String(new URLSearchParams(credentials)),
  });
const credentials = {
  grant_type: "client_credentials",
  client_id: "emulator-client",
  client_secret: "emulator-secret",
  scope: "openid",
};

test("Requests share few tunnels, with the credentials of the proxy, which the service never receives.", async () => {
  const { emulator, proxy, origin } = await hiddenEmulator({ credentials: proxyCredentials });
  const transport = transportBy({ https_proxy: proxy.url });
  for (let round = 0; round < 25; round++) {
    await Promise.all(Array.from({ length: 4 }, () => send(transport, origin)));
  }
  // As many as connections without a proxy.
  expect(proxy.tunnels.length).toBeLessThanOrEqual(10);
  expect(proxy.tunnels[0]).toMatchObject({ target: new URL(origin).host });
  const seen = emulator.log.list();
  expect(seen).toHaveLength(100);
  expect(JSON.stringify(seen)).not.toContain("proxy-authorization");
});

test("A proxy with https carries requests with https and http.", async () => {
  const certificate = await issueCertificate(["127.0.0.1"]);
  trust(certificate.ca);
  const { proxy, origin } = await hiddenEmulator({ tls: certificate, credentials: proxyCredentials });
  const service = await startServer(answer(200, { plain: true }));
  const plain = await ConnectProxy.start(service.url, { tls: certificate });
  const transport = transportBy({ HTTPS_PROXY: proxy.url, HTTP_PROXY: plain.url });
  expect(await send(transport, origin)).toMatchObject({ status: 200 });
  expect(await send(transport, "http://plain.example.test")).toMatchObject({
    status: 200,
    text: '{"plain":true}',
  });
});

test("The provider speaks HTTP/1.1 inside a tunnel, whatever the service offers.", async () => {
  const { ca, ...certificate } = await issueCertificate([hiddenHost]);
  trust(ca);
  const versions: string[] = [];
  const service = createSecureServer({ ...certificate, allowHTTP1: true }, ({ httpVersion }, response) => {
    versions.push(httpVersion);
    response.end("{}");
  });
  service.listen(0, "127.0.0.1");
  await once(service, "listening");
  onTestFinished(() => void service.close());
  const { port } = service.address() as AddressInfo;
  const proxy = await ConnectProxy.start(`https://127.0.0.1:${port}`);
  await send(transportBy({ HTTPS_PROXY: proxy.url }), `https://${hiddenHost}:${port}`);
  expect(versions).toEqual(["1.1"]);
});

test.each<[TunnelTreatment, boolean, RegExp, RegExp]>([
  [
    407,
    true,
    /^the proxy 127\.0\.0\.1:\d+ refused the request with status 407$/,
    /^Check the user name and password in HTTPS_PROXY/,
  ],
  [
    403,
    true,
    /^the proxy 127\.0\.0\.1:\d+ refused the request with status 403$/,
    /^Ask the administrators of the proxy to allow aep\.example\.test:\d+\./,
  ],
  [302, true, /refused the request with status 302/, /^Ask the administrators/],
  [
    502,
    false,
    /^the proxy 127\.0\.0\.1:\d+ could not connect to it \(status 502\)$/,
    /^Check whether the proxy can reach aep\.example\.test/,
  ],
  [503, false, /\(status 503\)/, /add it to NO_PROXY/],
  [504, false, /\(status 504\)/, /add it to NO_PROXY/],
  [
    "hang",
    false,
    /^the proxy 127\.0\.0\.1:\d+ did not complete the connection: /,
    /^Check whether the proxy/,
  ],
  [
    "close",
    false,
    /^the proxy 127\.0\.0\.1:\d+ did not complete the connection: /,
    /^Check whether the proxy/,
  ],
  ["die", false, /\(through the proxy 127\.0\.0\.1:\d+\)$/, /^Check whether the proxy/],
])(
  "A request counts as not sent if the proxy treats it so: %s",
  async (treatment, isRefused, message, advice) => {
    const { emulator, proxy, origin } = await hiddenEmulator();
    proxy.treatment = treatment;
    const exchange = send(transportBy({ HTTPS_PROXY: proxy.url }, 500), origin);
    await expect(exchange).rejects.toMatchObject({
      name: "TransportError",
      sent: false,
      isRefused,
      message: expect.stringMatching(message),
      advice: expect.stringMatching(advice),
    });
    expect(emulator.log.list()).toEqual([]);
  },
);

test("A request counts as not sent if nothing listens at the address of the proxy.", async () => {
  const { origin } = await hiddenEmulator();
  const exchange = send(transportBy({ HTTPS_PROXY: await deadOrigin() }), origin);
  await expect(exchange).rejects.toMatchObject({
    sent: false,
    isRefused: false,
    message: expect.stringMatching(/^the proxy 127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED/),
    advice: expect.stringMatching(
      /^Check HTTPS_PROXY\. If aep\.example\.test can be reached without the proxy/,
    ),
  });
});

test("The advice for https:// in front of a proxy without TLS names the mistake.", async () => {
  const { proxy, origin } = await hiddenEmulator();
  const exchange = send(transportBy({ HTTPS_PROXY: proxy.url.replace("http:", "https:") }), origin);
  await expect(exchange).rejects.toMatchObject({
    sent: false,
    advice: expect.stringMatching(/begins with http:\/\//),
  });
});

test("An unknown issuer inside a tunnel is not sent, and the advice names NODE_EXTRA_CA_CERTS.", async () => {
  const emulator = await startEmulator({ tls: true, hostNames: [hiddenHost] });
  onTestFinished(() => emulator.close());
  const proxy = await ConnectProxy.start(emulator.url);
  const exchange = send(transportBy({ HTTPS_PROXY: proxy.url }), `https://${hiddenHost}`);
  await expect(exchange).rejects.toMatchObject({
    sent: false,
    message: expect.stringMatching(/SELF_SIGNED_CERT_IN_CHAIN\) \(through the proxy/),
    advice: expect.stringMatching(/set NODE_EXTRA_CA_CERTS to a PEM file/),
  });
});

test("A POST is sent once after refusals and failures of the proxy, and no response counts as lost.", async () => {
  const { emulator, proxy, origin } = await hiddenEmulator();
  proxy.next = [407, 503, "close", "die"];
  const client = clientOf(origin, transportBy({ HTTPS_PROXY: proxy.url }));
  const request = {
    method: "POST",
    path: path`/ims/token/v3`,
    form: new URLSearchParams(credentials),
  } as const;
  expect(await client.send(request)).toMatchObject({ status: 200 });
  expect(emulator.log.list()).toHaveLength(1);
  expect(proxy.tunnels).toHaveLength(5);
});

test("A refusal of the proxy is repeated once only, because repeated wrong passwords lock accounts.", async () => {
  const { proxy, origin } = await hiddenEmulator();
  proxy.treatment = 407;
  const error = await clientOf(origin, transportBy({ HTTPS_PROXY: proxy.url }))
    .send({ method: "POST", path: path`/entities` })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnreachableError);
  expect(String(error)).toMatch(
    /^UnreachableError: https:\/\/aep\.example\.test:\d+ cannot be reached \(POST \/entities\): the proxy 127\.0\.0\.1:\d+ refused the request with status 407\.\nCheck the user/,
  );
  expect(proxy.tunnels).toHaveLength(2);
});

test("If the proxy dies during a request, its response is lost; the next request gets a new tunnel.", async () => {
  const { emulator, proxy, origin } = await hiddenEmulator();
  const transport = transportBy({ HTTPS_PROXY: proxy.url });
  emulator.faults.add({ kind: "slow", delayMs: 60_000, path: "/ims/", times: 1 });
  const late = send(transport, origin);
  late.catch(() => {});
  await expect.poll(() => emulator.log.list()).toHaveLength(1);
  proxy.cut();
  await expect(late).rejects.toMatchObject({ name: "TransportError", sent: true });
  expect(await send(transport, origin)).toMatchObject({ status: 200 });
  // An idle tunnel that the proxy has closed is no failure.
  proxy.cut();
  await expect
    .poll(() =>
      send(transport, origin).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

test("Requests to this machine and to hosts in NO_PROXY do not use the proxy.", async () => {
  const { emulator, proxy } = await hiddenEmulator();
  const both = {
    HTTP_PROXY: proxy.url,
    HTTPS_PROXY: proxy.url,
    http_proxy: proxy.url,
    https_proxy: proxy.url,
  };
  const { port } = new URL(emulator.url);
  for (const host of ["127.0.0.1", "localhost"]) {
    expect(await send(transportBy(both), `https://${host}:${port}`)).toMatchObject({ status: 200 });
  }
  const exempt = send(transportBy({ ...both, NO_PROXY: "example.test" }), `https://${hiddenHost}:${port}`);
  await expect(exempt).rejects.toMatchObject({
    sent: false,
    message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
  });
  expect(proxy.requests).toEqual([]);
});

test("An emulator on the IPv6 loopback address is reached directly, with http and with https.", async () => {
  const proxy = await ConnectProxy.start(await deadOrigin());
  const both = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
  for (const tls of [false, true]) {
    const emulator = await startEmulator({ host: "::1", tls });
    onTestFinished(() => emulator.close());
    trust(emulator.ca);
    expect(emulator.url).toMatch(tls ? /^https:\/\/\[::1\]:\d+$/ : /^http:\/\/\[::1\]:\d+$/);
    expect(await send(transportBy(both), emulator.url)).toMatchObject({ status: 200 });
  }
  expect(proxy.requests).toEqual([]);
});

test("A plain http request goes to the proxy with its whole URL, over kept-alive connections.", async () => {
  const service = await startServer(answer(200, { id: "a" }));
  const proxy = await ConnectProxy.start(service.url, { credentials: proxyCredentials });
  const transport = transportBy({ HTTP_PROXY: proxy.url });
  const url = new URL("http://plain.example.test:8080/entities?limit=1");
  for (let round = 0; round < 3; round++) {
    const received = await transport.exchange({ method: "POST", url, headers: { "x-a": "b" }, body: "{}" });
    expect(received).toMatchObject({ status: 200, text: '{"id":"a"}' });
  }
  expect(proxy.requests[0]).toMatchObject({ method: "POST", target: url.href });
  expect(service.requests[0]).toMatchObject({
    method: "POST",
    url: "/entities?limit=1",
    body: "{}",
    headers: { host: "plain.example.test:8080", "x-a": "b" },
  });
  expect(service.requests[0]?.headers).not.toHaveProperty("proxy-authorization");
});

test("A plain http request that the proxy refuses with 407 counts as not sent.", async () => {
  const service = await startServer(answer(200, {}));
  const proxy = await ConnectProxy.start(service.url, { credentials: proxyCredentials });
  const transport = transportBy({ HTTP_PROXY: `http://${proxy.name}` });
  await expect(send(transport, "http://plain.example.test")).rejects.toMatchObject({
    sent: false,
    isRefused: true,
    message: expect.stringMatching(/refused the request with status 407/),
  });
  expect(service.requests).toEqual([]);
});
