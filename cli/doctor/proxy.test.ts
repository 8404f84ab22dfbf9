import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { ConnectProxy, hiddenHost, proxyCredentials } from "../../test/support/connectProxy";
import { startEmulator } from "../../test/support/emulator/emulator";
import { configFor } from "../../test/support/host/testBed";
import { deadOrigin } from "../../test/support/localServer";
import { trust } from "../../test/support/trust";
import { proxy } from "./checks/proxy";
import type { CheckContext } from "./context";
import { runDoctor } from "./project.testing";

const a = "http://a.example:3128";
const safe = { no_proxy: "127.0.0.1,localhost" };
const breaks = (name: string) =>
  `failure: Pulumi sends its own connections to 127.0.0.1 through the proxy in ${name}`;

test.each<[NodeJS.ProcessEnv, string[]]>([
  [{}, ["ok: neither HTTPS_PROXY nor HTTP_PROXY is set"]],
  [{ HTTPS_PROXY: "", http_proxy: "" }, ["ok: neither HTTPS_PROXY nor HTTP_PROXY is set"]],
  [{ HTTPS_PROXY: a }, ["ok: the variables of the proxy are consistent"]],
  [{ https_proxy: a, ...safe }, ["ok: the variables of the proxy are consistent"]],
  // The gRPC library of Pulumi's SDK reads lower case only.
  [{ https_proxy: a }, [breaks("https_proxy")]],
  [{ http_proxy: a }, [breaks("http_proxy")]],
  [{ grpc_proxy: a, HTTPS_PROXY: a }, [breaks("grpc_proxy")]],
  [{ https_proxy: a, NO_PROXY: "127.0.0.1" }, [breaks("https_proxy")]],
  [{ https_proxy: a, no_proxy: "localhost" }, [breaks("https_proxy")]],
  [{ https_proxy: a, no_proxy: "localhost, 127.0.0.1" }, [breaks("https_proxy")]],
  [{ https_proxy: a, no_proxy: "127.0.0.0/8" }, ["warning: no_proxy contains ranges of addresses"]],
  [{ https_proxy: a, no_grpc_proxy: "127.0.0.1" }, ["ok: the variables"]],
  [{ https_proxy: "https://a.example" }, ["ok: the variables"]],
  // Without effect.
  [
    { HTTPS_PROXY: a, https_proxy: "http://b.example", ...safe },
    ["warning: https_proxy and HTTPS_PROXY are different"],
  ],
  [{ HTTPS_PROXY: a, https_proxy: "", ...safe }, ["warning: https_proxy and HTTPS_PROXY are different"]],
  [{ HTTPS_PROXY: a, https_proxy: a, ...safe }, ["ok: the variables"]],
  [
    { HTTPS_PROXY: a, NO_PROXY: "10.0.0.0/8,example.com" },
    [
      "warning: NO_PROXY contains ranges of addresses, which have no effect on requests of pulumi-aep: 10.0.0.0/8.",
    ],
  ],
  [{ ALL_PROXY: a }, ["warning: ALL_PROXY has no effect"]],
  [{ ALL_PROXY: a, HTTPS_PROXY: a }, ["ok: the variables"]],
])("The variables %o have these results: %o", async (environment, expected) => {
  const results = await proxy.run({ environment } as CheckContext);
  expect(results.map(({ is, line }) => `${is}: ${line}`)).toEqual(
    expected.map((line) => expect.stringContaining(line)),
  );
  expect(results.every(({ is, fix }) => is === "ok" || fix !== undefined)).toBe(true);
});

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ tls: true, hostNames: [hiddenHost] });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

/** Runs the doctor where the services have a name that only the proxy resolves. */
async function doctorBehind(proxyUrl: string, host = hiddenHost) {
  trust(emulator.ca);
  const url = `https://${host}:${new URL(emulator.url).port}`;
  return runDoctor(emulator, { config: configFor(url), environment: { HTTPS_PROXY: proxyUrl } });
}

test("Each host has a line with its proxy, without credentials.", async () => {
  const server = await ConnectProxy.start(emulator.url, { credentials: proxyCredentials });
  const { output, code } = await doctorBehind(server.url);
  expect(output).toMatch(
    new RegExp(
      `^ok {7}hosts: https://aep\\.example\\.test:\\d+ can be reached through the proxy ${server.name} \\(HTTPS_PROXY\\)$`,
      "m",
    ),
  );
  expect(output).toMatch(/^ok {7}token: fetched/m);
  expect(code).toBe(0);
  const direct = await doctorBehind(server.url, "127.0.0.1");
  expect(direct.output).toMatch(/^ok {7}hosts: https:\/\/127\.0\.0\.1:\d+ can be reached directly$/m);
});

test("A refusal of the proxy, an unreachable proxy and an unreachable host are different failures.", async () => {
  const server = await ConnectProxy.start(emulator.url, { credentials: proxyCredentials });
  // Together, because each repeats requests, and an unknown name may take seconds to resolve.
  const [refused, dead, unknown] = await Promise.all([
    doctorBehind(`http://${server.name}`),
    doctorBehind(await deadOrigin()),
    doctorBehind(""),
  ]);
  expect(refused.output).toMatch(
    /^failure {2}hosts: .* cannot be reached .*: the proxy 127\.0\.0\.1:\d+ refused the request with status 407\.$/m,
  );
  expect(refused.output).toMatch(/^ +fix: Check the user name and password in HTTPS_PROXY/m);

  expect(dead.output).toMatch(
    /^failure {2}hosts: .*: the proxy 127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED/m,
  );

  expect(unknown.output).toMatch(
    /^failure {2}hosts: .* cannot be reached .*: getaddrinfo \w+ aep\.example\.test/m,
  );
  expect(unknown.output).toMatch(
    /^ +fix: Check the network .* If your network requires a proxy, set HTTPS_PROXY/m,
  );
});

test("An invalid URL of a proxy is one failure that shows no part of it.", async () => {
  const { output, problems } = await doctorBehind("proxy-user:a-proxy-password@a.example:3128");
  expect(output).toMatch(
    /^failure {2}hosts: The environment variable HTTPS_PROXY is not the URL of an HTTP proxy\.$/m,
  );
  expect(output).not.toMatch(/a\.example|proxy-user/);
  expect(problems.length).toBeGreaterThan(0);
});
