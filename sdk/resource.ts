import * as pulumi from "@pulumi/pulumi";
import type { Kind } from "../provider";
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

/** A custom resource served by the provider's process. It makes no requests itself. */
export abstract class ProvidedResource extends pulumi.CustomResource {
  /** @internal */
  protected constructor(
    kind: Kind,
    typeName: string,
    name: string,
    outputs: readonly string[],
    args: pulumi.Inputs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    super(
      `pulumi-nodejs:dynamic/${typeName}`,
      name,
      {
        // Programs can read only outputs that have a key here, even if it has no value.
        ...Object.fromEntries(outputs.map((key) => [key, undefined])),
        ...args,
        __provider: providerReference(kind),
      },
      opts,
    );
  }
}

/** Base of all resources of AEP, which live in a sandbox of an organisation. */
export abstract class Resource extends ProvidedResource {
  /** Name of the AEP sandbox the thing lives in. */
  declare public readonly sandbox: pulumi.Output<string>;
  /** The organisation the thing lives in. */
  declare public readonly orgId: pulumi.Output<string>;

  /** @internal */
  protected constructor(
    kind: Kind,
    typeName: string,
    name: string,
    outputs: readonly string[],
    args: pulumi.Inputs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    super(kind, typeName, name, [...outputs, "sandbox", "orgId"], args, opts);
  }
}
