import { once } from "node:events";
import { createSecureServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { issueCertificate } from "../../emulator/http/certificate";
import { ConnectProxy, hiddenHost, sendPage } from "../../test/support/connectProxy";
import { answer, reset, startServer } from "../../test/support/localServer";
import { clientOf, transportBy } from "../../test/support/proxiedClient";
import { trust } from "../../test/support/trust";
import { path } from "./path";
import { LostResponseError, ProxyPageError } from "./serviceError";

/** The error of a request with plain http to which the proxy responds itself. */
async function errorOf(method: "GET" | "POST" | "DELETE", status: number): Promise<unknown> {
  const proxy = await ConnectProxy.start("http://127.0.0.1:1");
  proxy.respond = sendPage(status);
  return clientOf("http://plain.example.test", transportBy({ HTTP_PROXY: proxy.url }))
    .send({ method, path: path`/entities` })
    .catch((thrown: unknown) => thrown);
}

test.each([
  ["GET", 403],
  ["POST", 403],
  ["POST", 404],
  ["DELETE", 404],
  ["GET", 302],
  ["GET", 502],
  ["DELETE", 504],
] as const)(
  "A page of the proxy for a %s with status %i is no refusal of the service.",
  async (method, status) => {
    const error = await errorOf(method, status);
    expect(error).toBeInstanceOf(ProxyPageError);
    expect(String(error)).toMatch(
      new RegExp(
        `^ProxyPageError: ${method} /entities returned a page with status ${status}, most likely from the proxy ` +
          "127\\.0\\.0\\.1:\\d+ and not from http://plain\\.example\\.test\\.\\n(Ask|Check)",
      ),
    );
  },
);

test.each([
  ["POST", 502],
  ["POST", 503],
  ["POST", 200],
  ["DELETE", 200],
] as const)(
  "After a page for a %s with status %i it is unknown whether the service received it.",
  async (method, status) => {
    const error = await errorOf(method, status);
    expect(error).toBeInstanceOf(LostResponseError);
    expect(String(error)).toMatch(/most likely from the proxy 127\.0\.0\.1:\d+/);
  },
);

test("A page inside a tunnel, as a proxy that inspects TLS sends it, is no refusal of the service.", async () => {
  const { ca, ...certificate } = await issueCertificate([hiddenHost]);
  trust(ca);
  const inspector = createSecureServer({ ...certificate, allowHTTP1: true }, (_request, response) => {
    response.writeHead(403, { "content-type": "text/html" });
    response.end("<html>Blocked</html>");
  });
  inspector.listen(0, "127.0.0.1");
  await once(inspector, "listening");
  onTestFinished(() => void inspector.close());
  const { port } = inspector.address() as AddressInfo;
  const proxy = await ConnectProxy.start(`https://127.0.0.1:${port}`);
  const client = clientOf(`https://${hiddenHost}:${port}`, transportBy({ HTTPS_PROXY: proxy.url }));
  await expect(client.send({ method: "POST", path: path`/entities` })).rejects.toMatchObject({
    name: "ProxyPageError",
    message: expect.stringMatching(/status 403, most likely from the proxy 127\.0\.0\.1:\d+/),
  });
});

test("Errors of the service keep their meaning behind a proxy.", async () => {
  const service = await startServer(answer(403, { message: "not permitted" }), answer(502, {}), reset);
  const proxy = await ConnectProxy.start(service.url);
  const client = clientOf("http://plain.example.test", transportBy({ HTTP_PROXY: proxy.url }));
  const outcome = () => client.send({ method: "POST", path: path`/entities` });
  await expect(outcome()).rejects.toMatchObject({ name: "ServiceError", detail: "not permitted" });
  await expect(outcome()).rejects.toMatchObject({ name: "LostResponseError" });
  await expect(outcome()).rejects.toMatchObject({ name: "LostResponseError" });
});
