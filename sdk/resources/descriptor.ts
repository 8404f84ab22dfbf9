import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { Expect } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import { type DeclaresOutputs, provided, Resource } from "../resource";
import type { DescriptorArgs } from "./descriptorArgs";

/**
 * A descriptor: what a schema or one of its fields means, such as an identity, a relationship to another schema, a display
 * name or a label. (Guide "Descriptors endpoint" of the Schema Registry API.) Its Pulumi id is its `@id`. `type` decides
 * which other arguments there are.
 *
 * A schema has one descriptor of each type per field, and one primary identity. If a descriptor exists already, it is
 * adopted with a warning (output `adopted`), because another stack or a person may have created it: `pulumi destroy` then
 * removes it from the state only.
 *
 * `_{TENANT_ID}` in paths stands for the namespace of the organisation's own fields, so that a program works in every
 * organisation.
 *
 * @example
 * const identity = new aep.Descriptor("loyaltyId", {
 *   type: "xdm:descriptorIdentity",
 *   sourceSchema: members.id,
 *   sourceProperty: "/_{TENANT_ID}/loyaltyId",
 *   namespace: "Loyalty",
 *   isPrimary: true,
 * });
 */
export class Descriptor extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("descriptor");

  /** Type of the descriptor. */
  declare public readonly type: pulumi.Output<DescriptorArgs["type"]>;
  /** `$id` of the schema that it describes. */
  declare public readonly sourceSchema: pulumi.Output<string>;
  /** Major version of the schema in `sourceSchema`. */
  declare public readonly sourceVersion: pulumi.Output<number | undefined>;
  /** Path of the field that it describes, or several. */
  declare public readonly sourceProperty: pulumi.Output<string | string[] | undefined>;
  /** Identity namespace of an identity. */
  declare public readonly namespace: pulumi.Output<string | undefined>;
  /** Whether `namespace` is a code (`xdm:code`) or an id (`xdm:id`). */
  declare public readonly property: pulumi.Output<string | undefined>;
  /** Whether an identity is the primary one of its schema. */
  declare public readonly isPrimary: pulumi.Output<boolean | undefined>;
  /** Identity namespace of a reference identity. */
  declare public readonly identityNamespace: pulumi.Output<string | undefined>;
  /** `$id` of the schema that a relationship leads to. */
  declare public readonly destinationSchema: pulumi.Output<string | undefined>;
  /** Major version of the schema in `destinationSchema`. */
  declare public readonly destinationVersion: pulumi.Output<number | undefined>;
  /** Path of the field that a relationship leads to. */
  declare public readonly destinationProperty: pulumi.Output<string | undefined>;
  /** Identity namespace of the schema that a relationship leads to. */
  declare public readonly destinationNamespace: pulumi.Output<string | undefined>;
  /** Cardinality of a relationship. */
  declare public readonly cardinality: pulumi.Output<string | undefined>;
  /** Name of a relationship, seen from `sourceSchema`. */
  declare public readonly sourceToDestinationName: pulumi.Output<string | undefined>;
  /** Name of a relationship, seen from `destinationSchema`. */
  declare public readonly destinationToSourceName: pulumi.Output<string | undefined>;
  /** Display name of a relationship, seen from `sourceSchema`. */
  declare public readonly sourceToDestinationTitle: pulumi.Output<string | undefined>;
  /** Display name of a relationship, seen from `destinationSchema`. */
  declare public readonly destinationToSourceTitle: pulumi.Output<string | undefined>;
  /** Titles of a field by language. */
  declare public readonly title: pulumi.Output<Record<string, string> | undefined>;
  /** Descriptions of a field by language. */
  declare public readonly description: pulumi.Output<Record<string, string> | undefined>;
  /** Notes about a field by language. */
  declare public readonly note: pulumi.Output<Record<string, string> | undefined>;
  /** Suggested values of a field, with their labels. */
  declare public readonly metaEnum: pulumi.Output<Record<string, string> | undefined>;
  /** Suggested values of a field that are not shown. */
  declare public readonly excludeMetaEnum: pulumi.Output<Record<string, string> | undefined>;
  /** Labels of a field. */
  declare public readonly labels: pulumi.Output<string[] | undefined>;
  /** Length of the period that an event of the schema stands for: `hour` or `day`. */
  declare public readonly granularity: pulumi.Output<string | undefined>;
  /** Time zone in which these periods begin. */
  declare public readonly ianaTimezone: pulumi.Output<string | undefined>;
  /** `true` if the descriptor existed before this stack declared it: it is then not deleted with the resource. */
  declare public readonly adopted: pulumi.Output<boolean | undefined>;

  /**
   * Declares a descriptor, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the descriptor
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: DescriptorArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("descriptor", name, { ...args }, opts));
  }

  /** Reads an existing descriptor by its `@id`, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): Descriptor {
    const { args, opts } = existing(id, options);
    return new Descriptor(name, args as unknown as DescriptorArgs, opts);
  }

  /** Whether an object is a descriptor, also one of another copy of this package. */
  static isInstance(object: unknown): object is Descriptor {
    return hasType(object, Descriptor.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type DescriptorOutputs = Expect<DeclaresOutputs<Descriptor, "descriptor">>;
