import * as pulumi from "@pulumi/pulumi";
import type { Kind } from "../provider";

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
 * The text that stands in the state of every resource and by which the engine's dynamic-provider host finds our
 * provider. It is compared and stored, so it is a contract with every existing state: never rename the package, the
 * subpath or a kind.
 *
 * A constant text, and not a provider object for Pulumi to serialize, because the host runs it for every call and the
 * engine stores it twice a resource: with the 2 000 bytes that serialization makes, 500 resources took 41-43 s to
 * come up and 3.3 MB of state, with these 105 bytes 19-20 s and 1.2 MB. A serialized object also differs between a
 * program in this package's own folder, a linked package and an installed one; this text is the same everywhere.
 */
function providerReference(kind: Kind): string {
  return `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${kind};`;
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
