import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { dataTypeInputs } from "../../provider/resources/dataType";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";
import type { Field, FieldsArgs } from "../xdm";

/** Arguments of {@link DataType}. */
export interface DataTypeArgs extends SandboxArgs {
  /**
   * Title of the data type, unique among all schemas, classes, field groups and data types of the sandbox. Updated in
   * place.
   */
  title: pulumi.Input<string>;
  /** Description of the data type. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /**
   * Fields by name, without the tenant's namespace. Required unless `definitions` is set. New fields, titles, descriptions,
   * labels and flags are updated in place; removed, renamed and retyped fields are refused in the preview.
   */
  fields?: pulumi.Input<FieldsArgs>;
  /**
   * Fields as raw JSON Schema, for what `fields` cannot express: by any key, an object with `properties`. They are added to
   * `fields`, and the output `fields` contains them. Default: none. Updated in place as `fields`.
   */
  definitions?: pulumi.Input<{ [key: string]: pulumi.Input<JsonObjectInput> }>;
  /**
   * Whether the provider sends changes that remove, rename or retype fields, and AEP decides about them. Default: `false`,
   * then such a change is refused in the preview. Never sent; a change of it alone changes nothing.
   */
  allowBreaking?: pulumi.Input<boolean>;
}

/** @internal Compile-time check of the arguments. */
export type DataTypeArgsShape = Expect<SameShape<DataTypeArgs, typeof dataTypeInputs>>;

/**
 * An XDM data type of the tenant: an object with fields that field groups, classes and other data types use. Its Pulumi id
 * is its `$id`, which a field refers to: `xdm.ref(dataType.id)`.
 *
 * @example
 * const tier = new aep.DataType("tier", {
 *   title: "ACME loyalty tier",
 *   fields: {
 *     level: aep.xdm.enum({ values: { gold: "Gold", silver: "Silver" }, required: true }),
 *     since: aep.xdm.date({ title: "Member since" }),
 *   },
 * });
 */
export class DataType extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("dataType");

  /** Title of the data type. */
  declare public readonly title: pulumi.Output<string>;
  /** Description of the data type. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Fields by name, with those of raw definitions. */
  declare public readonly fields: pulumi.Output<{ [name: string]: Field }>;
  /** Fields as raw JSON Schema, if the program has them in this form too; `fields` contains them. */
  declare public readonly definitions: pulumi.Output<{ [key: string]: JsonObject } | undefined>;
  /** Whether the program leaves changes that remove, rename or retype fields to AEP. */
  declare public readonly allowBreaking: pulumi.Output<boolean | undefined>;
  /** URI of the data type (`$id`), the same as its Pulumi id. */
  declare public readonly schemaId: pulumi.Output<string>;
  /** Short form of the URI (`meta:altId`): `_tenant.datatypes.hash`. */
  declare public readonly altId: pulumi.Output<string>;
  /** Version as last read, such as `1.2`. */
  declare public readonly version: pulumi.Output<string>;

  /**
   * Declares a data type, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the data type
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: DataTypeArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("dataType", name, args, opts));
  }

  /** Reads an existing data type by its `$id`, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): DataType {
    const { args, opts } = existing(id, options);
    return new DataType(name, args as DataTypeArgs, opts);
  }

  /** Whether an object is a data type, also one of another copy of this package. */
  static isInstance(object: unknown): object is DataType {
    return hasType(object, DataType.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type DataTypeOutputs = Expect<DeclaresOutputs<DataType, "dataType">>;
