import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { mergePolicyInputs } from "../../provider/resources/mergePolicy";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";

/** The class of a merge policy. */
export interface MergePolicySchemaArgs {
  /**
   * Id of the class whose data is merged: its `meta:altId`, such as `_xdm.context.profile`, or its `$id`, such as the `id` of
   * a `SchemaClass`. Another class replaces the policy; the new one is created first.
   */
  name: pulumi.Input<string>;
}

/** The identity graph of a merge policy. */
export interface MergePolicyGraphArgs {
  /** `pdg` joins the data of all linked identities, `none` only that of one. Updated in place. */
  type: pulumi.Input<"none" | "pdg">;
}

/** How a merge policy decides between values. */
export interface AttributeMergeArgs {
  /** `timestampOrdered`: the newest value wins. `dataSetPrecedence`: `order` decides. Updated in place. */
  type: pulumi.Input<"timestampOrdered" | "dataSetPrecedence">;
  /**
   * Ids of datasets, the most important one first. Other datasets are not merged. Required for `dataSetPrecedence`, not
   * allowed otherwise. Updated in place.
   */
  order?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Arguments of {@link MergePolicy}. */
export interface MergePolicyArgs extends SandboxArgs {
  /** Name of the policy. Updated in place. */
  name: pulumi.Input<string>;
  /** Class whose data is merged. Another class replaces the policy. */
  schema: pulumi.Input<MergePolicySchemaArgs>;
  /** Which identities belong together. Updated in place. */
  identityGraph: pulumi.Input<MergePolicyGraphArgs>;
  /** Which of several values of one attribute is kept. Updated in place. */
  attributeMerge: pulumi.Input<AttributeMergeArgs>;
  /**
   * Whether the policy is active on the edge network; one policy of a sandbox can be. Default: as AEP has it. Updated in
   * place.
   */
  isActiveOnEdge?: pulumi.Input<boolean>;
  /**
   * `true` makes the policy the default of its class, and ends the default before. `false` is the same as no value: the
   * provider does not manage it, because only another default can end one. Default: not managed. Updated in place.
   */
  default?: pulumi.Input<boolean>;
}

/** @internal Compile-time check of the arguments. */
export type MergePolicyArgsShape = Expect<SameShape<MergePolicyArgs, typeof mergePolicyInputs>>;

/**
 * A merge policy of Real-Time Customer Profile: how the data of one person from several datasets is put together. (Guide
 * "Merge policies endpoint".) A sandbox has five at most.
 *
 * **The default policy of a class is never deleted.** `pulumi destroy` removes it from the state only and warns about that.
 *
 * @example
 * const policy = new aep.MergePolicy("loyalty", {
 *   name: "ACME loyalty first",
 *   schema: { name: "_xdm.context.profile" },
 *   identityGraph: { type: "pdg" },
 *   attributeMerge: { type: "dataSetPrecedence", order: [members.id, orders.id] },
 * });
 */
export class MergePolicy extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("mergePolicy");

  /** Name of the policy. */
  declare public readonly name: pulumi.Output<string>;
  /** Class whose data is merged. */
  declare public readonly schema: pulumi.Output<{
    /** Id of the class, as the program writes it. */
    name: string;
  }>;
  /** Which identities belong together. */
  declare public readonly identityGraph: pulumi.Output<{
    /** `pdg` or `none`. */
    type: string;
  }>;
  /** Which of several values of one attribute is kept. */
  declare public readonly attributeMerge: pulumi.Output<{
    /** `timestampOrdered` or `dataSetPrecedence`. */
    type: string;
    /** Ids of datasets, the most important one first. */
    order?: string[];
  }>;
  /** Whether the policy is active on the edge network, if the program sets it. */
  declare public readonly isActiveOnEdge: pulumi.Output<boolean | undefined>;
  /** Whether it is the default of its class, if the program asks for that. */
  declare public readonly default: pulumi.Output<boolean | undefined>;

  /**
   * Declares a merge policy, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the policy
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: MergePolicyArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("mergePolicy", name, args, opts));
  }

  /** Reads an existing merge policy by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): MergePolicy {
    const { args, opts } = existing(id, options);
    return new MergePolicy(name, args as MergePolicyArgs, opts);
  }

  /** Whether an object is a merge policy, also one of another copy of this package. */
  static isInstance(object: unknown): object is MergePolicy {
    return hasType(object, MergePolicy.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type MergePolicyOutputs = Expect<DeclaresOutputs<MergePolicy, "mergePolicy">>;
