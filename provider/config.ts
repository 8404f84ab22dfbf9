import { Problem } from "./problem";

/** One row of the configuration table. */
interface ConfigKey {
  /** Environment variable read when the stack config has no such key. */
  readonly environment: string;
  /** Whether the value may never be shown. */
  readonly secret?: true;
  /** Value in force when neither gives one. */
  readonly fallback?: string;
  /** Turns the text into its checked form, or throws a sentence that says what is wrong with it. */
  readonly check?: (text: string) => void;
}

/** Stack config keys (namespace `aep`) with their environment variables and defaults; the only list of them. */
export const configKeys = {
  orgId: { environment: "AEP_ORG_ID" },
  clientId: { environment: "AEP_CLIENT_ID" },
  clientSecret: { environment: "AEP_CLIENT_SECRET", secret: true },
  scopes: {
    environment: "AEP_SCOPES",
    fallback: "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext",
  },
  accessToken: { environment: "AEP_ACCESS_TOKEN", secret: true },
  sandbox: { environment: "AEP_SANDBOX", fallback: "prod" },
  apiUrl: { environment: "AEP_API_URL", fallback: "https://platform.adobe.io", check: secureUrl },
  imsUrl: { environment: "AEP_IMS_URL", fallback: "https://ims-na1.adobelogin.com", check: secureUrl },
  interactiveAuthoring: { environment: "AEP_INTERACTIVE_AUTHORING", fallback: "auto", check: autoOrOff },
  maxRequestsPerSecond: { environment: "AEP_MAX_REQUESTS_PER_SECOND", check: positiveNumber },
  maxConcurrentRequests: {
    environment: "AEP_MAX_CONCURRENT_REQUESTS",
    fallback: "16",
    check: positiveNumber,
  },
} as const satisfies Record<string, ConfigKey>;

/** Name of a configuration key, without its namespace. */
export type ConfigKeyName = keyof typeof configKeys;

/** Gives the stack config's value of a full key such as `aep:orgId`. */
export type ConfigReader = (key: string) => string | undefined;

/** The raw values of all keys by their full names: stack config first, then the environment. */
export function configurationInForce(
  read: ConfigReader,
  environment: NodeJS.ProcessEnv = process.env,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries<ConfigKey>(configKeys).map(([key, row]) => [
      `aep:${key}`,
      nonEmpty(read(`aep:${key}`)) ?? nonEmpty(environment[row.environment]),
    ]),
  );
}

/** The configuration in force, read once a process. */
export class Settings {
  readonly #read: ConfigReader;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(read: ConfigReader, environment: NodeJS.ProcessEnv = process.env) {
    this.#read = read;
    this.#environment = environment;
  }

  /** The value of a key: stack config first, then the environment, then the default. */
  get(key: ConfigKeyName): string | undefined {
    const row: ConfigKey = configKeys[key];
    const given = nonEmpty(this.#read(`aep:${key}`)) ?? nonEmpty(this.#environment[row.environment]);
    if (given === undefined) return row.fallback;
    try {
      row.check?.(given);
    } catch (error) {
      throw new Problem({
        what: `The configuration key aep:${key} (${row.environment}) is not usable: ${(error as Error).message}.`,
        advice: `Set it with: pulumi config set aep:${key} <value>`,
      });
    }
    return given;
  }

  /** The value of a key that cannot do without one. */
  require(key: ConfigKeyName): string {
    const value = this.get(key);
    if (value === undefined) throw missingConfiguration([key]);
    return value;
  }

  /** The number a key holds, if it is set. */
  number(key: "maxRequestsPerSecond" | "maxConcurrentRequests"): number | undefined {
    const text = this.get(key);
    return text === undefined ? undefined : Number(text);
  }

  /** The values no message may show. */
  secrets(): string[] {
    const keys = Object.entries<ConfigKey>(configKeys).filter(([, row]) => row.secret);
    return keys.flatMap(([key]) => this.get(key as ConfigKeyName) ?? []);
  }

  /** Throws what is wrong with the values that are there. */
  validate(): void {
    for (const key of Object.keys(configKeys)) this.get(key as ConfigKeyName);
  }

  /** What has to be configured before AEP can be called, and is not. */
  missing(): ConfigKeyName[] {
    const missing: ConfigKeyName[] = [];
    if (this.get("orgId") === undefined) missing.push("orgId");
    if (this.get("clientId") === undefined) missing.push("clientId");
    if (this.get("clientSecret") === undefined && this.get("accessToken") === undefined) {
      missing.push("clientSecret");
    }
    return missing;
  }
}

/** The one error for configuration that is missing: every key at once, and the ways to give it. */
export function missingConfiguration(keys: readonly ConfigKeyName[]): Problem {
  const rows = keys.map((key) => {
    const row: ConfigKey = configKeys[key];
    const secret = row.secret ? " --secret" : "";
    return `  aep:${key}: pulumi config set${secret} aep:${key} <value>, or environment variable ${row.environment}`;
  });
  return new Problem({
    what: `Configuration is missing: ${keys.map((key) => `aep:${key}`).join(", ")}.`,
    details: rows,
    advice:
      "Give each one in the stack's config, as an environment variable, or through a Pulumi ESC environment " +
      "(imports under pulumiConfig or environmentVariables). aep:accessToken (AEP_ACCESS_TOKEN) may stand in for " +
      "aep:clientSecret in short runs.",
  });
}

function nonEmpty(text: string | undefined): string | undefined {
  // A value that comes out of a file often brings the line's end with it, and no header takes that.
  return text?.trim() || undefined;
}

function autoOrOff(text: string): void {
  if (text !== "auto" && text !== "off") throw new Error(`"${text}" is neither "auto" nor "off"`);
}

function positiveNumber(text: string): void {
  if (!(Number(text) > 0)) throw new Error(`"${text}" is not a number above 0`);
}

// The token and the client secret travel to these hosts: in clear only to this very machine.
function secureUrl(text: string): void {
  const url = URL.parse(text);
  if (url === null) throw new Error(`"${text}" is not a URL`);
  if (url.username !== "" || url.password !== "")
    throw new Error("a URL with a user or password is not taken");
  const loopback = /^(localhost|\[::1\]|127(\.\d+){3})$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    throw new Error(`"${text}" must begin with https:// (http:// is accepted for loopback addresses only)`);
  }
}
