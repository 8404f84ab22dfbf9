import {
  type ConfigKey,
  type ConfigKeyName,
  configKeys,
  Problem,
  type Service,
  type Settings,
} from "../../../provider/cliApi";

/** An explicit provider of the exported program. */
export interface ProgramProvider {
  /** Its name, and the namespace of its config keys. */
  readonly name: string;
  readonly service: Service;
  /** The keys that it sets, without a namespace. */
  readonly keys: readonly ConfigKeyName[];
}

/** The keys of a service that an exported provider sets; others come from the environment. */
const keysOf: Readonly<Record<Service, readonly ConfigKeyName[]>> = {
  aep: ["orgId", "clientId", "clientSecret", "sandbox", "scopes", "apiUrl", "imsUrl"],
  madconnect: ["madconnectUrl", "madconnectClientId", "madconnectClientSecret", "madconnectAccountId"],
};

/** Checks the name of a provider: it is a namespace of Pulumi's config, and neither another package's nor the program's. */
export function checkedProviderName(name: string, project: string): string {
  const taken = ["aep", "azure-native", "pulumi", project];
  if (/^[A-Za-z][\w-]*$/.test(name) && !name.startsWith("default") && !taken.includes(name)) {
    return name;
  }
  throw new Problem({
    what: `--provider ${JSON.stringify(name)} is not a usable name.`,
    advice:
      "Use letters, digits, hyphens and underscores. The name must begin with a letter, must not begin with default, " +
      `and must not be ${taken.join(", ")}.`,
  });
}

/** The explicit provider of a program that has the configuration of these settings. */
export function programProvider(name: string, service: Service, settings: Settings): ProgramProvider {
  return { name, service, keys: keysIn(service, settings) };
}

/** The config of the provider by full keys, without secrets. */
export function providerConfig({ name, keys }: ProgramProvider, settings: Settings): [string, string][] {
  return keys.filter((key) => !isSecretKey(key)).map((key) => [`${name}:${key}`, settings.get(key) ?? ""]);
}

/** The full keys of the provider's secrets. */
export function providerSecrets({ name, keys }: ProgramProvider): string[] {
  return keys.filter(isSecretKey).map((key) => `${name}:${key}`);
}

// Not those whose value is the default, except for those that identify the place.
function keysIn(service: Service, settings: Settings): ConfigKeyName[] {
  return keysOf[service].filter((key) => {
    const row: ConfigKey = configKeys[key];
    const value = settings.get(key);
    return isSecretKey(key) || key === "sandbox" || (value !== undefined && value !== row.fallback);
  });
}

/** Whether the value of a key is secret. */
export function isSecretKey(key: ConfigKeyName): boolean {
  const row: ConfigKey = configKeys[key];
  return row.secret === true;
}
