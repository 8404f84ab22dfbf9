import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { identityNamespaceInputs } from "../../provider/resources/identityNamespace";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";

/** Arguments of {@link IdentityNamespace}. */
export interface IdentityNamespaceArgs extends SandboxArgs {
  /**
   * Code by which schemas and data name the namespace: one word of letters and digits, such as `Loyalty`. It is unique,
   * whatever the case of its letters. AEP can never change it, and the provider does not replace a namespace: another
   * code is an error in the preview.
   */
  code: pulumi.Input<string>;
  /** Display name of the namespace in AEP, unique among all namespaces. Updated in place. */
  name: pulumi.Input<string>;
  /**
   * What the ids identify: `COOKIE`, `CROSS_DEVICE`, `DEVICE`, `EMAIL`, `MOBILE`, `NON_PEOPLE`, `PHONE`, or a type that your
   * organisation has besides, such as `B2B_ACCOUNT`. Sent in upper case. AEP can never change it: another type is an error
   * in the preview.
   */
  idType: pulumi.Input<string>;
  /** Description of the namespace. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
}

/** @internal Compile-time check of the arguments. */
export type IdentityNamespaceArgsShape = Expect<
  SameShape<IdentityNamespaceArgs, typeof identityNamespaceInputs>
>;

/**
 * An identity namespace: it tells what the ids in a field identify, such as the numbers of a loyalty program. (Guide "Create
 * a custom namespace" of the Identity Service API.) Its Pulumi id is its numeric id; identity descriptors refer to its
 * code.
 *
 * **AEP cannot delete namespaces.** `pulumi destroy` removes one from the state only and warns about that.
 *
 * **Namespaces are shared** by the sandboxes, stacks and people of an organisation. If one with this code exists already and
 * has these values, `pulumi up` adopts it with a warning; if it has other values, that is an error.
 *
 * @example
 * const loyalty = new aep.IdentityNamespace("loyalty", {
 *   code: "Loyalty",
 *   name: "ACME loyalty",
 *   idType: "CROSS_DEVICE",
 * });
 * const identity = new aep.Descriptor("loyaltyId", {
 *   type: "xdm:descriptorIdentity",
 *   sourceSchema: members.id,
 *   sourceProperty: "/_{TENANT_ID}/loyaltyId",
 *   namespace: loyalty.code,
 *   isPrimary: true,
 * });
 */
export class IdentityNamespace extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("identityNamespace");

  /** Code by which schemas and data name the namespace. */
  declare public readonly code: pulumi.Output<string>;
  /** Display name of the namespace in AEP. */
  declare public readonly name: pulumi.Output<string>;
  /** What the ids identify. */
  declare public readonly idType: pulumi.Output<string>;
  /** Description of the namespace. */
  declare public readonly description: pulumi.Output<string | undefined>;

  /**
   * Declares an identity namespace, which `pulumi up` creates or adopts.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the namespace
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: IdentityNamespaceArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("identityNamespace", name, args, opts));
  }

  /** Reads an existing namespace by its numeric id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): IdentityNamespace {
    const { args, opts } = existing(id, options);
    return new IdentityNamespace(name, args as IdentityNamespaceArgs, opts);
  }

  /** Whether an object is an identity namespace, also one of another copy of this package. */
  static isInstance(object: unknown): object is IdentityNamespace {
    return hasType(object, IdentityNamespace.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type IdentityNamespaceOutputs = Expect<DeclaresOutputs<IdentityNamespace, "identityNamespace">>;
