import * as pulumi from "@pulumi/pulumi";
import { beforeEach, expect, it } from "vitest";
import { type ConfigKey, configKeys } from "../provider/config/keys";
import * as aep from ".";
import { PrivateLinkSource } from "./azure";

class OtherProvider extends pulumi.ProviderResource {}

const created: pulumi.runtime.MockResourceArgs[] = [];

beforeEach(() => {
  created.length = 0;
  pulumi.runtime.setMocks({
    newResource: (args) => {
      created.push(args);
      return { id: `${args.name}-id`, state: args.inputs };
    },
    call: () => ({}),
  });
  pulumi.runtime.setAllConfig({});
});

/** The inputs of a provider with these arguments; a secret is `[secret …]`. */
async function inputsOf(args: aep.ProviderArgs): Promise<Record<string, unknown>> {
  const provider = new aep.Provider("acme", args);
  await new Promise((resolve) => provider.id.apply(resolve));
  return JSON.parse(
    JSON.stringify(created.find(({ name }) => name === "acme")?.inputs ?? {}),
    (_key, value) =>
      typeof value === "object" && value !== null && "value" in value ? `[secret ${value.value}]` : value,
  );
}

it("is a provider of Pulumi's dynamic resources, with the configuration keys as inputs", async () => {
  await inputsOf({ sandbox: "dev" });
  expect(created[0]).toMatchObject({ type: "pulumi:providers:pulumi-nodejs", name: "acme" });
});

const ownCredentials = { orgId: "ACME@AdobeOrg", clientId: "acme-client", clientSecret: "acme-secret" };

it.each(Object.entries<ConfigKey>(configKeys))(
  "takes %s as an argument, secrets marked",
  async (key, row) => {
    const required = { ...ownCredentials, madconnectClientSecret: "acme-secret" };
    const inputs = await inputsOf({ ...required, [key]: "value" });
    expect(inputs[`aep:${key}`]).toBe(row.secret ? "[secret value]" : "value");
  },
);

it("takes outputs, numbers, lists and Azure's credentials", async () => {
  const inputs = await inputsOf({
    sandbox: pulumi.output("dev"),
    maxRequestsPerSecond: 5,
    scopes: ["openid", pulumi.output("AdobeID")],
    azure: { useOidc: true, oidcToken: pulumi.output("acme-token"), tenantId: undefined },
  });
  expect(inputs).toEqual({
    "aep:sandbox": "dev",
    "aep:maxRequestsPerSecond": "5",
    "aep:scopes": '["openid","AdobeID"]',
    "azure-native:useOidc": "true",
    "azure-native:oidcToken": "[secret acme-token]",
  });
});

it.each([
  [false, "false"],
  [true, "true"],
  [undefined, "TRUE"],
])(
  "takes protectProduction %s rather than the value of the stack config",
  async (protectProduction, value) => {
    pulumi.runtime.setAllConfig({ "aep:protectProduction": "TRUE" });
    const inputs = await inputsOf(protectProduction === undefined ? {} : { protectProduction });
    expect(inputs["aep:protectProduction"]).toBe(value);
  },
);

it("takes other keys from the stack config, and none from the environment", async () => {
  pulumi.runtime.setAllConfig(
    {
      "aep:apiUrl": "https://api.example",
      "aep:clientId": "stack-client",
      "aep:clientSecret": "stack-secret",
      "aep:sandbox": "stack-sandbox",
      "aep:scopes": "hidden-scopes",
      "azure-native:tenantId": "tenant",
      "other:key": "ignored",
    },
    ["aep:scopes"],
  );
  expect(await inputsOf({ sandbox: "dev" })).toEqual({
    "aep:apiUrl": "https://api.example",
    "aep:clientId": "stack-client",
    "aep:clientSecret": "[secret stack-secret]",
    "aep:sandbox": "dev",
    // Marked as secret by the user.
    "aep:scopes": "[secret hidden-scopes]",
    "azure-native:tenantId": "tenant",
  });
});

const stackCredentials = {
  "aep:orgId": "STACK@AdobeOrg",
  "aep:clientId": "stack-client",
  "aep:clientSecret": "stack-secret",
  "aep:accessToken": "stack-token",
  "aep:madconnectClientId": "stack-client",
  "aep:madconnectClientSecret": "stack-secret",
};

it.each<[string, aep.ProviderArgs, (keyof typeof stackCredentials)[], string[]]>([
  ["nothing", {}, Object.keys(stackCredentials) as never, []],
  [
    "an organisation",
    ownCredentials,
    ["aep:madconnectClientId", "aep:madconnectClientSecret"],
    ["accessToken"],
  ],
  [
    "an organisation with a token",
    { orgId: "ACME@AdobeOrg", clientId: "acme-client", accessToken: "acme-token" },
    ["aep:madconnectClientId", "aep:madconnectClientSecret"],
    ["clientSecret"],
  ],
  [
    "a client",
    { clientId: "acme-client", clientSecret: "acme-secret" },
    ["aep:orgId", "aep:madconnectClientId", "aep:madconnectClientSecret"],
    ["accessToken"],
  ],
  [
    "a client secret",
    { clientSecret: "acme-secret" },
    ["aep:orgId", "aep:clientId", "aep:madconnectClientId", "aep:madconnectClientSecret"],
    ["accessToken"],
  ],
  [
    "a token",
    { accessToken: "acme-token" },
    ["aep:orgId", "aep:clientId", "aep:madconnectClientId", "aep:madconnectClientSecret"],
    ["clientSecret"],
  ],
  [
    "a client of MadConnect",
    { madconnectClientId: "acme-client", madconnectClientSecret: "acme-secret" },
    ["aep:orgId", "aep:clientId", "aep:clientSecret", "aep:accessToken"],
    [],
  ],
])(
  "with %s of its own, takes no credentials that belong to others",
  async (_what, args, fromStack, barred) => {
    pulumi.runtime.setAllConfig(stackCredentials);
    const inputs = await inputsOf(args);
    const values = Object.entries(stackCredentials).filter(([key, value]) =>
      String(inputs[key]).includes(value),
    );
    expect(values.map(([key]) => key).toSorted()).toEqual(fromStack.toSorted());
    expect(inputs["aep:notFromEnvironment"]).toBe(barred.length === 0 ? undefined : barred.join(","));
  },
);

it.each<[aep.ProviderArgs, string]>([
  [{ orgId: "ACME@AdobeOrg" }, "sets orgId, but not clientId and clientSecret or accessToken."],
  [{ orgId: "ACME@AdobeOrg", clientSecret: "acme-secret" }, "sets orgId, but not clientId."],
  [
    { orgId: "ACME@AdobeOrg", clientId: "acme-client", clientSecret: "" },
    "sets orgId and clientId, but not clientSecret or accessToken.",
  ],
  [{ clientId: "acme-client" }, "sets clientId, but not clientSecret or accessToken."],
  [{ madconnectClientId: "acme-client" }, "sets madconnectClientId, but not madconnectClientSecret."],
])("refuses the credentials %j, which are incomplete", (args, reason) => {
  pulumi.runtime.setAllConfig(stackCredentials);
  expect(() => new aep.Provider("acme", args)).toThrow(`The provider "acme" ${reason}`);
});

it("passes to the resources of a component by either option, and is recognised", async () => {
  const provider = new aep.Provider("acme", ownCredentials);
  expect(aep.Provider.isInstance(provider)).toBe(true);
  expect(aep.Provider.isInstance(new OtherProvider("pulumi-nodejs", "other"))).toBe(false);
  expect(aep.Provider.isInstance(undefined)).toBe(false);
  const sources = Object.entries({ provider: { provider }, providers: { providers: [provider] } }).map(
    ([name, opts]) =>
      new PrivateLinkSource(
        name,
        {
          storageAccount: {
            id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a",
          },
          source: "azureBlob",
          path: "/orders",
          format: "delimited",
          auth: { specName: "ConnectionString", params: { connectionString: "AccountName=a" } },
        },
        opts,
      ),
  );
  for (const { sourceConnectionId } of sources) {
    await new Promise((resolve) => sourceConnectionId.apply(resolve));
  }
  const dynamic = created.filter(({ type }) => type.startsWith("pulumi-nodejs:"));
  expect(dynamic).toHaveLength(8);
  for (const { provider: used } of dynamic) {
    expect(used).toMatch(/::acme::acme-id$/);
  }
});
