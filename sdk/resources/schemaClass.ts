import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { schemaClassInputs } from "../../provider/resources/schemaClass";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";
import type { Field, FieldsArgs } from "../xdm";

/** Arguments of {@link SchemaClass}. */
export interface SchemaClassArgs extends SandboxArgs {
  /**
   * Title of the class, unique among all schemas, classes, field groups and data types of the sandbox. Updated in place.
   */
  title: pulumi.Input<string>;
  /** Description of the class. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /**
   * Behavior of the data: `record` for properties of a subject, `time-series` for events at a point in time. Another
   * behavior replaces the class; the old one is deleted first, because titles are unique, and with it the schemas that refer
   * to it and their datasets.
   */
  behavior: pulumi.Input<"record" | "time-series">;
  /**
   * Fields by name, which every schema of the class has; the provider puts them into the tenant's namespace. Default: none.
   * New fields, titles, descriptions, labels and flags are updated in place; removed, renamed and retyped fields are refused
   * in the preview.
   */
  fields?: pulumi.Input<FieldsArgs>;
  /**
   * `$id`s of the field groups that every schema of the class has, in any order. Default: none. Added in place. A removal is
   * refused in the preview unless `allowBreaking` is set.
   */
  fieldGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Fields as raw JSON Schema, for what `fields` cannot express: by any key, an object with `properties`. Its
   * `properties` contain the tenant's namespace, as `_{TENANT_ID}`. The fields are added to `fields`. Default: none. Updated
   * in place as `fields`.
   */
  definitions?: pulumi.Input<{ [key: string]: pulumi.Input<JsonObjectInput> }>;
  /**
   * Whether the provider sends changes that remove field groups, or remove, rename or retype fields, and AEP decides about
   * them. Default: `false`, then such a change is refused in the preview. Never sent; a change of it alone changes nothing.
   */
  allowBreaking?: pulumi.Input<boolean>;
}

/** @internal Compile-time check of the arguments. */
export type SchemaClassArgsShape = Expect<SameShape<SchemaClassArgs, typeof schemaClassInputs>>;

/**
 * An XDM class of the tenant: the behavior and the fields that all schemas of one kind of data have in common. Its Pulumi id
 * is its `$id`, which a schema refers to: `classId: property.id`. (Guide "Classes API".)
 *
 * @example
 * const property = new aep.SchemaClass("property", {
 *   title: "ACME property",
 *   behavior: "record",
 *   fields: { propertyId: aep.xdm.string({ required: true }), rooms: aep.xdm.integer() },
 * });
 */
export class SchemaClass extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("schemaClass");

  /** Title of the class. */
  declare public readonly title: pulumi.Output<string>;
  /** Description of the class. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Behavior of the data: `record` or `time-series`. */
  declare public readonly behavior: pulumi.Output<string>;
  /** Fields by name, without the tenant's namespace, with those of raw definitions. */
  declare public readonly fields: pulumi.Output<{ [name: string]: Field } | undefined>;
  /** `$id`s of the field groups that every schema of the class has. */
  declare public readonly fieldGroupIds: pulumi.Output<string[] | undefined>;
  /** Fields as raw JSON Schema, if the program has them in this form too; `fields` contains them. */
  declare public readonly definitions: pulumi.Output<{ [key: string]: JsonObject } | undefined>;
  /** Whether the program leaves changes that remove fields or field groups, or rename or retype fields, to AEP. */
  declare public readonly allowBreaking: pulumi.Output<boolean | undefined>;
  /** URI of the class (`$id`), the same as its Pulumi id. */
  declare public readonly schemaId: pulumi.Output<string>;
  /** Short form of the URI (`meta:altId`): `_tenant.classes.hash`. */
  declare public readonly altId: pulumi.Output<string>;
  /** Version as last read, such as `1.2`. */
  declare public readonly version: pulumi.Output<string>;

  /**
   * Declares a class, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the class
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: SchemaClassArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("schemaClass", name, args, opts));
  }

  /** Reads an existing class by its `$id`, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): SchemaClass {
    const { args, opts } = existing(id, options);
    return new SchemaClass(name, args as SchemaClassArgs, opts);
  }

  /** Whether an object is a class of schemas, also one of another copy of this package. */
  static isInstance(object: unknown): object is SchemaClass {
    return hasType(object, SchemaClass.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type SchemaClassOutputs = Expect<DeclaresOutputs<SchemaClass, "schemaClass">>;
