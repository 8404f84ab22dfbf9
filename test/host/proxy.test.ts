import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { readNotes } from "../../provider/host/noteFiles";
import { azureEnvironment } from "../support/azure/azureSide";
import { proxyCredentials } from "../support/connectProxy";
import { startEmulator } from "../support/emulator/emulator";
import { serviceEnvironment } from "../support/exportCommand";
import { type BehindProxy, behindProxy } from "../support/host/behindProxy";
import { ManagedResource } from "../support/host/managedResource";
import { ProviderHost } from "../support/host/providerHost";
import { configFor, secretEnvironment, withoutAuthoring } from "../support/host/testBed";
import { checkout } from "../support/installedPackage";
import { deadOrigin } from "../support/localServer";
import { resourceCase } from "../support/resourceCases";
import { secretsIn } from "../support/secrets";

const run = promisify(execFile);

async function hostOf(
  { url, environment }: BehindProxy,
  more: Record<string, string> = {},
): Promise<ProviderHost> {
  const config = { ...configFor(url), ...withoutAuthoring, "aep:azureAuthorityUrl": url };
  const host = await ProviderHost.start(config, { ...secretEnvironment, ...environment, ...more });
  onTestFinished(() => host.stop());
  return host;
}

const target = resourceCase("targetConnection").complete;

test("The provider sends all requests through few tunnels, and shows no credentials of the proxy.", async () => {
  const bed = await behindProxy();
  const host = await hostOf(bed);
  const resources = Array.from({ length: 8 }, () => new ManagedResource(host, "targetConnection"));
  await Promise.all(resources.map((resource, index) => resource.up({ ...target, name: `t${index}` })));
  for (const resource of resources) {
    expect(await resource.refresh()).toBe("same");
    await resource.destroy();
  }
  expect(bed.requests().length).toBeGreaterThan(20);
  expect(bed.proxy.tunnels.length).toBeLessThan(bed.requests().length / 2);
  expect(secretsIn(host.output)).toEqual([]);
});

test("Azure's sign-in and its Resource Manager use the same proxy, also with the variable in lower case.", async () => {
  const bed = await behindProxy();
  const { HTTPS_PROXY: https_proxy, ...environment } = bed.environment;
  const host = await hostOf(
    { ...bed, environment: { ...environment, HTTPS_PROXY: "http://127.0.0.1:1" } },
    { ...azureEnvironment, https_proxy },
  );
  const endpoint = new ManagedResource(host, "privateEndpoint");
  const { name, connectionSpec } = resourceCase("privateEndpoint").body;
  const subscription = "00000000-0000-0000-0000-000000000001";
  const account = `/subscriptions/${subscription}/resourceGroups/acme-sources/providers/Microsoft.Storage/storageAccounts/acmestorage`;
  await endpoint.up({ name, connectionSpec, targetResourceId: account });
  const approval = new ManagedResource(host, "azurePrivateEndpointApproval");
  await approval.up({ privateEndpointId: endpoint.id, privateEndpointName: name, targetResourceId: account });
  expect(approval.outputs).toMatchObject({ status: "Approved" });
  const { ARM_TENANT_ID } = azureEnvironment;
  expect(bed.emulator.log.list({ path: `/${ARM_TENANT_ID}/oauth2/v2.0/token` })).toHaveLength(1);
});

test("A create that the proxy refuses was not sent: nothing is looked up, and no note is left.", async () => {
  const bed = await behindProxy();
  const home = await mkdtemp(path.join(tmpdir(), "pulumi-aep-home-"));
  const host = await hostOf(bed, { PULUMI_HOME: home });
  const resource = new ManagedResource(host, "targetConnection");
  resource.urn = "urn:pulumi:dev::acme::pulumi-nodejs:dynamic/aep:TargetConnection::t";
  // The token is there, and the proxy refuses the next tunnel.
  await resource.up(target);
  bed.emulator.log.clear();
  bed.proxy.cut();
  bed.proxy.treatment = 407;
  const another = new ManagedResource(host, "targetConnection");
  another.urn = `${resource.urn}2`;
  await expect(another.up({ ...target, name: "another" })).rejects.toThrow(
    /cannot be reached \(POST \/data\/foundation\/flowservice\/targetConnections\): the proxy 127\.0\.0\.1:\d+ refused the request with status 407/,
  );
  expect(bed.requests()).toEqual([]);
  const outcomes = readNotes({ PULUMI_HOME: home }).map(({ note }) => note.outcome.made);
  expect(outcomes.filter((made) => made !== true)).toEqual([]);
  // One refusal is repeated.
  bed.proxy.treatment = "open";
  bed.proxy.next = [407];
  expect(await another.up({ ...target, name: "another" })).toBe("create");
  expect(bed.requests().map(({ method }) => method)).toEqual(["POST"]);
});

test("An invalid URL of a proxy is one error that names the variable only.", async () => {
  const bed = await behindProxy();
  const host = await hostOf(bed, { HTTPS_PROXY: `${proxyCredentials}@a.example:3128` });
  const error = await new ManagedResource(host, "targetConnection")
    .up(target)
    .catch((thrown: unknown) => thrown);
  expect(String(error)).toMatch(/The environment variable HTTPS_PROXY is not the URL of an HTTP proxy\./);
  expect(String(error)).not.toMatch(/a\.example|proxy-user/);
  expect(secretsIn(String(error) + host.output)).toEqual([]);
});

test("A function in a program uses the proxy, and open tunnels do not keep its process alive.", async () => {
  const bed = await behindProxy();
  const program = `
    const aep = require("pulumi-aep");
    aep.getFlows().then(({ length }) => {
      setImmediate(() => console.log(length, JSON.stringify(process.getActiveResourcesInfo())));
    });
  `;
  const env = { PATH: process.env.PATH, ...serviceEnvironment(bed.url), ...bed.environment };
  const { stdout } = await run(process.execPath, ["-e", program], { cwd: checkout, env });
  expect(stdout).toMatch(/^0 \[/);
  expect(stdout).not.toMatch(/Socket|TCP|TLS/);
  expect(bed.proxy.tunnels).not.toEqual([]);
  expect(bed.requests().at(-1)).toMatchObject({ status: 200 });
});

test("The provider uses an emulator on [::1] directly, as every loopback address.", async () => {
  const emulator = await startEmulator({ host: "::1", switches: { interactiveAuthoringRequired: false } });
  onTestFinished(() => emulator.close());
  const dead = await deadOrigin();
  const proxies = { HTTP_PROXY: dead, HTTPS_PROXY: dead, ALL_PROXY: dead };
  const config = { ...configFor(emulator.url), ...withoutAuthoring };
  const host = await ProviderHost.start(config, { ...secretEnvironment, ...proxies });
  onTestFinished(() => host.stop());
  const resource = new ManagedResource(host, "targetConnection");
  expect(await resource.up(target)).toBe("create");
  expect(await resource.refresh()).toBe("same");
});
