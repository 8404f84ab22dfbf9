import * as pulumi from "@pulumi/pulumi";
import { factsOf, type Kind } from "../provider/kinds";
import { showsNothing } from "../provider/kinds/facts";
import { pointerOf } from "../provider/values/jsonPointer";
import { anyMember } from "../provider/values/secretPaths";

/** Deeper arguments are refused by the provider. */
const maxLevels = 100;

/** An argument, or a part of one, that can be marked as secret. */
interface Markable {
  readonly keys: readonly string[];
  readonly value: pulumi.Output<unknown> | Promise<unknown>;
}

/**
 * The paths of the arguments that the program marks as secret, except for those whose values are always secret.
 * `undefined` if there are none. A promise instead of an output, because it is known in every preview and adds no
 * dependencies.
 */
export function secretPaths(
  kind: Kind,
  args: pulumi.Inputs,
  opts?: pulumi.CustomResourceOptions,
): Promise<string[] | undefined> | undefined {
  const declared = (opts?.additionalSecretOutputs ?? []).map((name) => [name]);
  const markable = partsOf(args, []);
  return declared.length + markable.length === 0 ? undefined : pathsOf(kind, args, declared, markable);
}

async function pathsOf(
  kind: Kind,
  args: pulumi.Inputs,
  declared: readonly (readonly string[])[],
  markable: readonly Markable[],
): Promise<string[] | undefined> {
  const marked = await Promise.all(
    // A value that fails ends the registration of the resource by itself.
    markable.map(async ({ keys, value }) => ((await isMarked(value).catch(() => false)) ? [keys] : [])),
  );
  const own = [...declared, ...marked.flat()]
    .filter((keys) => !isAlwaysSecret(kind, keys, args))
    .map(pointerOf);
  return own.length === 0 ? undefined : [...new Set(own)].sort();
}

function isMarked(value: pulumi.Output<unknown> | Promise<unknown>): Promise<boolean> {
  return pulumi.isSecret(pulumi.output(value));
}

function partsOf(value: unknown, keys: readonly string[]): Markable[] {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return [{ keys, value }];
  }
  if (
    typeof value !== "object" ||
    value === null ||
    keys.length > maxLevels ||
    pulumi.Resource.isInstance(value)
  ) {
    return [];
  }
  return Array.isArray(value)
    ? value.flatMap((member) => partsOf(member, [...keys, anyMember]))
    : Object.entries(value).flatMap(([key, entry]) => partsOf(entry, [...keys, key]));
}

function isAlwaysSecret(kind: Kind, keys: readonly string[], args: pulumi.Inputs): boolean {
  return Object.entries(factsOf(kind).writeOnly ?? {}).some(([path, shows]) => {
    const holder = path.split(".");
    const key = keys[holder.length];
    return (
      holder.every((expected, at) => keys[at] === expected) &&
      (key === undefined ? shows === showsNothing : !shows(key, args))
    );
  });
}
