import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { fieldGroupInputs } from "../../provider/resources/fieldGroup";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";
import type { Field, FieldsArgs } from "../xdm";

/** Arguments of {@link FieldGroup}. */
export interface FieldGroupArgs extends SandboxArgs {
  /**
   * Title of the field group, unique among all schemas, classes, field groups and data types of the sandbox. Updated in
   * place.
   */
  title: pulumi.Input<string>;
  /** Description of the field group. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /**
   * `$id`s of the classes whose schemas can have the field group, in any order, such as
   * `https://ns.adobe.com/xdm/context/profile`. Updated in place.
   */
  intendedToExtend: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Fields by name; the provider puts them into the tenant's namespace. Required unless `fieldsAt` or `definitions` is set.
   * New fields, titles, descriptions, labels and flags are updated in place; removed, renamed and retyped fields are refused
   * in the preview.
   */
  fields?: pulumi.Input<FieldsArgs>;
  /**
   * Fields below standard fields, by the dotted path of these: `{ "person": { nickname: xdm.string() } }`. The provider puts
   * them into the tenant's namespace there. `extendedGroupIds` has to contain the field groups with these fields. Default: none. Updated in place as `fields`.
   */
  fieldsAt?: pulumi.Input<{ [path: string]: FieldsArgs }>;
  /** `$id`s of the field groups that this one extends, in any order. Default: none. Updated in place. */
  extendedGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Fields as raw JSON Schema, for what `fields` cannot express: by any key, an object with `properties`. Its
   * `properties` contain the tenant's namespace, as `_{TENANT_ID}`. The fields are added to `fields` and `fieldsAt`. Default: none. Updated in place as `fields`.
   */
  definitions?: pulumi.Input<{ [key: string]: pulumi.Input<JsonObjectInput> }>;
  /**
   * Whether the provider sends changes that remove, rename or retype fields, and AEP decides about them. Default: `false`,
   * then such a change is refused in the preview. Never sent; a change of it alone changes nothing.
   */
  allowBreaking?: pulumi.Input<boolean>;
}

/** @internal Compile-time check of the arguments. */
export type FieldGroupArgsShape = Expect<SameShape<FieldGroupArgs, typeof fieldGroupInputs>>;

/**
 * An XDM field group of the tenant: fields that schemas of some classes can have. Its Pulumi id is its `$id`.
 *
 * @example
 * const loyalty = new aep.FieldGroup("loyalty", {
 *   title: "ACME loyalty",
 *   intendedToExtend: ["https://ns.adobe.com/xdm/context/profile"],
 *   fields: { points: aep.xdm.long(), tier: aep.xdm.ref(tier.id) },
 * });
 */
export class FieldGroup extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("fieldGroup");

  /** Title of the field group. */
  declare public readonly title: pulumi.Output<string>;
  /** Description of the field group. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** `$id`s of the classes whose schemas can have the field group. */
  declare public readonly intendedToExtend: pulumi.Output<string[]>;
  /** Fields by name, without the tenant's namespace, with those of raw definitions. */
  declare public readonly fields: pulumi.Output<{ [name: string]: Field } | undefined>;
  /** Fields below standard fields, by the dotted path of these. */
  declare public readonly fieldsAt: pulumi.Output<{ [path: string]: { [name: string]: Field } } | undefined>;
  /** `$id`s of the field groups that this one extends. */
  declare public readonly extendedGroupIds: pulumi.Output<string[] | undefined>;
  /** Fields as raw JSON Schema, if the program has them in this form too; `fields` contains them. */
  declare public readonly definitions: pulumi.Output<{ [key: string]: JsonObject } | undefined>;
  /** Whether the program leaves changes that remove, rename or retype fields to AEP. */
  declare public readonly allowBreaking: pulumi.Output<boolean | undefined>;
  /** URI of the field group (`$id`), the same as its Pulumi id. */
  declare public readonly schemaId: pulumi.Output<string>;
  /** Short form of the URI (`meta:altId`): `_tenant.mixins.hash`. */
  declare public readonly altId: pulumi.Output<string>;
  /** Version as last read, such as `1.2`. */
  declare public readonly version: pulumi.Output<string>;

  /**
   * Declares a field group, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the field group
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: FieldGroupArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("fieldGroup", name, args, opts));
  }

  /** Reads an existing field group by its `$id`, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): FieldGroup {
    const { args, opts } = existing(id, options);
    return new FieldGroup(name, args as FieldGroupArgs, opts);
  }

  /** Whether an object is a field group, also one of another copy of this package. */
  static isInstance(object: unknown): object is FieldGroup {
    return hasType(object, FieldGroup.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type FieldGroupOutputs = Expect<DeclaresOutputs<FieldGroup, "fieldGroup">>;
