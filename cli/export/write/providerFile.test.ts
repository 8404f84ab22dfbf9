import { expect, test } from "vitest";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { modelOf } from "../model/model";
import { checkedProviderName, providerSecrets } from "../model/programProvider";
import { projectFiles } from "./projectFiles";
import { providerFile } from "./providerFile";

const acme = { name: "acme", service: "aep" } as const;
const settingsOfAcme = () => sessionWith({ ...completeConfig, "aep:apiUrl": "http://127.0.0.1:9" }).settings;

test("the provider reads its configuration from its own config keys, and only what differs from the defaults", () => {
  expect(providerFile(acme, settingsOfAcme())).toBe(`import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

// Its keys are those of the stack config with another namespace: acme:orgId.
const config = new pulumi.Config("acme");

export const provider = new aep.Provider("acme", {
  orgId: config.require("orgId"),
  clientId: config.require("clientId"),
  clientSecret: config.requireSecret("clientSecret"),
  sandbox: config.require("sandbox"),
  apiUrl: config.require("apiUrl"),
});
`);
  expect(providerSecrets(acme)).toEqual(["acme:clientSecret"]);
});

test("the stack's file has these keys instead of those of the default provider, without secrets", () => {
  const model = modelOf([], { shareEndpoints: false, provider: acme });
  expect(projectFiles("sources", "dev", model, settingsOfAcme()).get("Pulumi.dev.yaml")).toBe(
    [
      "config:",
      '  "acme:orgId": "ORG@AdobeOrg"',
      '  "acme:clientId": "client"',
      '  "acme:sandbox": "dev"',
      '  "acme:apiUrl": "http://127.0.0.1:9"',
      "",
    ].join("\n"),
  );
});

test("the provider of MadConnect has its keys only", () => {
  const url = { ...completeConfig, "aep:madconnectUrl": "http://127.0.0.1:9", "aep:madconnectClientId": "m" };
  const ofMadconnect = { name: "ads", service: "madconnect" } as const;
  const text = providerFile(ofMadconnect, sessionWith(url).settings);
  expect(text.match(/^ {2}\w+/gm)?.map((key) => key.trim())).toEqual([
    "madconnectUrl",
    "madconnectClientId",
    "madconnectClientSecret",
  ]);
});

test.each(["aep", "azure-native", "pulumi", "sources", "default", "default-2", "a b", "", "1a", "a:b"])(
  "--provider %j is refused",
  (name) => {
    expect(() => checkedProviderName(name, "sources")).toThrow(/--provider .* is not a usable name/);
  },
);

test.each(["acme", "Acme-2", "a_b"])("--provider %j is accepted", (name) => {
  expect(checkedProviderName(name, "sources")).toBe(name);
});
