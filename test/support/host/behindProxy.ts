import { onTestFinished } from "vitest";
import { ConnectProxy, hiddenHost, proxyCredentials } from "../connectProxy";
import { startEmulator } from "../emulator/emulator";
import { PlainClient } from "../emulator/plainClient";

/** An emulator behind a proxy, and the environment of a process that uses it. */
export type BehindProxy = Awaited<ReturnType<typeof behindProxy>>;

/** Starts an emulator with https whose name only a proxy with a password can resolve. */
export async function behindProxy() {
  const emulator = await startEmulator({
    tls: true,
    hostNames: [hiddenHost],
    switches: { interactiveAuthoringRequired: false, approvalDelayMs: "never" },
  });
  onTestFinished(() => emulator.close());
  const proxy = await ConnectProxy.start(emulator.url, { credentials: proxyCredentials });
  const url = `https://${hiddenHost}:${new URL(emulator.url).port}`;
  const environment = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: emulator.caFile ?? "" };
  const plain = new PlainClient(emulator.url, "prod", emulator.ca);
  return { emulator, proxy, url, environment, plain, requests: () => emulator.log.list() };
}
