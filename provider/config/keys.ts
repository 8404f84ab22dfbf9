import { Problem } from "../messages/problem";
import { autoOrOff, headerText, httpsUrl, positiveNumber, secureUrl, trueOrFalse } from "./checks";

/** A service with its own configuration keys: a program only needs those of the services it uses. */
export type Service = "aep" | "madconnect";

/** One row of the configuration table. */
export interface ConfigKey {
  /** The service that the key is for. Default: all services. */
  readonly service?: Service;
  /** Whether the service requires a value. */
  readonly required?: true;
  /** A required key that this one can replace. */
  readonly standsInFor?: string;
  /**
   * Keys that this one is useless or dangerous without: an explicit provider whose program sets one of them never takes
   * this key from the stack config or the environment, where it may belong to another organisation or client.
   */
  readonly belongsTo?: readonly string[];
  /** Whether the value is a list: its items separated by commas, or a JSON list. */
  readonly list?: true;
  /** Other spellings of values, with the value that they mean. */
  readonly spellings?: Readonly<Record<string, string>>;
  /** Environment variable that is read when the stack config has no such key. */
  readonly environment: string;
  /** Whether the value is secret. */
  readonly secret?: true;
  /** Default value. */
  readonly fallback?: string;
  /** Throws an error with the reason if the text is invalid. */
  readonly check?: (text: string) => void;
}

/** Stack config keys (namespace `aep`) with their environment variables and defaults; the only list of them. */
export const configKeys = {
  orgId: { service: "aep", required: true, environment: "AEP_ORG_ID", check: headerText },
  clientId: {
    service: "aep",
    required: true,
    belongsTo: ["orgId"],
    environment: "AEP_CLIENT_ID",
    check: headerText,
  },
  clientSecret: {
    service: "aep",
    required: true,
    belongsTo: ["orgId", "clientId", "accessToken"],
    environment: "AEP_CLIENT_SECRET",
    secret: true,
    check: headerText,
  },
  scopes: {
    service: "aep",
    list: true,
    environment: "AEP_SCOPES",
    fallback: "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext",
  },
  accessToken: {
    service: "aep",
    standsInFor: "clientSecret",
    belongsTo: ["orgId", "clientId", "clientSecret"],
    environment: "AEP_ACCESS_TOKEN",
    secret: true,
    check: headerText,
  },
  sandbox: { service: "aep", environment: "AEP_SANDBOX", fallback: "prod", check: headerText },
  apiUrl: {
    service: "aep",
    environment: "AEP_API_URL",
    fallback: "https://platform.adobe.io",
    check: secureUrl,
  },
  imsUrl: {
    service: "aep",
    environment: "AEP_IMS_URL",
    fallback: "https://ims-na1.adobelogin.com",
    check: secureUrl,
  },
  azureManagementUrl: { service: "aep", environment: "AEP_AZURE_MANAGEMENT_URL", check: secureUrl },
  azureAuthorityUrl: { service: "aep", environment: "AEP_AZURE_AUTHORITY_URL", check: httpsUrl },
  interactiveAuthoring: {
    service: "aep",
    environment: "AEP_INTERACTIVE_AUTHORING",
    fallback: "auto",
    // YAML reads an unquoted off as a boolean.
    spellings: { false: "off", true: "auto" },
    check: autoOrOff,
  },
  protectProduction: {
    service: "aep",
    environment: "AEP_PROTECT_PRODUCTION",
    fallback: "false",
    check: trueOrFalse,
  },
  forgetUndeletable: {
    service: "aep",
    environment: "AEP_FORGET_UNDELETABLE",
    fallback: "false",
    check: trueOrFalse,
  },
  madconnectUrl: {
    service: "madconnect",
    required: true,
    environment: "MADCONNECT_URL",
    check: secureUrl,
  },
  madconnectClientId: {
    service: "madconnect",
    required: true,
    environment: "MADCONNECT_CLIENT_ID",
    check: headerText,
  },
  madconnectClientSecret: {
    service: "madconnect",
    required: true,
    belongsTo: ["madconnectClientId"],
    environment: "MADCONNECT_CLIENT_SECRET",
    secret: true,
    check: headerText,
  },
  madconnectAccountId: { service: "madconnect", environment: "MADCONNECT_ACCOUNT_ID" },
  maxRequestsPerSecond: { environment: "AEP_MAX_REQUESTS_PER_SECOND", check: positiveNumber },
  maxConcurrentRequests: {
    environment: "AEP_MAX_CONCURRENT_REQUESTS",
    fallback: "16",
    check: positiveNumber,
  },
} as const satisfies Record<string, ConfigKey>;

/**
 * An input of explicit providers beside their configuration: the names of the keys, separated by commas, that the
 * environment must not provide. Only the program knows which of its keys it has set, and only the host process reads the
 * environment.
 */
export const notFromEnvironmentKey = "aep:notFromEnvironment";

/** One row of the table of Azure's credentials. */
export interface AzureKey {
  /** Environment variables read, in this order, when the stack config has no such key. */
  readonly environment: readonly string[];
  /** Whether the value is secret. */
  readonly secret?: true;
  /** Throws an error with the reason if the text is invalid. */
  readonly check?: (text: string) => void;
}

/**
 * Stack config keys (namespace `azure-native`) with their environment variables. They are those of the provider
 * `azure-native`, so a program that uses it has them already.
 */
export const azureKeys = {
  clientId: { environment: ["ARM_CLIENT_ID"], check: headerText },
  clientSecret: { environment: ["ARM_CLIENT_SECRET"], secret: true, check: headerText },
  clientCertificatePath: { environment: ["ARM_CLIENT_CERTIFICATE_PATH"] },
  clientCertificatePassword: { environment: ["ARM_CLIENT_CERTIFICATE_PASSWORD"], secret: true },
  tenantId: { environment: ["ARM_TENANT_ID"], check: headerText },
  subscriptionId: { environment: ["ARM_SUBSCRIPTION_ID"] },
  environment: { environment: ["ARM_ENVIRONMENT"] },
  disableInstanceDiscovery: { environment: ["ARM_DISABLE_INSTANCE_DISCOVERY"] },
  useDefaultAzureCredential: { environment: ["ARM_USE_DEFAULT_AZURE_CREDENTIAL"] },
  useMsi: { environment: ["ARM_USE_MSI"] },
  useOidc: { environment: ["ARM_USE_OIDC"] },
  oidcAudience: { environment: ["ARM_OIDC_AUDIENCE"] },
  oidcToken: { environment: ["ARM_OIDC_TOKEN"], secret: true, check: headerText },
  oidcTokenFilePath: { environment: ["ARM_OIDC_TOKEN_FILE_PATH"] },
  // GitHub Actions sets the second variable.
  oidcRequestToken: {
    environment: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
    secret: true,
    check: headerText,
  },
  oidcRequestUrl: { environment: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL"] },
} as const satisfies Record<string, AzureKey>;

/** Name of a key of Azure's credentials, without its namespace. */
export type AzureKeyName = keyof typeof azureKeys;

/**
 * Azure's clouds, with all names that `azure-native` accepts, in upper or lower case. (pulumi-azure-native,
 * `provider/pkg/azure/cloud/cloud.go`.) Azure's cloud in Germany was closed in 2021.
 */
export const azureClouds = {
  public: {
    names: ["public", "azurecloud"],
    management: "https://management.azure.com",
    authority: "https://login.microsoftonline.com",
  },
  usgovernment: {
    names: ["usgovernment", "usgov", "azureusgovernment", "azureusgovernmentcloud", "usgovernmentl4"],
    management: "https://management.usgovcloudapi.net",
    authority: "https://login.microsoftonline.us",
  },
  china: {
    names: ["china", "azurechinacloud"],
    management: "https://management.chinacloudapi.cn",
    authority: "https://login.partner.microsoftonline.cn",
  },
} as const;

/** Name of a configuration key, without its namespace. */
export type ConfigKeyName = keyof typeof configKeys;

/** The keys that switch something on or off, with the check `trueOrFalse`. */
export type SwitchKeyName = "protectProduction" | "forgetUndeletable";

/** The keys with URLs of a service, as a list for messages. */
export function urlKeysOf(service: Service): string {
  const keys = rowsOf(service).filter(([, row]) => row.check === secureUrl);
  return namesOf(...keys.map(([key]) => key));
}

/** Keys as messages name them, with their environment variables: a command may read only these. */
export function namesOf(...keys: readonly ConfigKeyName[]): string {
  return keys.map((key) => `aep:${key} (${configKeys[key].environment})`).join(", ");
}

/**
 * Where configuration comes from: the stack config and then the environment, only the environment, or the arguments of an
 * explicit provider and then the environment.
 */
export type ConfigOrigin = "stack" | "environment" | "provider";

/** The keys of a service, including those for all services. */
export function rowsOf(service: Service): (readonly [ConfigKeyName, ConfigKey])[] {
  return Object.entries<ConfigKey>(configKeys)
    .filter(([, row]) => row.service === undefined || row.service === service)
    .map(([key, row]) => [key as ConfigKeyName, row]);
}

/** Full names of all secret keys, including Azure's. */
export function secretKeys(): string[] {
  const keys = Object.entries<ConfigKey>(configKeys).map(([key, row]) => [`aep:${key}`, row] as const);
  const ofAzure = Object.entries<AzureKey>(azureKeys).map(
    ([key, row]) => [`azure-native:${key}`, row] as const,
  );
  return [...keys, ...ofAzure].flatMap(([key, { secret }]) => (secret === true ? [key] : []));
}

/**
 * The ways to set a key, as a part of a sentence.
 *
 * @param key full name: `aep:orgId` or `azure-native:tenantId`.
 * @param origin where the caller reads configuration from: the ways follow from that.
 * @param variables the environment variables of the key; empty if the environment must not provide it.
 */
export function waysToSet(
  key: string,
  { secret }: ConfigKey | AzureKey,
  origin: ConfigOrigin,
  variables: readonly string[],
): string {
  const argument = key.replace(/^aep:/, "").replace(/^azure-native:/, "azure.");
  const inOrigin = {
    stack: [`pulumi config set${secret === true ? " --secret" : ""} ${key} <value>`],
    environment: [],
    provider: [`argument ${argument} of the aep.Provider`],
  }[origin];
  const inEnvironment = variables.length === 0 ? [] : [`environment variable ${variables.join(" or ")}`];
  return [...inOrigin, ...inEnvironment].join(", or ");
}

/**
 * The error for missing configuration: all missing keys, and the ways to set them.
 *
 * @param origin where the caller reads configuration from: the ways to set it follow from that.
 * @param barred the keys that the environment must not provide.
 */
export function missingConfiguration(
  keys: readonly ConfigKeyName[],
  origin: ConfigOrigin,
  barred: readonly string[] = [],
): Problem {
  const rows = keys.map((key) => {
    const row: ConfigKey = configKeys[key];
    return `  aep:${key}: ${waysToSet(`aep:${key}`, row, origin, barred.includes(key) ? [] : [row.environment])}`;
  });
  const standIns = Object.entries<ConfigKey>(configKeys).flatMap(([key, { standsInFor, environment }]) =>
    keys.some((missing) => missing === standsInFor)
      ? [
          ` aep:${key}${barred.includes(key) ? "" : ` (${environment})`} can replace aep:${standsInFor} in short runs.`,
        ]
      : [],
  );
  return new Problem({
    what: `Configuration is missing: ${keys.map((key) => `aep:${key}`).join(", ")}.`,
    details: rows,
    advice: `${adviceFor[origin]}${standIns.join("")}`,
  });
}

const adviceFor: Readonly<Record<ConfigOrigin, string>> = {
  stack:
    "Set each key in the stack config, as an environment variable, or through a Pulumi ESC environment " +
    "(imports under pulumiConfig or environmentVariables).",
  environment:
    "Set each environment variable. In a Pulumi project, --from-stack or --stack (see --help) takes the configuration of a " +
    "stack instead.",
  provider: "Pass each key to the aep.Provider in the program, then run pulumi up.",
};
