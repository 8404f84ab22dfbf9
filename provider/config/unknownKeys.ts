import { didYouMean, nearest } from "../messages/nearest";
import { configKeys, notFromEnvironmentKey } from "./keys";

/** A key of the namespace `aep` that this package does not read. */
export interface UnknownKey {
  /** Full key: `aep:sandbx`. */
  readonly key: string;
  /** The full key that is most likely meant; `undefined` if none is similar. */
  readonly meant: string | undefined;
}

const namespace = "aep";
const known: readonly string[] = [
  ...Object.keys(configKeys).map((name) => `${namespace}:${name}`),
  notFromEnvironmentKey,
];

/**
 * The keys of a configuration that are in the namespace of this package and have no effect. A misspelt `aep:sandbox`
 * would otherwise silently select the default, `prod`.
 *
 * @param keys full keys of the stack config, or of an explicit provider.
 * @param project name of the Pulumi project: keys without a namespace belong to it, so in a project with the name `aep`
 * every key can be one of the program.
 */
export function unknownKeys(keys: Iterable<string>, project: string | undefined): UnknownKey[] {
  if (project === namespace) {
    return [];
  }
  return [...keys]
    .filter((key) => key.startsWith(`${namespace}:`) && !known.includes(key))
    .map((key) => ({ key, meant: nearest(key, known.slice(0, -1)) }));
}

/** The message about an unknown key. */
export function unknownKeyMessage({ key, meant }: UnknownKey): string {
  return `${key} is no configuration key of pulumi-aep and has no effect.${didYouMean(meant)}`;
}

const reported = new Set<string>();

/**
 * Reports each unknown key once in this process.
 *
 * @param report writes one line to the user.
 */
export function reportUnknownKeys(
  keys: Iterable<string>,
  project: string | undefined,
  report: (message: string) => void,
): void {
  for (const unknown of unknownKeys(keys, project)) {
    if (!reported.has(unknown.key)) {
      reported.add(unknown.key);
      report(unknownKeyMessage(unknown));
    }
  }
}
