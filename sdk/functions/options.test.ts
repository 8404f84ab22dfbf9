import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator/index";
import { closeServices } from "../../provider/functions";
import { configFor } from "../../test/support/host/testBed";
import { setPreview } from "../../test/support/preview";
import * as aep from "..";
import * as madconnect from "../madconnect";

class OtherProvider extends pulumi.ProviderResource {}
class Group extends pulumi.ComponentResource {}

const calls: pulumi.runtime.MockCallArgs[] = [];

/** Whether a function returns a list. Credentials and a class are one object. */
const isList = (token: string) => /s$/.test(token) && !/(Credentials|Class)$/.test(token);

function mock(isPreview = false): void {
  calls.length = 0;
  pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({
        // Pulumi shows an entity that is still to be created without an id.
        id: isPreview && name === "to be created" ? undefined : `${name}-id`,
        state: inputs,
      }),
      call: (args) => {
        calls.push(args);
        return isList(args.token) ? [{ id: "mocked" }] : { id: "mocked" };
      },
    },
    "the-project",
    "the-stack",
    isPreview,
  );
}

const resolved = <Value>(output: pulumi.Output<Value>) =>
  new Promise<Value>((resolve) => {
    output.apply(resolve);
  });

const own = { orgId: "ACME@AdobeOrg", clientId: "acme-client", clientSecret: "emulator-secret" };

let acme: RunningEmulator;
let stackEmulator: RunningEmulator;
beforeAll(async () => {
  acme = await startEmulator({ organisation: own.orgId, clientId: own.clientId });
  stackEmulator = await startEmulator();
});
afterAll(async () => {
  await closeServices();
  await acme.close();
  await stackEmulator.close();
});
beforeEach(async () => {
  await closeServices();
  acme.reset();
  mock();
  pulumi.runtime.setAllConfig({
    ...configFor(stackEmulator.url),
    "aep:clientSecret": "emulator-secret",
    "aep:sandbox": "dev",
  });
});

/** A provider with the configuration of the other emulator; later calls of functions are not mocked. */
async function acmeProvider(args: aep.ProviderArgs = {}): Promise<aep.Provider> {
  const provider = new aep.Provider("acme", { ...own, apiUrl: acme.url, imsUrl: acme.url, ...args });
  await resolved(provider.id);
  setPreview(false);
  return provider;
}

describe("the provider of a function", () => {
  const where = () => [
    ...new Set(acme.log.list({ path: "/data/" }).map(({ headers }) => headers["x-sandbox-name"])),
  ];

  it("is the option provider, in both forms, with the sandbox of the stack config unless it has one", async () => {
    const provider = await acmeProvider();
    expect(await aep.getFlows({}, { provider })).toEqual([]);
    expect(await resolved(aep.getFlowsOutput({}, { provider }))).toEqual([]);
    expect(where()).toEqual(["dev"]);
    expect(stackEmulator.log.list()).toEqual([]);
    mock();
    const inProd = await acmeProvider({ sandbox: "prod" });
    acme.log.clear();
    await aep.getFlows({}, { provider: inProd });
    await aep.getFlows({ sandbox: "dev" }, { provider: inProd });
    expect(where().toSorted()).toEqual(["dev", "prod"]);
  });

  it("is that of the parent, also below a component", async () => {
    const provider = new aep.Provider("acme", { ...own, apiUrl: acme.url, imsUrl: acme.url });
    const group = new Group("acme:index:Group", "group", {}, { provider });
    const inner = new Group("acme:index:Group", "inner", {}, { parent: group });
    await resolved(provider.id);
    setPreview(false);
    await aep.getFlows({}, { parent: inner });
    expect(where()).toEqual(["dev"]);
  });

  it("does not make results secret, although it has secrets", async () => {
    const provider = await acmeProvider();
    expect(await pulumi.isSecret(aep.getFlowsOutput({}, { provider }))).toBe(false);
  });

  it("has its own credentials: a token of the environment is not used", async () => {
    process.env.AEP_ACCESS_TOKEN = "not-a-real-token";
    onTestFinished(() => {
      delete process.env.AEP_ACCESS_TOKEN;
    });
    expect(await aep.getFlows({}, { provider: await acmeProvider() })).toEqual([]);
  });

  it("hides its secrets in errors", async () => {
    const provider = await acmeProvider({ clientSecret: "not-the-secret" });
    const failure = await aep.getFlows({}, { provider }).catch(String);
    expect(failure).toMatch(/invalid_client/);
    expect(failure).not.toContain("not-the-secret");
  });

  it("must be an aep.Provider", async () => {
    const provider = new OtherProvider("pulumi-nodejs", "other");
    setPreview(false);
    await expect(aep.getFlows({}, { provider })).rejects.toThrow(/is not an aep.Provider/);
    expect(() => aep.getFlowsOutput({}, { provider })).toThrow(/is not an aep.Provider/);
  });

  it("may be unknown in a preview: the output form is unknown then, and the plain form an error", async () => {
    const orgId = pulumi.output(pulumi.unknown) as pulumi.Output<string>;
    mock(true);
    const provider = new aep.Provider("acme", { ...own, orgId });
    await (provider.urn as unknown as { isKnown: Promise<boolean> }).isKnown;
    setPreview(true);
    onTestFinished(() => setPreview(false));
    const found = aep.getFlowsOutput({}, { provider });
    expect(await (found as unknown as { isKnown: Promise<boolean> }).isKnown).toBe(false);
    await expect(aep.getFlows({}, { provider })).rejects.toThrow(/^getFlows: (?:.*\n)+Use getFlowsOutput/);
    expect(acme.log.list()).toEqual([]);
  });
});

describe("dependsOn", () => {
  const created = () => new aep.Provider("created", own);

  it.each<[string, () => aep.InvokeOptions["dependsOn"]]>([
    ["a resource", created],
    ["a list", () => [created()]],
    ["outputs", () => pulumi.output([created()])],
    [
      "a component",
      () => {
        const group = new Group("acme:index:Group", "group");
        new aep.Provider("child", own, { parent: group });
        return group;
      },
    ],
  ])("of %s is waited for", async (_what, dependsOn) => {
    expect(await aep.getFlow({ id: "f" }, { dependsOn: dependsOn() ?? [] })).toEqual({ id: "mocked" });
    expect(await resolved(aep.getFlowOutput({ id: "f" }, { dependsOn: dependsOn() ?? [] }))).toEqual({
      id: "mocked",
    });
  });

  it("of a resource that is still to be created makes the output unknown", async () => {
    mock(true);
    const unborn = new aep.TargetConnection("to be created", { connectionSpec: { id: "c" }, data: {} });
    const group = new Group("acme:index:Group", "group");
    new aep.TargetConnection("to be created", { connectionSpec: { id: "c" }, data: {} }, { parent: group });
    for (const dependsOn of [unborn, [unborn], group]) {
      const found = aep.getFlowOutput({ id: "f" }, { dependsOn });
      expect(await (found as unknown as { isKnown: Promise<boolean> }).isKnown).toBe(false);
    }
    expect(calls).toEqual([]);
  });
});

describe("mocks of Pulumi", () => {
  const functions = Object.entries(aep).flatMap(([name, value]) =>
    typeof value === "function" && /^[a-z]/.test(name) ? [[`aep:index:${name}`, value] as const] : [],
  );
  const ofMadconnect = Object.entries(madconnect).flatMap(([name, value]) =>
    typeof value === "function" && /^[a-z]/.test(name) ? [[`aep:madconnect:${name}`, value] as const] : [],
  );
  const all = [...functions, ...ofMadconnect] as unknown as [
    string,
    (args: object, options?: aep.InvokeOptions) => unknown,
  ][];

  it("cover every function", () => {
    expect(all.length).toBeGreaterThan(40);
  });

  it.each(all)("return the result of %s, and no request is sent", async (token, run) => {
    const provider = new aep.Provider("acme", own);
    const args = { id: "a", auth: { specName: "n", params: {} }, connectionSpec: { id: "s" } };
    const result = run(args, { provider });
    // Secrets in a result are outputs.
    const value = await resolved(pulumi.output(result));
    const mocked = token.replace(/Output$/, "");
    expect(value).toEqual(isList(mocked) ? [{ id: "mocked" }] : { id: "mocked" });
    expect(calls).toEqual([
      { token: mocked, inputs: args, provider: expect.stringMatching(/::acme::acme-id$/) },
    ]);
    expect(stackEmulator.log.list()).toEqual([]);
  });
});
