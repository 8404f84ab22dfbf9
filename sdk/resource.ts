import * as pulumi from "@pulumi/pulumi";
import { type Kind, type OutputOf, outputsOf, tokenOf } from "../provider/kinds";
import { providerReference } from "./providerReference";

/** What every resource takes besides its own arguments. */
export interface SandboxArgs {
  /**
   * Name of the AEP sandbox the thing lives in.
   *
   * Default: stack config `aep:sandbox`, else `AEP_SANDBOX`, else `prod`. The sandbox in force is recorded in state.
   * Changing it, here or there, replaces the thing.
   */
  sandbox?: pulumi.Input<string>;
}

/**
 * What `pulumi.CustomResource` is constructed with for a resource served by the provider's process.
 *
 * No class stands between that one and a resource's own, because Pulumi leaves out just one frame above its own of the
 * stack trace it records: each constructor more, even one that is not written out, would stand in the state of every
 * resource, some 70 bytes each, and the first one in the place where Pulumi says where a program has made the resource.
 */
export function provided(
  kind: Kind,
  name: string,
  args: pulumi.Inputs,
  opts?: pulumi.CustomResourceOptions,
): [type: string, name: string, props: pulumi.Inputs, opts?: pulumi.CustomResourceOptions] {
  const props = {
    // Programs can read only outputs that have a key here, even if it has no value.
    ...Object.fromEntries(outputsOf(kind).map((key) => [key, undefined])),
    ...args,
    __provider: providerReference(kind),
  };
  return [tokenOf(kind), name, props, opts];
}

/** Compile-time check that a class declares the outputs of its kind, no more and no less. */
export type DeclaresOutputs<Resource, K extends Kind> = [
  Exclude<OutputOf<K>, keyof Resource>,
  Exclude<keyof Resource, OutputOf<K> | keyof pulumi.CustomResource>,
] extends [never, never]
  ? true
  : {
      undeclared: Exclude<OutputOf<K>, keyof Resource>;
      unknown: Exclude<keyof Resource, OutputOf<K> | keyof pulumi.CustomResource>;
    };

/** A resource of AEP, which lives in a sandbox of an organisation. It makes no requests itself. */
export interface Resource extends pulumi.CustomResource {
  /** Name of the AEP sandbox the thing lives in. */
  readonly sandbox: pulumi.Output<string>;
}

/** What the classes of such resources extend: Pulumi's own class, whose type alone does not tell of this output. */
export const Resource = pulumi.CustomResource as unknown as abstract new (
  ...args: ConstructorParameters<typeof pulumi.CustomResource>
) => Resource;
