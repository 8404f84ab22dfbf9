import { expect, test } from "vitest";
import {
  type AzureKeyName,
  azureKeys,
  type ConfigKeyName,
  configKeys,
  missingConfiguration,
  notFromEnvironmentKey,
} from "./keys";
import { configurationInForce, Settings } from "./settings";

const complete = {
  "aep:orgId": "ORG@AdobeOrg",
  "aep:clientId": "client",
  "aep:clientSecret": "top-secret",
};

function settingsOf(config: Record<string, string>, environment: NodeJS.ProcessEnv = {}): Settings {
  return new Settings((key) => config[key], environment);
}

/** Two valid values of a key. */
function valuesOf(key: string): readonly [string, string] {
  switch (key) {
    case "interactiveAuthoring":
      return ["auto", "off"];
    case "protectProduction":
    case "forgetUndeletable":
      return ["false", "true"];
    default:
      return key.endsWith("Url") ? ["https://first.example", "https://second.example"] : ["11", "22"];
  }
}

test.each(Object.entries(configKeys))("%s is read from stack config, else from its variable.", (key, row) => {
  const name = key as ConfigKeyName;
  const [first, second] = valuesOf(key);
  const environment = { [row.environment]: second };
  expect(settingsOf({ [`aep:${key}`]: first }, environment).get(name)).toBe(first);
  expect(settingsOf({}, environment).get(name)).toBe(second);
  expect(settingsOf({ [`aep:${key}`]: "" }, environment).get(name)).toBe(second);
});

test("Without a value in either, a key has its default or none.", () => {
  const settings = settingsOf({});
  expect(settings.get("sandbox")).toBe("prod");
  expect(settings.get("apiUrl")).toBe("https://platform.adobe.io");
  expect(settings.get("imsUrl")).toBe("https://ims-na1.adobelogin.com");
  expect(settings.number("maxConcurrentRequests")).toBe(16);
  expect(settings.number("maxRequestsPerSecond")).toBeUndefined();
  expect(settings.get("orgId")).toBeUndefined();
  expect(settings.isOn("protectProduction")).toBe(false);
});

test("A key that the environment must not provide has a value only in the inputs.", () => {
  const environment = { AEP_ACCESS_TOKEN: "theirs", AEP_CLIENT_SECRET: "theirs", AEP_SANDBOX: "dev" };
  const barred = { ...complete, "aep:notFromEnvironment": "clientSecret,accessToken" };
  const settings = settingsOf(barred, environment);
  expect(settings.get("accessToken")).toBeUndefined();
  expect(settings.get("clientSecret")).toBe("top-secret");
  expect(settings.get("sandbox")).toBe("dev");
  const inForce = configurationInForce(
    (key) => ({ "aep:notFromEnvironment": "accessToken" })[key],
    environment,
  );
  expect(inForce).toMatchObject({ "aep:clientSecret": "theirs", "aep:accessToken": undefined });
});

test.each([
  ["openid,AdobeID", "openid,AdobeID"],
  ['["openid","AdobeID"]', "openid,AdobeID"],
  ["[]", undefined],
  ["[openid", "[openid"],
])("The list %s is %s.", (given, scopes) => {
  const fallback = settingsOf({}).get("scopes");
  expect(settingsOf({ "aep:scopes": given }).get("scopes")).toBe(scopes ?? fallback);
  expect(settingsOf({}, { AEP_SCOPES: given }).get("scopes")).toBe(scopes ?? fallback);
});

test.each([
  ["false", "off"],
  ["true", "auto"],
  ["off", "off"],
])("Interactive authoring that YAML reads as %s is %s.", (given, value) => {
  expect(settingsOf({ "aep:interactiveAuthoring": given }).get("interactiveAuthoring")).toBe(value);
  expect(settingsOf({}, { AEP_INTERACTIVE_AUTHORING: given }).get("interactiveAuthoring")).toBe(value);
});

const structures = [
  ['["a","b"]', "a list"],
  ['{"a":"b"}', "an object"],
] as const;

test.each(Object.entries(configKeys))(
  "A list or an object as %s is one clear error, without the value.",
  (key) => {
    for (const [text, found] of structures) {
      const isScopes = key === "scopes";
      const given = isScopes && found === "a list" ? '[{"a":"b"}]' : text;
      const message = `aep:${key} (${configKeys[key as ConfigKeyName].environment}) is invalid: it is ${found} in YAML or JSON`;
      expect(() => settingsOf({ [`aep:${key}`]: given }).get(key as ConfigKeyName)).toThrow(message);
      expect(() => settingsOf({ [`aep:${key}`]: given }).get(key as ConfigKeyName)).not.toThrow(given);
    }
  },
);

test.each(Object.keys(azureKeys))("A list or an object as azure-native:%s is one clear error.", (key) => {
  for (const [text, found] of structures) {
    expect(() => settingsOf({ [`azure-native:${key}`]: text }).azure(key as AzureKeyName)).toThrow(
      `is invalid: it is ${found} in YAML or JSON`,
    );
  }
});

test.each(["{braces}", "[brackets", '"quoted"'])("A text such as %s is no structure.", (text) => {
  expect(settingsOf({ "aep:clientSecret": text }).get("clientSecret")).toBe(text);
});

test("White space around a value, such as the line break of a file, is removed.", () => {
  expect(settingsOf({ "aep:clientId": "client\n" }).get("clientId")).toBe("client");
  expect(settingsOf({ "aep:clientId": " \n" }, { AEP_CLIENT_ID: " other " }).get("clientId")).toBe("other");
});

test("No key is missing from a complete configuration, and an access token replaces the client secret.", () => {
  expect(settingsOf(complete).missing("aep")).toEqual([]);
  const { "aep:clientSecret": _, ...rest } = complete;
  expect(settingsOf(rest).missing("aep")).toEqual(["clientSecret"]);
  expect(settingsOf(rest, { AEP_ACCESS_TOKEN: "token" }).missing("aep")).toEqual([]);
});

test("All missing keys are named at once, with the three ways to set them.", () => {
  const { message } = missingConfiguration(settingsOf({}).missing("aep"), "stack");
  for (const key of ["orgId", "clientId", "clientSecret"]) {
    expect(message).toContain(`aep:${key}`);
  }
  for (const variable of ["AEP_ORG_ID", "AEP_CLIENT_ID", "AEP_CLIENT_SECRET"]) {
    expect(message).toContain(variable);
  }
  expect(message).toContain("pulumi config set --secret aep:clientSecret");
  expect(message).toContain("pulumi config set aep:orgId");
  expect(message).toContain("ESC");
});

test("The configuration of an explicit provider is corrected in its arguments.", () => {
  const read = { [notFromEnvironmentKey]: "clientSecret,accessToken", "aep:clientId": "c\u2013d" };
  const environment = { AEP_CLIENT_SECRET: "of-another-client", ARM_TENANT_ID: "t\u2013u" };
  const settings = settingsOf(read, environment);
  const message = settings.incomplete(settings.missing("madconnect")).message;
  expect(message).toContain(
    "aep:madconnectUrl: argument madconnectUrl of the aep.Provider, or environment variable",
  );
  expect(messageOf(() => settings.require("clientSecret"))).toBe(
    [
      "Configuration is missing: aep:clientSecret.",
      "  aep:clientSecret: argument clientSecret of the aep.Provider",
      "Pass each key to the aep.Provider in the program, then run pulumi up. aep:accessToken can replace aep:clientSecret in short runs.",
    ].join("\n"),
  );
  expect(messageOf(() => settings.get("clientId"))).toMatch(
    /\nCorrect it: argument clientId of the aep\.Provider, or environment variable AEP_CLIENT_ID\.$/,
  );
  expect(messageOf(() => settings.azure("tenantId"))).toMatch(
    /\nCorrect it: argument azure\.tenantId of the aep\.Provider, or environment variable ARM_TENANT_ID\.$/,
  );
  const barred = settingsOf({ [notFromEnvironmentKey]: "clientSecret", "aep:clientSecret": "s\u2013t" });
  expect(messageOf(() => barred.get("clientSecret"))).toMatch(
    /\nCorrect it: argument clientSecret of the aep\.Provider\.$/,
  );
});

test("A command that reads only the environment advises no stack config.", () => {
  const environment = { AEP_ORG_ID: "ORG@AdobeOrg", AEP_API_URL: "http://example.com" };
  const settings = new Settings(() => undefined, environment, "environment");
  const messages = [() => settings.require("clientSecret"), () => settings.get("apiUrl")].map(messageOf);
  expect(messages[0]).toContain("aep:clientSecret: environment variable AEP_CLIENT_SECRET");
  expect(messages[1]).toMatch(/\nCorrect it: environment variable AEP_API_URL\.$/);
  for (const message of messages) {
    expect(message).not.toMatch(/pulumi|ESC|in the stack config/);
  }
  const inStack = new Settings(() => undefined, environment);
  expect(messageOf(() => inStack.get("apiUrl"))).toMatch(
    /\nCorrect it: pulumi config set aep:apiUrl <value>, or environment variable AEP_API_URL\.$/,
  );
});

function messageOf(run: () => unknown): string {
  try {
    return String(run());
  } catch (error) {
    return (error as Error).message;
  }
}

test("A required value that is missing is named.", () => {
  expect(() => settingsOf({}).require("orgId")).toThrow(/aep:orgId.*\n.*AEP_ORG_ID/);
  expect(settingsOf(complete).require("orgId")).toBe("ORG@AdobeOrg");
});

test("The secrets in force are listed, so that no message shows them.", () => {
  expect(settingsOf(complete, { AEP_ACCESS_TOKEN: "the-token" }).secrets().sort()).toEqual([
    "the-token",
    "top-secret",
  ]);
  expect(settingsOf({}).secrets()).toEqual([]);
  const azure = { ARM_CLIENT_SECRET: "a", ARM_OIDC_TOKEN: "b", ARM_CLIENT_ID: "shown" };
  expect(settingsOf({ "azure-native:clientCertificatePassword": "c" }, azure).secrets()).toEqual([
    "a",
    "c",
    "b",
  ]);
});

test.each([
  "https://platform.adobe.io",
  "https://proxy.example:8443/aep/",
  "http://localhost:1234",
  "http://127.0.0.1:1234",
  "http://127.9.8.7",
  "http://[::1]:1234",
])("A token may be sent to the URL %s.", (url) => {
  expect(settingsOf({ "aep:apiUrl": url }).get("apiUrl")).toBe(url);
});

test.each([
  "http://platform.adobe.io",
  "http://localhost.example",
  "http://127.0.0.1.example",
  "http://127.example",
  "http://127.0.0.1@example.com",
  "ftp://localhost",
  "platform.adobe.io",
  "https://user:password@platform.adobe.io",
])("The URL %s is rejected before a token is sent to it.", (url) => {
  expect(() => settingsOf({ "aep:apiUrl": url }).get("apiUrl")).toThrow(/aep:apiUrl \(AEP_API_URL\)/);
  expect(() => settingsOf({}, { AEP_IMS_URL: url }).get("imsUrl")).toThrow(/aep:imsUrl/);
});

test("The message about a password in a URL does not repeat it.", () => {
  const settings = settingsOf({ "aep:apiUrl": "https://user:hunter22@platform.adobe.io" });
  expect(() => settings.get("apiUrl")).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("hunter22") }),
  );
});

test.each(["0", "-1", "many", "NaN"])("A budget of %o requests is rejected.", (text) => {
  expect(() => settingsOf({ "aep:maxConcurrentRequests": text }).number("maxConcurrentRequests")).toThrow(
    /aep:maxConcurrentRequests/,
  );
});

test.each(Object.entries(azureKeys))(
  "azure-native:%s is read from stack config, else from its variables.",
  (key, row) => {
    const name = key as AzureKeyName;
    const variables: readonly string[] = row.environment;
    const environment = Object.fromEntries(variables.map((variable) => [variable, variable]));
    expect(settingsOf({ [`azure-native:${key}`]: "first" }, environment).azure(name)).toBe("first");
    expect(settingsOf({}, environment).azure(name)).toBe(variables[0]);
    expect(settingsOf({}, { [variables.at(-1) ?? ""]: "last" }).azure(name)).toBe("last");
    expect(settingsOf({}).azure(name)).toBeUndefined();
  },
);

test("Azure is the public cloud, another one, or the configured addresses, for tokens of that cloud.", () => {
  expect(settingsOf({}).azureCloud).toEqual({
    management: "https://management.azure.com",
    authority: "https://login.microsoftonline.com",
    scope: "https://management.azure.com/.default",
  });
  expect(settingsOf({}, { ARM_ENVIRONMENT: "usgovernment" }).azureCloud.scope).toBe(
    "https://management.usgovcloudapi.net/.default",
  );
  expect(
    settingsOf({
      "aep:azureManagementUrl": "http://127.0.0.1:1",
      "aep:azureAuthorityUrl": "https://127.0.0.1:2",
    }).azureCloud,
  ).toEqual({
    management: "http://127.0.0.1:1",
    authority: "https://127.0.0.1:2",
    scope: "https://management.azure.com/.default",
  });
  expect(() => settingsOf({}, { ARM_ENVIRONMENT: "moon" }).azureCloud).toThrow(
    /"moon"[\s\S]*public, azurecloud, usgov/,
  );
});

test.each([
  ["https://management.azure.com", ["public", "Public", "AzureCloud", "azurecloud"]],
  [
    "https://management.usgovcloudapi.net",
    ["usgovernment", "USGov", "usgov", "AzureUSGovernment", "AzureUSGovernmentCloud", "usgovernmentl4"],
  ],
  ["https://management.chinacloudapi.cn", ["china", "AzureChinaCloud"]],
])("%s is the management host for all names that azure-native accepts.", (management, names) => {
  for (const name of names) {
    expect(settingsOf({ "azure-native:environment": name }).azureCloud.management).toBe(management);
    expect(settingsOf({}, { ARM_ENVIRONMENT: name }).azureCloud.management).toBe(management);
  }
});

test.each(["German", "AzureGermanCloud", "usgovernmentl5"])(
  "The cloud %s, which azure-native does not know either, is an error.",
  (name) => {
    expect(() => settingsOf({ "azure-native:environment": name }).azureCloud).toThrow(
      /which is not a known cloud/,
    );
  },
);

test("The sign-in to Azure always requires TLS, even on the same machine.", () => {
  expect(() => settingsOf({ "aep:azureAuthorityUrl": "http://127.0.0.1:1" }).azureCloud).toThrow(
    /aep:azureAuthorityUrl .* must begin with https/,
  );
});

/** Keys whose values become part of a header or identify the program to a service. */
const credentials = [
  ...["orgId", "clientId", "clientSecret", "accessToken", "sandbox"],
  ...["madconnectClientId", "madconnectClientSecret"],
].map((key) => `aep:${key}`);
const azureCredentials = ["clientId", "clientSecret", "tenantId", "oidcToken", "oidcRequestToken"];
const changedByEditors = ["“", "…", "’", "–", "\u00a0", "é", "\u200b", "\u0007", "😀"];

test.each([...credentials, ...azureCredentials.map((key) => `azure-native:${key}`)])(
  "A character of %s that an editor has changed is one error that names the key and does not show the value.",
  (key) => {
    for (const character of changedByEditors) {
      const settings = settingsOf({ [key]: `hidden${character}value` });
      const read = () =>
        key.startsWith("aep:")
          ? settings.get(key.slice("aep:".length) as ConfigKeyName)
          : settings.azure(key.slice("azure-native:".length) as AzureKeyName);
      expect(read, character).toThrow(
        expect.objectContaining({
          name: "Problem",
          message: expect.stringMatching(
            new RegExp(`^The configuration key ${key} .*character 7 .*U\\+[0-9A-F]{4}`),
          ),
        }),
      );
      expect(read, character).toThrow(
        expect.objectContaining({ message: expect.not.stringMatching(/hidden|value\b(?!>)/) }),
      );
    }
  },
);

test("The texts that no message may show include invalid ones.", () => {
  expect(settingsOf({ "aep:accessToken": "hidden“value" }).secrets()).toContain("hidden“value");
});
