import * as pulumi from "@pulumi/pulumi";
import { classNameOf, factsOf, type Kind, type OutputOf, outputsOf, tokenOf } from "../provider/kinds";
import { timeoutsInput } from "../provider/lifecycle/inputs/timeouts";
import { secretPathsInput } from "../provider/values/secretPaths";
import { checkInstallation } from "./installation";
import { timeoutsIn } from "./options";
import { providerReference } from "./providerReference";
import { secretPaths } from "./secretPaths";

/** Argument of every resource in AEP. */
export interface SandboxArgs {
  /**
   * Name of the AEP sandbox of the resource.
   *
   * Default: stack config `aep:sandbox`, else the environment variable `AEP_SANDBOX`, else `prod`. The effective
   * sandbox is recorded in the state. A change, here or in the configuration, replaces the resource.
   */
  sandbox?: pulumi.Input<string>;
}

/**
 * @internal Arguments of the constructor of `pulumi.CustomResource` for a resource of the provider's process.
 *
 * There is no base class between `pulumi.CustomResource` and a resource class, because Pulumi omits only one frame of
 * the stack trace that it records. Each further constructor, even an implicit one, would be stored in the state of
 * every resource, with some 70 bytes. The first one would also replace the position at which the program creates the
 * resource.
 *
 * @param given - The arguments as the program passes them. Default: `args`; a class that marks more values as secret in
 *   `args` passes it
 */
export function provided(
  kind: Kind,
  name: string,
  args: pulumi.Inputs,
  opts?: pulumi.CustomResourceOptions,
  given = args,
): [type: string, name: string, props: pulumi.Inputs, opts?: pulumi.CustomResourceOptions] {
  checkInstallation();
  const timeouts = timeoutsIn({ className: classNameOf(kind), name }, opts ?? {});
  // A program can read an output only if it has a key here, even one without a value.
  const missing = outputsOf(kind).filter((key) => args[key] === undefined);
  const props = {
    ...args,
    ...(timeouts === undefined ? {} : { [timeoutsInput]: timeouts }),
    ...Object.fromEntries(missing.map((key) => [key, absent])),
    [secretPathsInput]: secretPaths(kind, given, opts),
    __provider: providerReference(kind),
  };
  return [tokenOf(kind), name, props, withOrder(kind, opts)];
}

// An output instead of `undefined`, because transformations of users often drop keys without a value.
const absent = pulumi.output<undefined>(undefined);

// With --replace and after `pulumi state taint` the engine takes the order from this option only. It does not apply to a
// resource that is only read, and the program's value wins.
function withOrder(
  kind: Kind,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.CustomResourceOptions | undefined {
  const isDefault = factsOf(kind).alwaysDeletedFirst === true && opts?.id === undefined;
  return isDefault ? { ...opts, deleteBeforeReplace: opts?.deleteBeforeReplace ?? true } : opts;
}

/** @internal Compile-time check that a class declares exactly the outputs of its kind. */
export type DeclaresOutputs<Resource, K extends Kind> = [
  Exclude<OutputOf<K>, keyof Resource>,
  Exclude<keyof Resource, OutputOf<K> | keyof pulumi.CustomResource>,
] extends [never, never]
  ? true
  : {
      undeclared: Exclude<OutputOf<K>, keyof Resource>;
      unknown: Exclude<keyof Resource, OutputOf<K> | keyof pulumi.CustomResource>;
    };

/** A resource in a sandbox of an AEP organisation. It sends no requests; the provider's process does. */
export interface Resource extends pulumi.CustomResource {
  /** Name of the AEP sandbox of the resource. */
  readonly sandbox: pulumi.Output<string>;
}

/** Base class of these resources: `pulumi.CustomResource`, with a type that includes the output `sandbox`. */
export const Resource = pulumi.CustomResource as unknown as abstract new (
  ...args: ConstructorParameters<typeof pulumi.CustomResource>
) => Resource;
