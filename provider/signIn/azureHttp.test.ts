import { expect, onTestFinished, test } from "vitest";
import { azureEnvironment } from "../../test/support/azure/azureSide";
import { ConnectProxy, hiddenHost, proxyCredentials } from "../../test/support/connectProxy";
import { startEmulator } from "../../test/support/emulator/emulator";
import { answer, deadOrigin, startServer } from "../../test/support/localServer";
import { secretsIn } from "../../test/support/secrets";
import { trust } from "../../test/support/trust";
import { Settings } from "../config/settings";
import { Proxies } from "../http/proxy/proxies";
import { Transport } from "../http/transport";
import { fetchAzureToken } from "./azure";

/** An emulator with https behind a proxy, and a sign-in to it by Azure's library. */
async function bed() {
  const emulator = await startEmulator({ tls: true, hostNames: [hiddenHost] });
  onTestFinished(() => emulator.close());
  trust(emulator.ca);
  const proxy = await ConnectProxy.start(emulator.url, { credentials: proxyCredentials });
  const { port } = new URL(emulator.url);
  const signIn = (environment: NodeJS.ProcessEnv, host = hiddenHost) => {
    const transport = new Transport({ proxies: new Proxies(environment) });
    onTestFinished(() => transport.close());
    const authority = { AEP_AZURE_AUTHORITY_URL: `https://${host}:${port}` };
    const settings = new Settings(() => undefined, { ...azureEnvironment, ...authority, ...environment });
    return fetchAzureToken(settings, transport);
  };
  return { emulator, proxy, signIn };
}

test("Azure's library signs in through the proxy.", async () => {
  const { proxy, signIn } = await bed();
  expect((await signIn({ HTTPS_PROXY: proxy.url })).expiresIn).toBeGreaterThan(0);
  expect(proxy.tunnels).not.toEqual([]);
});

test("With a dead proxy or an invalid URL, an authority on this machine and one in NO_PROXY are reached directly.", async () => {
  const { signIn } = await bed();
  // Together, because an unknown name may take seconds to resolve.
  await Promise.all(
    [await deadOrigin(), "a.example:3128"].map(async (proxyUrl) => {
      const environment = { HTTPS_PROXY: proxyUrl, ALL_PROXY: await deadOrigin() };
      expect((await signIn(environment, "127.0.0.1")).expiresIn, proxyUrl).toBeGreaterThan(0);
      await expect(signIn({ ...environment, NO_PROXY: "example.test" }), proxyUrl).rejects.toThrow(
        /failed: https:\/\/aep\.example\.test:\d+ cannot be reached .*: getaddrinfo (ENOTFOUND|EAI_AGAIN).*\nCheck the network and .*azureAuthorityUrl/,
      );
    }),
  );
});

test("A refusal of the proxy is the reason, without its credentials.", async () => {
  const { emulator, proxy, signIn } = await bed();
  const wrong = proxy.url.replace("a-proxy-password", "not-the-secret");
  const error = await signIn({ HTTPS_PROXY: wrong }).catch((thrown: unknown) => thrown);
  expect(String(error)).toMatch(
    /^Problem: Signing in to Azure with a client secret failed: https:\/\/aep\.example\.test:\d+ cannot be reached .*: the proxy 127\.0\.0\.1:\d+ refused the request with status 407\.\nCheck the user name and password in HTTPS_PROXY/,
  );
  expect(secretsIn(String(error))).toEqual([]);
  expect(emulator.log.list()).toEqual([]);
});

test("An invalid URL of the proxy is the reason, without the URL.", async () => {
  const { signIn } = await bed();
  const error = await signIn({ HTTPS_PROXY: `${proxyCredentials}@a.example:3128` }).catch(
    (thrown: unknown) => thrown,
  );
  expect(String(error)).toMatch(
    /Signing in .* failed: The environment variable HTTPS_PROXY is not the URL of an HTTP proxy\./,
  );
  expect(String(error)).not.toMatch(/a\.example|proxy-user/);
});

test("The token of OpenID Connect is requested through the proxy.", async () => {
  const { signIn } = await bed();
  const provider = await startServer(answer(200, { value: "asked for" }));
  const proxy = await ConnectProxy.start(provider.url);
  const request = {
    ARM_CLIENT_SECRET: "",
    ARM_USE_OIDC: "true",
    ACTIONS_ID_TOKEN_REQUEST_URL: "http://tokens.example.test/token?api-version=2",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "bearer",
    HTTP_PROXY: proxy.url,
  };
  await signIn(request, "127.0.0.1").catch(() => {});
  expect(proxy.requests[0]).toMatchObject({
    method: "GET",
    target: expect.stringMatching(/^http:\/\/tokens\.example\.test\/token/),
  });
});
