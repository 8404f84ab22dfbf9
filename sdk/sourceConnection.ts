import type * as pulumi from "@pulumi/pulumi";
import type { sourceConnectionInputs } from "../provider/resources/sourceConnection";
import type { Expect, SameShape } from "./argumentShape";
import { existing, type GetOptions } from "./get";
import type { JsonObject, JsonObjectInput } from "./json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "./resource";
import type { Spec, SpecArgs } from "./spec";

/** Arguments of {@link SourceConnection}. */
export interface SourceConnectionArgs extends SandboxArgs {
  /** Name of the source connection. Changed in place. */
  name: pulumi.Input<string>;
  /** What the source connection is for. Changed in place. */
  description?: pulumi.Input<string>;
  /**
   * Id of the base connection to read through: give it `base.id`. Left out for sources without one, such as the data
   * landing zone. Changing it replaces.
   */
  baseConnectionId?: pulumi.Input<string>;
  /** Connection spec of the source, the same as the base connection's. Changing it replaces. */
  connectionSpec: pulumi.Input<SpecArgs>;
  /**
   * Shape of the data. Files: `format` (`delimited`, `json`, `parquet`) and `properties` (`columnDelimiter`,
   * `encoding`, `compressionType`); tables: `format: "tabular"`. Changing it replaces.
   */
  data: pulumi.Input<JsonObjectInput>;
  /**
   * What is read. Files: `path` (wildcards allowed), `type` (`file` or `folder`), `recursive`; tables: `tableName` and
   * `columns`. Changing it replaces.
   */
  params?: pulumi.Input<JsonObjectInput>;
}

/** Compile-time check of the arguments. */
export type SourceConnectionArgsShape = Expect<
  SameShape<SourceConnectionArgs, typeof sourceConnectionInputs>
>;

/**
 * A source connection: which files or tables of a source are read.
 * (Guide "Create a connection using the Flow Service API", "Create a source connection".)
 *
 * The service would take a change of `data` and `params`, but flows that run already do not pick it up. So these
 * replace the source connection, and with it the flow that reads it.
 *
 * @example
 * const source = new aep.SourceConnection("orders", {
 *   name: "ACME orders",
 *   baseConnectionId: base.id,
 *   connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" }, // Azure Blob
 *   data: { format: "delimited", properties: { columnDelimiter: "," } },
 *   params: { path: "/orders/*.csv", type: "folder", recursive: true },
 * });
 */
export class SourceConnection extends Resource {
  /** Name of the source connection. */
  declare public readonly name: pulumi.Output<string>;
  /** What the source connection is for. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Id of the base connection it reads through. */
  declare public readonly baseConnectionId: pulumi.Output<string | undefined>;
  /** Connection spec of the source. */
  declare public readonly connectionSpec: pulumi.Output<Spec>;
  /** Shape of the data. */
  declare public readonly data: pulumi.Output<JsonObject>;
  /** What is read. */
  declare public readonly params: pulumi.Output<JsonObject | undefined>;
  /** Version of the source connection as last seen, quotes included. */
  declare public readonly etag: pulumi.Output<string>;

  constructor(name: string, args: SourceConnectionArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("sourceConnection", name, args, opts));
  }

  /** Gets a source connection that exists already, by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): SourceConnection {
    const { args, opts } = existing(id, options);
    return new SourceConnection(name, args as SourceConnectionArgs, opts);
  }
}

/** Compile-time check of the outputs. */
export type SourceConnectionOutputs = Expect<DeclaresOutputs<SourceConnection, "sourceConnection">>;
