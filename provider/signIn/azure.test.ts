import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { answer, startServer } from "../../test/support/localServer";
import { Settings } from "../config/settings";
import { Transport } from "../http/transport";
import { fetchAzureToken } from "./azure";
import { AzureHttp } from "./azureHttp";

// What Azure's library does with a credential is tested with the emulator; here, which credential is created, and with which arguments.
const azure = vi.hoisted(() => ({
  calls: [] as { kind: string; args: unknown[]; scope: unknown }[],
  getToken: async (_args: unknown[]): Promise<unknown> => undefined,
}));
vi.mock("@azure/identity", () => {
  const credential = (kind: string) =>
    class {
      readonly #args: unknown[];
      constructor(...args: unknown[]) {
        this.#args = args;
      }
      getToken(scope: unknown) {
        azure.calls.push({ kind, args: this.#args, scope });
        return azure.getToken(this.#args);
      }
    };
  return {
    DefaultAzureCredential: credential("default"),
    ClientCertificateCredential: credential("certificate"),
    ClientSecretCredential: credential("secret"),
    ClientAssertionCredential: credential("assertion"),
    ManagedIdentityCredential: credential("identity"),
    AzureCliCredential: credential("cli"),
  };
});

beforeEach(() => {
  azure.calls.length = 0;
  azure.getToken = async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 });
});

const ids = { ARM_TENANT_ID: "tenant", ARM_CLIENT_ID: "client" };
const publicCloud = {
  // The library sends everything over the transport of the provider.
  httpClient: expect.any(AzureHttp),
  proxyOptions: expect.anything(),
  authorityHost: "https://login.microsoftonline.com",
  disableInstanceDiscovery: false,
};
const { httpClient, proxyOptions } = publicCloud;

function tokenBy(environment: NodeJS.ProcessEnv, config: Record<string, string> = {}) {
  const transport = new Transport();
  onTestFinished(() => transport.close());
  return fetchAzureToken(new Settings((key) => config[key], environment), transport);
}

test.each<[string, NodeJS.ProcessEnv, unknown[]]>([
  ["cli", {}, [{ tenantId: undefined, subscription: undefined }]],
  [
    "cli",
    { ...ids, ARM_SUBSCRIPTION_ID: "s", ARM_USE_MSI: "false" },
    [{ tenantId: "tenant", subscription: "s" }],
  ],
  ["identity", { ...ids, ARM_USE_MSI: "true" }, [{ httpClient, proxyOptions, clientId: "client" }]],
  [
    "assertion",
    { ...ids, ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: "o", ARM_USE_MSI: "true" },
    ["tenant", "client", expect.any(Function), publicCloud],
  ],
  [
    "secret",
    { ...ids, ARM_CLIENT_SECRET: "hush", ARM_USE_OIDC: "true" },
    ["tenant", "client", "hush", publicCloud],
  ],
  [
    "certificate",
    { ...ids, ARM_CLIENT_CERTIFICATE_PATH: "/c.pem", ARM_CLIENT_SECRET: "hush" },
    ["tenant", "client", { certificatePath: "/c.pem", certificatePassword: "" }, publicCloud],
  ],
  [
    "default",
    { ...ids, ARM_USE_DEFAULT_AZURE_CREDENTIAL: "true", ARM_CLIENT_SECRET: "hush" },
    [{ ...publicCloud, tenantId: "tenant" }],
  ],
])("The first configured way to sign in is used, here %s.", async (kind, environment, args) => {
  const { value, expiresIn } = await tokenBy(environment);
  expect(value).toBe("t");
  expect(expiresIn).toBeGreaterThan(3_590);
  expect(expiresIn).toBeLessThanOrEqual(3_600);
  expect(azure.calls).toEqual([{ kind, args, scope: "https://management.azure.com/.default" }]);
});

test("A configured authority is used directly, without a lookup at Microsoft.", async () => {
  const config = { "aep:azureAuthorityUrl": "https://127.0.0.1:1", "azure-native:clientSecret": "hush" };
  await tokenBy(ids, config);
  expect(azure.calls[0]?.args[3]).toEqual({
    httpClient,
    proxyOptions,
    authorityHost: "https://127.0.0.1:1",
    disableInstanceDiscovery: true,
  });
});

test("The missing keys of a way to sign in are named together, and no request is sent.", async () => {
  await expect(tokenBy({ ARM_CLIENT_SECRET: "hush" })).rejects.toThrow(
    /a client secret requires azure-native:tenantId, azure-native:clientId\.[\s\S]*ARM_TENANT_ID[\s\S]*ARM_CLIENT_ID/,
  );
  expect(azure.calls).toEqual([]);
});

test("A refusal is reported with the library's first sentence and advice.", async () => {
  azure.getToken = () => Promise.reject(new Error("Please run 'az login'.\nA long trace follows."));
  await expect(tokenBy({})).rejects.toMatchObject({
    name: "Problem",
    message: expect.stringMatching(
      /^Signing in to Azure with the login of the Azure CLI failed: "Please run 'az login'\."\n.*ARM_/,
    ),
  });
  azure.getToken = async () => null;
  await expect(tokenBy({})).rejects.toThrow("no token was returned");
});

/** The token of the OpenID Connect provider that would be exchanged for Azure's. */
async function assertionBy(environment: NodeJS.ProcessEnv): Promise<unknown> {
  let assertion: unknown;
  azure.getToken = async ([, , getAssertion]) => {
    assertion = await (getAssertion as () => Promise<string>)();
    return { token: "t", expiresOnTimestamp: Date.now() + 1_000 };
  };
  await tokenBy({ ...ids, ARM_USE_OIDC: "true", ...environment });
  return assertion;
}

test("The token of OpenID Connect is configured, read from a file, or requested.", async () => {
  expect(await assertionBy({ ARM_OIDC_TOKEN: "given" })).toBe("given");

  const folder = await mkdtemp(path.join(tmpdir(), "oidc-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "token");
  await writeFile(file, "from a file\n");
  expect(await assertionBy({ ARM_OIDC_TOKEN_FILE_PATH: file })).toBe("from a file");

  const server = await startServer(answer(200, { value: "asked for" }), answer(500, {}));
  const request = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/token?api-version=2`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "bearer",
  };
  expect(await assertionBy(request)).toBe("asked for");
  expect(server.requests).toMatchObject([
    {
      url: "/token?api-version=2&audience=api%3A%2F%2FAzureADTokenExchange",
      headers: { authorization: "Bearer bearer" },
    },
  ]);
  await expect(assertionBy(request)).rejects.toThrow(/responded to the token request with status 500/);
  await expect(assertionBy({})).rejects.toThrow(/no token is given[\s\S]*ARM_OIDC_REQUEST_URL/);
});
