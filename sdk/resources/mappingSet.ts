import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { mappingSetInputs } from "../../provider/resources/mappingSet";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";
import type { SchemaRefArgs } from "./dataset";

/** Mapping of one field of the schema. */
export interface MappingArgs {
  /**
   * Type of `source`: `ATTRIBUTE` (a field of the source), `EXPRESSION` (a formula over fields) or `STATIC` (a
   * constant). Updated in place.
   */
  sourceType: pulumi.Input<"ATTRIBUTE" | "EXPRESSION" | "STATIC">;
  /** The field, formula or constant. Updated in place. */
  source: pulumi.Input<string>;
  /**
   * Path of the field in the schema, such as `person.name.firstName`. `_{TENANT_ID}` stands for the namespace of the
   * organisation's own fields: `_{TENANT_ID}.loyalty.id`. Updated in place.
   */
  destination: pulumi.Input<string>;
  /** Name of the mapping. Default: none. Updated in place. */
  name?: pulumi.Input<string>;
  /** Description of the mapping. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
}

/** Mapping of one field of the schema, in the shape of older guides. */
export interface LegacyMappingArgs {
  /** Path of the field in the source. Updated in place. */
  sourceAttribute: pulumi.Input<string>;
  /** Path of the field in the schema, with `_{TENANT_ID}` as in {@link MappingArgs.destination}. Updated in place. */
  destinationXdmPath: pulumi.Input<string>;
  /** Whether the field is an identity. Default: none. Updated in place. */
  identity?: pulumi.Input<boolean>;
  /** Group of the identity. Default: none. Updated in place. */
  identityGroup?: pulumi.Input<string | null>;
  /** Code of the identity's namespace. Default: none. Updated in place. */
  namespaceCode?: pulumi.Input<string | null>;
  /** Version that the service assigns. Default: none. A value given here is neither sent nor compared. */
  version?: pulumi.Input<number>;
}

/** Mapping of one field of the schema by a formula, in the shape of older guides. */
export interface LegacyExpressionArgs extends Omit<LegacyMappingArgs, "sourceAttribute"> {
  /** Type of `sourceExpression`, in practice `EXPRESSION`. Updated in place. */
  sourceType: pulumi.Input<"ATTRIBUTE" | "EXPRESSION" | "STATIC">;
  /** The formula over fields of the source. Updated in place. */
  sourceExpression: pulumi.Input<string>;
}

/** Target schema of a mapping set. */
export interface OutputSchemaArgs {
  /** Reference to the schema. Updated in place. */
  schemaRef: pulumi.Input<SchemaRefArgs>;
}

/** Arguments of {@link MappingSet}. A change of any argument but `sandbox` updates the mapping set in place, as a new version. */
export interface MappingSetArgs extends SandboxArgs {
  /** Name of the mapping set. Default: none. Updated in place. */
  name?: pulumi.Input<string>;
  /** Target schema. Required, unless `xdmSchema` of the older shape is given. Updated in place. */
  outputSchema?: pulumi.Input<OutputSchemaArgs>;
  /** Schema of the source. Default: none. Updated in place. */
  inputSchema?: pulumi.Input<JsonObjectInput>;
  /** `$id` of the target schema, in the older shape. Default: none. Updated in place. */
  xdmSchema?: pulumi.Input<string>;
  /** Version of the target schema, such as `1.0`, in the older shape. Default: none. Updated in place. */
  xdmVersion?: pulumi.Input<string>;
  /** Empty in the older shape, because the service assigns the id. Default: none. Neither sent nor compared. */
  id?: pulumi.Input<null>;
  /** Version in the older shape. Default: none. The service assigns versions: neither sent nor compared. */
  version?: pulumi.Input<number>;
  /** The mappings, in any order, at least one. Updated in place. */
  mappings: pulumi.Input<pulumi.Input<MappingArgs | LegacyMappingArgs | LegacyExpressionArgs>[]>;
}

/** @internal Compile-time check of the arguments. */
export type MappingSetArgsShape = Expect<SameShape<MappingSetArgs, typeof mappingSetInputs>>;

/**
 * A mapping set: maps the fields of a source to the fields of a schema.
 * (Guide "Create a connection using the Flow Service API", "Create a mapping".)
 *
 * A change creates a new version of the mapping set. A flow keeps the version that it was given. A flow that takes
 * `mappingSet.id` and `mappingSet.version` is updated to the new version in the same `up`.
 *
 * The service does not document how to delete mapping sets. If it refuses the deletion, the mapping set stays in AEP,
 * without effect, and is removed from the state with a message.
 *
 * @example
 * const mappings = new aep.MappingSet("orders", {
 *   outputSchema: { schemaRef: { id: schema.id } },
 *   mappings: [{ sourceType: "ATTRIBUTE", source: "Id", destination: "_id" }],
 * });
 * // In the flow:
 * // transformations: [{ name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } }]
 */
export class MappingSet extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("mappingSet");

  /** Name of the mapping set. */
  declare public readonly name: pulumi.Output<string | undefined>;
  /** Target schema. */
  declare public readonly outputSchema: pulumi.Output<
    | {
        /** Reference to the schema. */
        schemaRef: {
          /** `$id` of the schema. */
          id: string;
          /** Media type that includes the version. */
          contentType: string;
        };
      }
    | undefined
  >;
  /** Schema of the source. */
  declare public readonly inputSchema: pulumi.Output<JsonObject | undefined>;
  /** `$id` of the target schema, in the older shape. */
  declare public readonly xdmSchema: pulumi.Output<string | undefined>;
  /** Version of the target schema, in the older shape. */
  declare public readonly xdmVersion: pulumi.Output<string | undefined>;
  /** The mappings, as given by the program. */
  declare public readonly mappings: pulumi.Output<JsonObject[]>;
  /** Version of the mapping set. It starts at 0; each change increases it. */
  declare public readonly version: pulumi.Output<number>;

  /**
   * Declares a mapping set, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the mapping set
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: MappingSetArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("mappingSet", name, args, opts));
  }

  /** Reads an existing mapping set by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): MappingSet {
    const { args, opts } = existing(id, options);
    return new MappingSet(name, args as MappingSetArgs, opts);
  }

  /** Whether an object is a mapping set, also one of another copy of this package. */
  static isInstance(object: unknown): object is MappingSet {
    return hasType(object, MappingSet.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type MappingSetOutputs = Expect<DeclaresOutputs<MappingSet, "mappingSet">>;
