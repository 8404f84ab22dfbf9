import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { sourceConnectionInputs } from "../../provider/resources/sourceConnection";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonInput, JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";
import type { RowFilterArgs } from "../rowFilter";
import type { Spec, SpecArgs } from "../spec";

/** Arguments of {@link SourceConnection}. */
export interface SourceConnectionArgs extends SandboxArgs {
  /** Name of the source connection. Updated in place. */
  name: pulumi.Input<string>;
  /** Description of the source connection. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /**
   * Id of the base connection that the source is read through: pass `base.id`. Left out for sources without a base
   * connection, such as the data landing zone. A change replaces the source connection.
   */
  baseConnectionId?: pulumi.Input<string>;
  /**
   * Connection spec of the source, the same as that of the base connection. A change replaces the source connection.
   */
  connectionSpec: pulumi.Input<SpecArgs>;
  /** Provider of the source, which some guides send. Default: none. A change replaces the source connection. */
  providerId?: pulumi.Input<string>;
  /**
   * Shape of the data. Files: `format` (`delimited`, `json`, `parquet`) and `properties` (`columnDelimiter`,
   * `encoding`, `compressionType`). Tables: `format: "tabular"`. Left out for some streaming sources. A change replaces
   * the source connection.
   */
  data?: pulumi.Input<JsonObjectInput>;
  /**
   * Location of the data in the source. Files: `path` (wildcards allowed; as {@link exploreConnection} lists it, in general
   * with the container or bucket first: `/orders/2027/*.csv`), `type` (`file` or `folder`), `recursive`. Tables: `tableName`, `columns` and `filters`. Default: none. A change replaces the source connection.
   */
  params?: pulumi.Input<SourceParamsArgs>;
}

/** Location of the data in a source: the keys that its connector defines. */
export interface SourceParamsArgs {
  [key: string]: JsonInput;
  /**
   * Filter of the rows of a table, for the sources whose connection spec has the attribute `filterAtSource`: BigQuery,
   * Dynamics, Salesforce, Snowflake. A new filter of these is checked against the documented grammar. Default: all rows.
   */
  filters?: pulumi.Input<RowFilterArgs | JsonObjectInput>;
}

/** @internal Compile-time check of the arguments. */
export type SourceConnectionArgsShape = Expect<
  SameShape<SourceConnectionArgs, typeof sourceConnectionInputs>
>;

/**
 * A source connection: selects the files or tables of a source that are read.
 * (Guide "Create a connection using the Flow Service API", "Create a source connection".)
 *
 * The service accepts changes of `data` and `params`, but running flows do not pick them up. Therefore, such a change
 * replaces the source connection and the flow that reads from it.
 *
 * @example
 * const source = new aep.SourceConnection("orders", {
 *   name: "ACME orders",
 *   baseConnectionId: base.id,
 *   connectionSpec: aep.connectionSpecs.azureBlob,
 *   data: { format: "delimited", properties: { columnDelimiter: "," } },
 *   params: { path: "/orders/*.csv", type: "folder", recursive: true },
 * });
 */
export class SourceConnection extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("sourceConnection");

  /** Name of the source connection. */
  declare public readonly name: pulumi.Output<string>;
  /** Description of the source connection. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Id of the base connection that the source is read through. */
  declare public readonly baseConnectionId: pulumi.Output<string | undefined>;
  /** Connection spec of the source. */
  declare public readonly connectionSpec: pulumi.Output<Spec>;
  /** Provider of the source, if given. */
  declare public readonly providerId: pulumi.Output<string | undefined>;
  /** Shape of the data. */
  declare public readonly data: pulumi.Output<JsonObject | undefined>;
  /** Location of the data in the source. */
  declare public readonly params: pulumi.Output<JsonObject | undefined>;
  /** `draft` for a draft, which `up` leaves as it is; `undefined` for every other state. */
  declare public readonly state: pulumi.Output<string | undefined>;
  /** Version (etag) of the source connection as last read, including its quotes. */
  declare public readonly etag: pulumi.Output<string>;

  /**
   * Declares a source connection, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the source connection
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: SourceConnectionArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("sourceConnection", name, args, opts));
  }

  /** Reads an existing source connection by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): SourceConnection {
    const { args, opts } = existing(id, options);
    return new SourceConnection(name, args as SourceConnectionArgs, opts);
  }

  /** Whether an object is a source connection, also one of another copy of this package. */
  static isInstance(object: unknown): object is SourceConnection {
    return hasType(object, SourceConnection.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type SourceConnectionOutputs = Expect<DeclaresOutputs<SourceConnection, "sourceConnection">>;
