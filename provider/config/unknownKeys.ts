import { didYouMean, nearest } from "../messages/nearest";
import { configKeys, notFromEnvironmentKey } from "./keys";

/** A key of the namespace `aep` that this package does not read. */
export interface UnknownKey {
  /** Full key: `aep:sandbx`. */
  readonly key: string;
  /** The full key that is most likely meant; `undefined` if none is similar. */
  readonly meant: string | undefined;
  /** Whether the key can be one of the program, because the project has the name of the namespace. */
  readonly mayBeOfProgram: boolean;
}

/** The namespace of this package's keys, and of the keys of a project with this name. */
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
 * only a key that is similar to a known one is reported; any other can be one of the program.
 */
export function unknownKeys(keys: Iterable<string>, project: string | undefined): UnknownKey[] {
  const names = Object.keys(configKeys).map((name) => `${namespace}:${name}`);
  const mayBeOfProgram = project === namespace;
  return [...keys]
    .filter((key) => key.startsWith(`${namespace}:`) && !known.includes(key))
    .map((key) => ({ key, meant: nearest(key, names), mayBeOfProgram }))
    .filter(({ meant }) => meant !== undefined || !mayBeOfProgram);
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
