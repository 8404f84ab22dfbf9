import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { profileEnablementInputs } from "../../provider/resources/profileEnablement";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";

/** Arguments of {@link ProfileEnablement}. */
export interface ProfileEnablementArgs extends SandboxArgs {
  /** `$id` of the schema: pass `schema.id`. A change replaces the enablement, which leaves the other schema enabled. */
  schemaId: pulumi.Input<string>;
  /**
   * Ids of descriptors that the schema needs before: pass the id of its primary identity, and of the identities that its
   * relationships refer to. They are not sent, and a change of them is no update. Default: none, for a schema with a field
   * group that contains `identityMap`.
   */
  descriptorIds?: pulumi.Input<pulumi.Input<string>[]>;
}

/** @internal Compile-time check of the arguments. */
export type ProfileEnablementArgsShape = Expect<
  SameShape<ProfileEnablementArgs, typeof profileEnablementInputs>
>;

/**
 * Enables a schema for Real-Time Customer Profile, after its identities: it adds the tag `union`. Its Pulumi id is the `$id` of
 * the schema. A schema that is enabled already is a success. (Guide "Schemas endpoint", "Enable a schema for Profile".)
 *
 * **AEP never disables a schema.** It also deletes neither the schema nor its identities, field groups, data types and class
 * any more. The deletion of this resource is therefore refused, and names them. With `aep:forgetUndeletable: true`, they are
 * removed from the state only.
 *
 * @example
 * const enablement = new aep.ProfileEnablement("members", {
 *   schemaId: schema.id,
 *   descriptorIds: [primaryIdentity.id],
 * });
 * const dataset = new aep.Dataset("members", {
 *   name: "ACME members",
 *   schemaRef: { id: schema.id },
 *   profile: { enabled: true, enablementId: enablement.id },
 * });
 */
export class ProfileEnablement extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("profileEnablement");

  /** `$id` of the schema. */
  declare public readonly schemaId: pulumi.Output<string>;
  /** Ids of the descriptors that the program names. */
  declare public readonly descriptorIds: pulumi.Output<string[] | undefined>;

  /**
   * Declares an enablement, which `pulumi up` performs.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the enablement
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: ProfileEnablementArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("profileEnablement", name, args, opts));
  }

  /** Reads the enablement of a schema by the `$id` of the schema, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): ProfileEnablement {
    const { args, opts } = existing(id, options);
    return new ProfileEnablement(name, args as ProfileEnablementArgs, opts);
  }

  /** Whether an object is an enablement, also one of another copy of this package. */
  static isInstance(object: unknown): object is ProfileEnablement {
    return hasType(object, ProfileEnablement.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type ProfileEnablementOutputs = Expect<DeclaresOutputs<ProfileEnablement, "profileEnablement">>;
