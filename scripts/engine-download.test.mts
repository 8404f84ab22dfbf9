import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { issueCertificate } from "../emulator/http/certificate.js";
import { ConnectProxy, proxyCredentials } from "../test/support/connectProxy.js";
import { isReachable } from "./engine-download.mjs";

test("the host of the official releases is reached through the proxy of the environment", async () => {
  const { ca, key, cert } = await issueCertificate(["get.pulumi.com"]);
  const folder = await mkdtemp(path.join(tmpdir(), "engine-download-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "ca.pem"), ca);
  const service = createServer({ key, cert }, (_request, response) => response.end());
  service.listen(0, "127.0.0.1");
  await once(service, "listening");
  onTestFinished(() => void service.close());
  const { port } = service.address() as AddressInfo;
  const proxy = await ConnectProxy.start(`https://127.0.0.1:${port}`, { credentials: proxyCredentials });
  const environment = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem") };
  expect(await isReachable({ ...environment, HTTPS_PROXY: proxy.url })).toBe(true);
  expect(proxy.tunnels).toMatchObject([{ target: "get.pulumi.com:443" }]);
  expect(await isReachable({ ...environment, HTTPS_PROXY: `http://${proxy.name}` })).toBe(false);
});
