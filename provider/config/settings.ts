import { Problem } from "../messages/problem";
import { nonEmpty, switchIn } from "./checks";
import {
  type AzureKey,
  type AzureKeyName,
  azureClouds,
  azureKeys,
  type ConfigKey,
  type ConfigKeyName,
  type ConfigOrigin,
  configKeys,
  missingConfiguration,
  notFromEnvironmentKey,
  rowsOf,
  type Service,
  type SwitchKeyName,
  waysToSet,
} from "./keys";

/** Returns the stack config's value of a full key such as `aep:orgId`. */
export type ConfigReader = (key: string) => string | undefined;

/** The raw values of all keys by their full names: stack config first, then the environment. */
export function configurationInForce(
  read: ConfigReader,
  environment: NodeJS.ProcessEnv = process.env,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.keys(configKeys).map((key) => [`aep:${key}`, givenValue(key as ConfigKeyName, read, environment)]),
  );
}

function givenValue(
  key: ConfigKeyName,
  read: ConfigReader,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const row: ConfigKey = configKeys[key];
  const own = nonEmpty(read(`aep:${key}`));
  const given = own ?? (barredKeys(read).includes(key) ? undefined : nonEmpty(environment[row.environment]));
  const text = row.list ? listText(given) : given;
  return text === undefined ? undefined : (row.spellings?.[text] ?? text);
}

/** The keys that the environment must not provide, because an explicit provider sets a key that they belong to. */
function barredKeys(read: ConfigReader): readonly string[] {
  return read(notFromEnvironmentKey)?.split(",") ?? [];
}

/** A list as text: a list in a YAML file of stack config, or in a program, arrives as JSON. */
function listText(text: string | undefined): string | undefined {
  if (!text?.startsWith("[")) {
    return text;
  }
  const items = structureIn(text);
  const isList = Array.isArray(items) && items.every((item) => typeof item !== "object");
  return isList ? nonEmpty(items.join(",")) : text;
}

/** The list or object that a text contains: YAML files of stack config can have one, which arrives as JSON. */
function structureIn(text: string): object | undefined {
  if (!/^[[{]/.test(text)) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

// Without the value, which can be secret.
function refuseStructure(text: string): void {
  const structure = structureIn(text);
  if (structure !== undefined) {
    const found = Array.isArray(structure) ? "a list" : "an object";
    throw new Error(`it is ${found} in YAML or JSON, but must be a single text, number or boolean`);
  }
}

/** The configuration in force, read once per process. */
export class Settings {
  readonly #read: ConfigReader;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #origin: ConfigOrigin;
  readonly #values = new Map<ConfigKeyName, string | undefined>();

  /**
   * @param read the stack config; a caller without one gives its own values.
   * @param origin where users can change the configuration, for advice in messages.
   */
  constructor(
    read: ConfigReader,
    environment: NodeJS.ProcessEnv = process.env,
    origin: ConfigOrigin = "stack",
  ) {
    this.#read = read;
    this.#environment = environment;
    this.#origin = origin;
  }

  /** The value of a key: stack config first, then the environment, then the default. */
  get(key: ConfigKeyName): string | undefined {
    if (!this.#values.has(key)) {
      this.#values.set(key, this.#checked(key));
    }
    return this.#values.get(key);
  }

  #checked(key: ConfigKeyName): string | undefined {
    const row: ConfigKey = configKeys[key];
    const given = this.#given(key);
    if (given === undefined) {
      return row.fallback;
    }
    this.#check(`aep:${key}`, row, [row.environment], given);
    return given;
  }

  #given(key: ConfigKeyName): string | undefined {
    return givenValue(key, this.#read, this.#environment);
  }

  /** The value of a key; throws if there is none. */
  require(key: ConfigKeyName): string {
    const value = this.get(key);
    if (value === undefined) {
      throw this.incomplete([key]);
    }
    return value;
  }

  /** The value of a key as a number, if it is set. */
  number(key: "maxRequestsPerSecond" | "maxConcurrentRequests"): number | undefined {
    const text = this.get(key);
    return text === undefined ? undefined : Number(text);
  }

  /** Whether a key switches something on. */
  isOn(key: SwitchKeyName): boolean {
    return switchIn(this.require(key)) === true;
  }

  /** The value of a key of Azure's credentials: stack config first, then the environment. */
  azure(key: AzureKeyName): string | undefined {
    const row: AzureKey = azureKeys[key];
    const given = this.#azureGiven(key);
    if (given !== undefined) {
      this.#check(`azure-native:${key}`, row, row.environment, given);
    }
    return given;
  }

  #azureGiven(key: AzureKeyName): string | undefined {
    const variables: readonly string[] = azureKeys[key].environment;
    return [this.#read(`azure-native:${key}`), ...variables.map((name) => this.#environment[name])]
      .map(nonEmpty)
      .find((value) => value !== undefined);
  }

  /** The cloud in force: the URLs of its API and of its sign-in, and the scope of tokens. */
  get azureCloud(): { management: string; authority: string; scope: string } {
    const name = this.azure("environment")?.toLowerCase() ?? "public";
    const cloud = Object.values(azureClouds).find(({ names }) => names.some((known) => known === name));
    if (cloud === undefined) {
      throw new Problem({
        what: `azure-native:environment (ARM_ENVIRONMENT) is "${name}", which is not a known cloud.`,
        advice: `Set it to one of: ${Object.values(azureClouds)
          .flatMap(({ names }) => names)
          .join(", ")}.`,
      });
    }
    return {
      management: this.get("azureManagementUrl") ?? cloud.management,
      authority: this.get("azureAuthorityUrl") ?? cloud.authority,
      scope: `${cloud.management}/.default`,
    };
  }

  /** The values no message may show; also invalid ones, because a message about them is shown too. */
  secrets(): string[] {
    const keys = Object.entries<ConfigKey>(configKeys).filter(([, row]) => row.secret);
    const ofAzure = Object.entries<AzureKey>(azureKeys).filter(([, row]) => row.secret);
    return [
      ...keys.flatMap(([key]) => this.#given(key as ConfigKeyName) ?? []),
      ...ofAzure.flatMap(([key]) => this.#azureGiven(key as AzureKeyName) ?? []),
    ];
  }

  /** Throws if a configured value for a service is invalid. */
  validate(service: Service): void {
    for (const [key] of rowsOf(service)) {
      this.get(key);
    }
  }

  /** Throws if the configuration of a service is invalid or incomplete. */
  demand(service: Service): void {
    this.validate(service);
    const missing = this.missing(service);
    if (missing.length > 0) {
      throw this.incomplete(missing);
    }
  }

  /** The error for required keys without a value. */
  incomplete(missing: readonly ConfigKeyName[]): Problem {
    return missingConfiguration(missing, this.#originInForce(), barredKeys(this.#read));
  }

  // An explicit provider without credentials takes them from the stack config, so its advice is the same as
  // without one.
  #originInForce(): ConfigOrigin {
    return this.#read(notFromEnvironmentKey) === undefined ? this.#origin : "provider";
  }

  /** The required keys of a service that have no value. */
  missing(service: Service): ConfigKeyName[] {
    const rows = rowsOf(service);
    const given = (key: ConfigKeyName) =>
      [key, ...rows.flatMap(([other, row]) => (row.standsInFor === key ? [other] : []))].some(
        (one) => this.get(one) !== undefined,
      );
    return rows.filter(([key, row]) => row.required && !given(key)).map(([key]) => key);
  }

  #check(key: string, row: ConfigKey | AzureKey, variables: readonly string[], value: string): void {
    try {
      refuseStructure(value);
      row.check?.(value);
    } catch (error) {
      const isBarred = barredKeys(this.#read).some((barred) => key === `aep:${barred}`);
      const ways = waysToSet(key, row, this.#originInForce(), isBarred ? [] : variables);
      throw new Problem({
        what: `The configuration key ${key} (${variables.join(", ")}) is invalid: ${(error as Error).message}.`,
        advice: `Correct it: ${ways}.`,
      });
    }
  }
}
