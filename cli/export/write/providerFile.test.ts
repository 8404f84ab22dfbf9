import * as pulumi from "@pulumi/pulumi";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { expect, test } from "vitest";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { type Model, modelOf } from "../model/model";
import { checkedProviderName, programProvider, providerSecrets } from "../model/programProvider";
import { commonFiles } from "./commonFiles";
import { programFiles } from "./programFiles";
import { projectFiles } from "./projectFiles";
import { providerFile } from "./providerFile";

const settingsOfAcme = () => sessionWith({ ...completeConfig, "aep:apiUrl": "http://127.0.0.1:9" }).settings;
const providerOfAcme = () => programProvider("acme", "aep", settingsOfAcme());

test("the provider reads its configuration from its own config keys, and only what differs from the defaults", () => {
  expect(providerFile(providerOfAcme())).toBe(`import * as pulumi from "@pulumi/pulumi";
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
  expect(providerSecrets(providerOfAcme())).toEqual(["acme:clientSecret"]);
});

test("the stack's file has these keys instead of those of the default provider, without secrets", () => {
  const model = modelOf([], { shareEndpoints: false, provider: providerOfAcme() });
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

test("the keys of the provider that are missing are in the one error of the program, with its own", () => {
  const settings = [
    { key: "ordersPath", is: "text", path: ["params", "path"], value: "/orders" },
    { key: "ordersConnectionString", is: "secret", path: ["auth"] },
  ] as const;
  const entry = { settings, role: "created", entity: { kind: "flow" } };
  const check = (given: Readonly<Record<string, string>>, entries: readonly object[]) => {
    const model = { entries, provider: providerOfAcme() } as unknown as Model;
    pulumi.runtime.setAllConfig({ "project:any": "value", ...given });
    const { outputText } = transpileModule(commonFiles(model).get("config") ?? "", {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
    });
    new Function("require", "exports", outputText)(
      (name: string) => ({ "@pulumi/pulumi": pulumi })[name],
      {},
    );
  };
  expect(() => check({ "acme:orgId": "ORG@AdobeOrg" }, [entry])).toThrow(
    [
      "The config of this stack is incomplete. Set each of these:",
      "  pulumi config set ordersPath",
      ...["clientId", "sandbox", "apiUrl"].map((key) => `  pulumi config set acme:${key}`),
      "  pulumi config set --secret ordersConnectionString",
      "  pulumi config set --secret acme:clientSecret",
    ].join("\n"),
  );
  const whole = Object.fromEntries(providerOfAcme().keys.map((key) => [`acme:${key}`, "given"]));
  expect(() => check({ ...whole, "acme:clientId": "" }, [])).not.toThrow();
  const empty = modelOf([], { shareEndpoints: false, provider: providerOfAcme() });
  expect(programFiles(empty).get("index.ts")).toMatch(/\nimport ".\/config";/);
  expect(() => check({}, [])).toThrow(/acme:orgId[\s\S]*acme:clientSecret$/);
});

test("the provider of MadConnect has its keys only", () => {
  const url = { ...completeConfig, "aep:madconnectUrl": "http://127.0.0.1:9", "aep:madconnectClientId": "m" };
  const text = providerFile(programProvider("ads", "madconnect", sessionWith(url).settings));
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
