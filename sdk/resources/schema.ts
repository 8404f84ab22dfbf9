import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { schemaInputs } from "../../provider/resources/schema";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";

/** Reference to a class or a field group. */
export interface SchemaReferenceArgs {
  /** `$id` of the class or field group, such as `https://ns.adobe.com/xdm/context/profile`. */
  $ref: pulumi.Input<string>;
  /** JSON type, as the registry returns it. Default: none. Neither sent nor compared. */
  type?: pulumi.Input<"object">;
  /** XDM type, as the registry returns it. Default: none. Neither sent nor compared. */
  "meta:xdmType"?: pulumi.Input<"object">;
  /** Paths of the fields that a partly used field group contributes. Default: all of its fields. Updated in place. */
  "meta:refProperty"?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Arguments of {@link Schema}. */
export interface SchemaArgs extends SandboxArgs {
  /** Title of the schema, unique in the organisation. The service refuses a title that is in use. Updated in place. */
  title: pulumi.Input<string>;
  /** Description of the schema. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /** JSON type of the records. Only value and default: `object`. Updated in place. */
  type?: pulumi.Input<"object">;
  /**
   * `$id` of the class, such as `https://ns.adobe.com/xdm/context/profile`, the id of a `SchemaClass`, or a short id with
   * `_{TENANT_ID}`. Default: the class
   * in `allOf`; one of the two is required. Another class replaces the schema; the old one is deleted first, because titles
   * are unique.
   */
  classId?: pulumi.Input<string>;
  /**
   * `$id`s of the field groups in any order. Default: those in `allOf`, otherwise none. Added in place. A removal is refused
   * in preview unless `allowBreaking` is set. A choice of fields that was made in AEP (`meta:refProperty`) is kept.
   */
  fieldGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Class of the schema and its field groups, in any order: the same as `classId` and `fieldGroupIds`, in the form of the
   * API. If the form of no reference shows that it is a class, the first one is the class. Default: `classId` and
   * `fieldGroupIds`. With them, it must contain the same class and field groups. A switch between the two forms changes
   * nothing. Another class replaces the schema. Field groups are added in place. A removal is refused in preview unless
   * `allowBreaking` is set.
   */
  allOf?: pulumi.Input<pulumi.Input<SchemaReferenceArgs>[]>;
  /**
   * Own fields of the schema as JSON Schema: by any key, an object with `properties` that contain the tenant's namespace, as
   * `_{TENANT_ID}`. Default: none. With `classId`, the schema uses all of them; `allOf` has to contain
   * `{ "$ref": "#/definitions/KEY" }`. New fields are added in place; removed, renamed and retyped ones are refused in the
   * preview unless `allowBreaking` is set.
   */
  definitions?: pulumi.Input<JsonObjectInput>;
  /**
   * Tags in any order, such as `union`, which enables the schema for Real-Time Customer Profile. Default: none. Updated in
   * place: each is added and removed by itself, so that tags of others stay. `union` can never be removed: if it is no longer in the
   * program, a warning says so, and no request is sent for it.
   */
  "meta:immutableTags"?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether fields may be removed, renamed or retyped in `definitions`, and field groups may be removed, which removes their
   * fields. Default: false, then such a change is refused in preview. With true, the change is sent and AEP decides: it refuses the change of a schema that is used. Never sent; a
   * change of it alone changes nothing.
   */
  allowBreaking?: pulumi.Input<boolean>;
  /**
   * `$id` of the class: it selects the member of `allOf` that is the class, whatever its form. Default: derived from
   * `allOf`. Not sent, because the registry derives it.
   */
  "meta:class"?: pulumi.Input<string>;
  /** Everything that the schema extends, as the registry returns it. Default: none. Neither sent nor compared. */
  "meta:extends"?: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether the schema is abstract, as the registry returns it. Default: none. Neither sent nor compared. */
  "meta:abstract"?: pulumi.Input<boolean>;
  /** Whether the schema can be extended, as the registry returns it. Default: none. Neither sent nor compared. */
  "meta:extensible"?: pulumi.Input<boolean>;
}

/** @internal Compile-time check of the arguments. */
export type SchemaArgsShape = Expect<SameShape<SchemaArgs, typeof schemaInputs>>;

/**
 * An XDM schema of the tenant: defines the shape of the data in a dataset. Its Pulumi id is its `$id`.
 * (Guide "Create a connection using the Flow Service API", "Create a target XDM schema".)
 *
 * Each change increases the minor version. The service refuses changes that would break existing data; its error names
 * them.
 *
 * @example
 * const schema = new aep.Schema("orders", {
 *   title: "ACME orders",
 *   classId: "https://ns.adobe.com/xdm/context/experienceevent",
 *   fieldGroupIds: ["https://ns.adobe.com/xdm/context/experienceevent-commerce"],
 * });
 */
export class Schema extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("schema");

  /** Title of the schema. */
  declare public readonly title: pulumi.Output<string>;
  /** Description of the schema. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** JSON type of the records. */
  declare public readonly type: pulumi.Output<string>;
  /** `$id` of the class, if the program has it outside `allOf`. */
  declare public readonly classId: pulumi.Output<string | undefined>;
  /** `$id`s of the field groups, if the program has them outside `allOf`. */
  declare public readonly fieldGroupIds: pulumi.Output<string[] | undefined>;
  /** The class and the field groups, whatever form the program has. */
  declare public readonly allOf: pulumi.Output<
    {
      /** `$id` of the class, of a field group or of own fields (`#/definitions/KEY`). */
      $ref: string;
    }[]
  >;
  /** Own fields of the schema, as written; from `Schema.get` with the placeholder `_{TENANT_ID}`. */
  declare public readonly definitions: pulumi.Output<JsonObject | undefined>;
  /** Tags of the schema. */
  declare public readonly "meta:immutableTags": pulumi.Output<string[] | undefined>;
  /** Whether the program leaves changes that remove fields or field groups to AEP. */
  declare public readonly allowBreaking: pulumi.Output<boolean | undefined>;
  /** URI of the schema, the same as its Pulumi id. */
  declare public readonly $id: pulumi.Output<string>;
  /** Short form of the `$id`: `_tenant.schemas.hash`. */
  declare public readonly "meta:altId": pulumi.Output<string>;
  /** Version as last read, such as `1.2`. */
  declare public readonly version: pulumi.Output<string>;

  /**
   * Declares a schema, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the schema
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: SchemaArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("schema", name, args, opts));
  }

  /** Reads an existing schema by its `$id`, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): Schema {
    const { args, opts } = existing(id, options);
    return new Schema(name, args as SchemaArgs, opts);
  }

  /** Whether an object is a schema, also one of another copy of this package. */
  static isInstance(object: unknown): object is Schema {
    return hasType(object, Schema.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type SchemaOutputs = Expect<DeclaresOutputs<Schema, "schema">>;
