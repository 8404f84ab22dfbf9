import { readFile } from "node:fs/promises";
import type { TokenCredential } from "@azure/identity" with { "resolution-mode": "import" };
import { type AzureKeyName, azureKeys } from "../config/keys";
import type { Settings } from "../config/settings";
import { responseLimits } from "../http/responseLimits";
import type { Token } from "../http/token";
import type { Transport } from "../http/transport";
import { quotedText } from "../messages/foreignText";
import { Problem } from "../messages/problem";
import { AzureHttp } from "./azureHttp";

type Identity = typeof import("@azure/identity", { with: { "resolution-mode": "import" }});

/** One way to sign in to Azure. */
interface SignInMethod {
  /** Name in messages. */
  readonly name: string;
  /** Whether the configuration selects it. */
  readonly isSelected: (settings: Settings) => boolean;
  /** Keys that it requires. */
  readonly needs: readonly AzureKeyName[];
  readonly credential: (identity: Identity, settings: Settings, http: AzureHttp) => TokenCredential;
}

const isSet = (key: AzureKeyName) => (settings: Settings) => settings.azure(key) !== undefined;
const isTrue = (key: AzureKeyName) => (settings: Settings) => settings.azure(key) === "true";
const text = (settings: Settings, key: AzureKeyName) => settings.azure(key) ?? "";

/** The ways to sign in, in the order of `azure-native`: only the first one that the configuration selects is used. */
const methods: readonly SignInMethod[] = [
  {
    name: "the default chain of Azure's SDK",
    isSelected: isTrue("useDefaultAzureCredential"),
    needs: [],
    credential: (identity, settings, http) =>
      new identity.DefaultAzureCredential({
        ...http.options,
        ...authority(settings),
        tenantId: settings.azure("tenantId"),
      }),
  },
  {
    name: "a client certificate",
    isSelected: isSet("clientCertificatePath"),
    needs: ["tenantId", "clientId"],
    credential: (identity, settings, http) =>
      new identity.ClientCertificateCredential(
        text(settings, "tenantId"),
        text(settings, "clientId"),
        {
          certificatePath: text(settings, "clientCertificatePath"),
          certificatePassword: text(settings, "clientCertificatePassword"),
        },
        { ...http.options, ...authority(settings) },
      ),
  },
  {
    name: "a client secret",
    isSelected: isSet("clientSecret"),
    needs: ["tenantId", "clientId"],
    credential: (identity, settings, http) =>
      new identity.ClientSecretCredential(
        text(settings, "tenantId"),
        text(settings, "clientId"),
        text(settings, "clientSecret"),
        { ...http.options, ...authority(settings) },
      ),
  },
  {
    name: "OpenID Connect",
    isSelected: isTrue("useOidc"),
    needs: ["tenantId", "clientId"],
    credential: (identity, settings, http) =>
      new identity.ClientAssertionCredential(
        text(settings, "tenantId"),
        text(settings, "clientId"),
        () => oidcToken(settings, http),
        { ...http.options, ...authority(settings) },
      ),
  },
  {
    name: "a managed identity",
    isSelected: isTrue("useMsi"),
    needs: [],
    credential: (identity, settings, http) =>
      new identity.ManagedIdentityCredential({ ...http.options, clientId: settings.azure("clientId") }),
  },
  {
    name: "the login of the Azure CLI",
    isSelected: () => true,
    needs: [],
    credential: (identity, settings) =>
      new identity.AzureCliCredential({
        tenantId: settings.azure("tenantId"),
        subscription: settings.azure("subscriptionId"),
      }),
  },
];

/** Fetches a token for Azure Resource Manager, with the same configuration and variables as `azure-native`. */
export async function fetchAzureToken(settings: Settings, transport: Transport): Promise<Token> {
  const method = methodFor(settings);
  const missing = method.needs.filter((key) => settings.azure(key) === undefined);
  if (missing.length > 0) {
    throw incomplete(method, missing);
  }
  const http = new AzureHttp(transport);
  try {
    const identity = await import("@azure/identity");
    // A new credential for each token: an existing one returns its last token again, even after Azure has refused it.
    const token = await method
      .credential(identity, settings, http)
      .getToken(settings.azureCloud.scope, { abortSignal: AbortSignal.timeout(responseLimits.stall) });
    if (token === null) {
      throw new Error("no token was returned");
    }
    // The library uses the machine's clock.
    return { value: token.token, expiresIn: (token.expiresOnTimestamp - Date.now()) / 1_000 };
  } catch (error) {
    if (error instanceof Problem) {
      throw error;
    }
    throw http.failure === undefined ? refused(method, error) : unreachable(method, http.failure, error);
  }
}

/** The way to sign in to Azure that the configuration selects, as messages name it: "a client secret". */
export function azureSignIn(settings: Settings): string {
  return methodFor(settings).name;
}

/** The authority that the provider sends requests to. `undefined` if a program or a service of the machine signs in. */
export function azureAuthority(settings: Settings): string | undefined {
  return methodFor(settings).needs.length > 0 ? settings.azureCloud.authority : undefined;
}

function methodFor(settings: Settings): SignInMethod {
  const method = methods.find(({ isSelected }) => isSelected(settings));
  if (method === undefined) {
    throw new Error("The last way to sign in accepts any configuration.");
  }
  return method;
}

function authority(settings: Settings): { authorityHost: string; disableInstanceDiscovery: boolean } {
  return {
    authorityHost: settings.azureCloud.authority,
    // Microsoft's list of authorities does not contain private ones.
    disableInstanceDiscovery:
      settings.get("azureAuthorityUrl") !== undefined ||
      settings.azure("disableInstanceDiscovery") === "true",
  };
}

/** The token of the OpenID Connect provider that is exchanged for Azure's: configured, from a file, or requested. */
async function oidcToken(settings: Settings, http: AzureHttp): Promise<string> {
  const token = settings.azure("oidcToken");
  if (token !== undefined) {
    return token;
  }
  const file = settings.azure("oidcTokenFilePath");
  if (file !== undefined) {
    return (await readFile(file, "utf8")).trim();
  }
  const [url, bearer] = [settings.azure("oidcRequestUrl"), settings.azure("oidcRequestToken")];
  if (url === undefined || bearer === undefined) {
    throw new Problem({
      what: "OpenID Connect is enabled for Azure (azure-native:useOidc, ARM_USE_OIDC), but no token is given.",
      advice:
        "Set ARM_OIDC_TOKEN, ARM_OIDC_TOKEN_FILE_PATH, or ARM_OIDC_REQUEST_URL and ARM_OIDC_REQUEST_TOKEN, or the corresponding azure-native keys in the stack config.",
    });
  }
  const request = new URL(url);
  request.searchParams.set("audience", settings.azure("oidcAudience") ?? "api://AzureADTokenExchange");
  const { status, text } = await http.get(request, {
    accept: "application/json",
    authorization: `Bearer ${bearer}`,
  });
  const response = jsonOf(text);
  const value =
    typeof response === "object" && response !== null && "value" in response ? response.value : undefined;
  if (status < 200 || status >= 300 || typeof value !== "string") {
    throw new Error(`${request.origin} responded to the token request with status ${status}`);
  }
  return value;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function incomplete(method: SignInMethod, missing: readonly AzureKeyName[]): Problem {
  return new Problem({
    what: `Signing in to Azure with ${method.name} requires ${missing.map((key) => `azure-native:${key}`).join(", ")}.`,
    details: missing.map(
      (key) =>
        `  azure-native:${key}: pulumi config set azure-native:${key} <value>, or environment variable ${azureKeys[key].environment[0]}`,
    ),
  });
}

function unreachable(method: SignInMethod, { parts }: Problem, error: unknown): Problem {
  const what = `Signing in to Azure with ${method.name} failed: ${parts.what}`;
  return new Problem({ ...parts, what }, { cause: error });
}

function refused(method: SignInMethod, error: unknown): Problem {
  const [reason = ""] = (error instanceof Error ? error.message : String(error)).split(/\r?\n/, 1);
  return new Problem(
    {
      what: `Signing in to Azure with ${method.name} failed: ${quotedText(reason)}`,
      credentials: true,
      advice:
        "The provider signs in as azure-native does. Check azure-native:clientId, azure-native:tenantId and the other azure-native " +
        "keys, or the corresponding ARM_ variables, or run az login.",
    },
    { cause: error },
  );
}
