import type * as pulumi from "@pulumi/pulumi";
import type { mappingSetInputs } from "../provider/resources/mappingSet";
import type { Expect, SameShape } from "./argumentShape";
import type { SchemaRefArgs } from "./dataset";
import { existing, type GetOptions } from "./get";
import type { JsonObject, JsonObjectInput } from "./json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "./resource";

/** How one field of the schema comes about. */
export interface MappingArgs {
  /** `ATTRIBUTE` (a field of the source), `EXPRESSION` (a formula over fields) or `STATIC` (a constant). */
  sourceType: pulumi.Input<"ATTRIBUTE" | "EXPRESSION" | "STATIC">;
  /** The field, formula or constant. */
  source: pulumi.Input<string>;
  /** Path of the field in the schema, such as `person.name.firstName`. */
  destination: pulumi.Input<string>;
  /** Name of the mapping. */
  name?: pulumi.Input<string>;
  /** What the mapping is for. */
  description?: pulumi.Input<string>;
}

/** How one field of the schema comes about, in the shape that older guides show. */
export interface LegacyMappingArgs {
  /** Field of the source. */
  sourceAttribute: pulumi.Input<string>;
  /** Path of the field in the schema. */
  destinationXdmPath: pulumi.Input<string>;
  /** Whether the field is an identity. */
  identity?: pulumi.Input<boolean>;
  /** Group of the identity. */
  identityGroup?: pulumi.Input<string | null>;
  /** Namespace of the identity. */
  namespaceCode?: pulumi.Input<string | null>;
  /** Counted by the service; a value given here is neither sent nor compared. */
  version?: pulumi.Input<number>;
}

/** Names the schema that a mapping set maps to. */
export interface OutputSchemaArgs {
  /** Refers to the schema. */
  schemaRef: pulumi.Input<SchemaRefArgs>;
}

/** Arguments of {@link MappingSet}. Changing any of them is done in place, as a new version of the set. */
export interface MappingSetArgs extends SandboxArgs {
  /** Name of the mapping set. */
  name?: pulumi.Input<string>;
  /** Schema that is mapped to. Either this or, in the older shape, `xdmSchema`. */
  outputSchema?: pulumi.Input<OutputSchemaArgs>;
  /** Schema of the source, where it is known. */
  inputSchema?: pulumi.Input<JsonObjectInput>;
  /** `$id` of the schema that is mapped to, in the older shape. */
  xdmSchema?: pulumi.Input<string>;
  /** Version of that schema, `1.0`, in the older shape. */
  xdmVersion?: pulumi.Input<string>;
  /** The mappings, in any order. */
  mappings: pulumi.Input<pulumi.Input<MappingArgs | LegacyMappingArgs>[]>;
}

/** Compile-time check of the arguments. */
export type MappingSetArgsShape = Expect<SameShape<MappingSetArgs, typeof mappingSetInputs>>;

/**
 * A mapping set: how the fields of a source become fields of a schema.
 * (Guide "Create a connection using the Flow Service API", "Create a mapping".)
 *
 * A change puts a new version in place. A flow keeps the version it was given; one that takes `mappingSet.id` and
 * `mappingSet.version` is patched to the new one in the same `up`. The service does not document a way to delete mapping
 * sets: where it refuses, the set stays there, harmless, and leaves state with a message.
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
  /** Name of the mapping set. */
  declare public readonly name: pulumi.Output<string | undefined>;
  /** Schema that is mapped to. */
  declare public readonly outputSchema: pulumi.Output<
    { schemaRef: { id: string; contentType: string } } | undefined
  >;
  /** Schema of the source. */
  declare public readonly inputSchema: pulumi.Output<JsonObject | undefined>;
  /** `$id` of the schema that is mapped to, in the older shape. */
  declare public readonly xdmSchema: pulumi.Output<string | undefined>;
  /** Version of that schema, in the older shape. */
  declare public readonly xdmVersion: pulumi.Output<string | undefined>;
  /** The mappings, as the program gave them. */
  declare public readonly mappings: pulumi.Output<JsonObject[]>;
  /** Version of the set, 0 at first: each change raises it. */
  declare public readonly version: pulumi.Output<number>;

  constructor(name: string, args: MappingSetArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("mappingSet", name, args, opts));
  }

  /** Gets a mapping set that exists already, by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): MappingSet {
    const { args, opts } = existing(id, options);
    return new MappingSet(name, args as MappingSetArgs, opts);
  }
}

/** Compile-time check of the outputs. */
export type MappingSetOutputs = Expect<DeclaresOutputs<MappingSet, "mappingSet">>;
