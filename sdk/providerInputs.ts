import * as pulumi from "@pulumi/pulumi";
import {
  type AzureKey,
  azureKeys,
  type ConfigKey,
  configKeys,
  notFromEnvironmentKey,
} from "../provider/config/keys";
import type { ProviderArgs } from "./providerArgs";

/** The configuration of an explicit provider by full keys such as `aep:orgId`, not marked as secret. */
export type ProviderSettings = pulumi.Output<Readonly<Record<string, string | undefined>>>;

const rows: Readonly<Record<string, ConfigKey>> = configKeys;

/**
 * The inputs of an explicit provider: full configuration keys with texts as values.
 *
 * The provider's process gets these inputs and the environment, but not the stack config. So values of the stack config
 * become inputs here, while values of the environment are left to that process: inputs are recorded in the state.
 */
export function providerInputs(name: string, args: ProviderArgs): Record<string, pulumi.Input<string>> {
  const { azure = {}, ...given } = args;
  const own = namesIn(given);
  refuseIncomplete(name, own);
  const barred = Object.keys(rows).filter((key) => !own.has(key) && isBarred(key, own));
  const inputs = [
    ...Object.entries(rows).map(([key, { secret }]) =>
      input(`aep:${key}`, secret, given[key as keyof typeof given], !barred.includes(key)),
    ),
    ...Object.entries<AzureKey>(azureKeys).map(([key, { secret }]) =>
      input(`azure-native:${key}`, secret, azure[key as keyof typeof azure], true),
    ),
    [notFromEnvironmentKey, barred.length === 0 ? undefined : barred.join(",")] as const,
  ];
  return Object.fromEntries(inputs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** The configuration in the inputs of a provider, for functions of the program. */
export function settingsIn(inputs: Record<string, pulumi.Input<string>>): ProviderSettings {
  // Otherwise the result of every function would be a secret, because one of the credentials is.
  return pulumi.unsecret(pulumi.all(inputs));
}

function namesIn(given: object): ReadonlySet<string> {
  return new Set(Object.entries(given).flatMap(([key, value]) => (isGiven(value) ? [key] : [])));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** Whether only the program may set a key, because it has set another one that the key belongs to. */
function isBarred(key: string, own: ReadonlySet<string>): boolean {
  return rows[key]?.belongsTo?.some((other) => own.has(other)) === true;
}

function refuseIncomplete(name: string, own: ReadonlySet<string>): void {
  const missing = Object.entries(rows).filter(
    ([key, { required }]) =>
      required && isBarred(key, own) && !alternativesTo(key).some((one) => own.has(one)),
  );
  if (missing.length === 0) {
    return;
  }
  const because = new Set(
    missing.flatMap(([, { belongsTo = [] }]) => belongsTo.filter((key) => own.has(key))),
  );
  const needed = missing.map(([key]) => alternativesTo(key).join(" or "));
  throw new pulumi.RunError(
    `The provider ${JSON.stringify(name)} sets ${[...because].join(" and ")}, but not ${needed.join(" and ")}.\n` +
      "Pass them as arguments too: those of the stack config and the environment may belong to another organisation or client.",
  );
}

/** A key, and those that can replace it. */
function alternativesTo(key: string): string[] {
  const others = Object.entries(rows).filter(([, { standsInFor }]) => standsInFor === key);
  return [key, ...others.map(([other]) => other)];
}

function input(
  key: string,
  isSecret: true | undefined,
  given: unknown,
  orConfigured: boolean,
): readonly [string, pulumi.Input<string> | undefined] {
  if (isGiven(given)) {
    const text = textOf(given);
    return [key, isSecret ? pulumi.secret(text) : text];
  }
  const configured = orConfigured ? configuredValue(key) : undefined;
  return [key, isSecret && configured !== undefined ? pulumi.secret(configured) : configured];
}

function configuredValue(key: string): pulumi.Input<string> | undefined {
  const [namespace = "", name = ""] = key.split(":");
  const config = new pulumi.Config(namespace);
  // Any key can be set with --secret. `get` returns its value in plain text.
  return isSecretConfig(key)
    ? (config.getSecret(name) as pulumi.Output<string> | undefined)
    : config.get(name);
}

function isSecretConfig(key: string): boolean {
  // Pulumi exports this function, but its types do not declare it.
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) === true;
}

/** Inputs of a provider are texts, as the values of a stack config: a list is JSON. An output without a value stays so. */
function textOf(value: unknown): pulumi.Input<string> {
  if (typeof value === "string") {
    return value;
  }
  const known = pulumi.output<unknown>(value) as pulumi.Output<unknown>;
  return known.apply((plain): unknown => {
    if (typeof plain === "object" && plain !== null) {
      return JSON.stringify(plain);
    }
    return plain === undefined || plain === null ? undefined : String(plain);
  }) as pulumi.Output<string>;
}
