import type * as pulumi from "@pulumi/pulumi";
import type { schemaInputs } from "../provider/resources/schema";
import type { Expect, SameShape } from "./argumentShape";
import { existing, type GetOptions } from "./get";
import type { JsonObject, JsonObjectInput } from "./json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "./resource";

/** Refers to a class or a field group. */
export interface SchemaReferenceArgs {
  /** `$id` of the class or field group, such as `https://ns.adobe.com/xdm/context/profile`. */
  $ref: pulumi.Input<string>;
}

/** Arguments of {@link Schema}. */
export interface SchemaArgs extends SandboxArgs {
  /** Title of the schema, unique in the organisation; a taken one is refused by the service. Changed in place. */
  title: pulumi.Input<string>;
  /** What the schema is for. Changed in place. */
  description?: pulumi.Input<string>;
  /** JSON type of its records: always `object`, which is the default. */
  type?: pulumi.Input<"object">;
  /**
   * What the schema is made of: its class first, then its field groups. Another class replaces the schema, old before
   * new, because titles are unique. Field groups are changed in place; taking one away from a schema that datasets use
   * is refused by the service.
   */
  allOf: pulumi.Input<pulumi.Input<SchemaReferenceArgs>[]>;
  /** Fields of the schema's own, below the tenant's namespace. Changed in place; removals as for `allOf`. */
  definitions?: pulumi.Input<JsonObjectInput>;
  /**
   * Tags such as `union`, which lets the schema take part in Real-Time Customer Profile. Added in place; the service
   * refuses to take `union` away.
   */
  "meta:immutableTags"?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Compile-time check of the arguments. */
export type SchemaArgsShape = Expect<SameShape<SchemaArgs, typeof schemaInputs>>;

/**
 * An XDM schema of the tenant: the shape of the data in a dataset. Its Pulumi id is its `$id`.
 * (Guide "Create a connection using the Flow Service API", "Create a target XDM schema".)
 *
 * Each change raises the minor version. The service refuses changes that would break data which are there already; its
 * own error says which.
 *
 * @example
 * const schema = new aep.Schema("orders", {
 *   title: "ACME orders",
 *   allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }],
 * });
 */
export class Schema extends Resource {
  /** Title of the schema. */
  declare public readonly title: pulumi.Output<string>;
  /** What the schema is for. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** JSON type of its records. */
  declare public readonly type: pulumi.Output<string>;
  /** The class and the field groups. */
  declare public readonly allOf: pulumi.Output<{ $ref: string }[]>;
  /** Fields of the schema's own. */
  declare public readonly definitions: pulumi.Output<JsonObject | undefined>;
  /** Tags of the schema. */
  declare public readonly "meta:immutableTags": pulumi.Output<string[] | undefined>;
  /** Address of the schema, the same as its Pulumi id. */
  declare public readonly $id: pulumi.Output<string>;
  /** Short form of the address, `_tenant.schemas.hash`. */
  declare public readonly "meta:altId": pulumi.Output<string>;
  /** Version as last seen, such as `1.2`. */
  declare public readonly version: pulumi.Output<string>;

  constructor(name: string, args: SchemaArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("schema", name, args, opts));
  }

  /** Gets a schema that exists already, by its `$id`, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): Schema {
    const { args, opts } = existing(id, options);
    return new Schema(name, args as SchemaArgs, opts);
  }
}

/** Compile-time check of the outputs. */
export type SchemaOutputs = Expect<DeclaresOutputs<Schema, "schema">>;
