import type * as pulumi from "@pulumi/pulumi";
import type { targetConnectionInputs } from "../provider/resources/targetConnection";
import type { Expect, SameShape } from "./argumentShape";
import { existing, type GetOptions } from "./get";
import type { JsonObject, JsonObjectInput } from "./json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "./resource";
import type { Spec, SpecArgs } from "./spec";

/** Arguments of {@link TargetConnection}. */
export interface TargetConnectionArgs extends SandboxArgs {
  /** Name of the target connection. Changed in place. */
  name?: pulumi.Input<string>;
  /** What the target connection is for. Changed in place. */
  description?: pulumi.Input<string>;
  /**
   * Connection spec of the target. Sources write to the data lake only, `c604ff05-7f1a-43c0-8e18-33bf874cb11c`;
   * another one is refused by the service (CONNECTOR-1307-400). Changing it replaces.
   */
  connectionSpec: pulumi.Input<SpecArgs>;
  /**
   * Shape of the data: `schema` with the XDM schema's `id` (its `$id`) and `version`
   * (`application/vnd.adobe.xed-full+json;version=1`), `format` (`parquet_xdm`). Changing it replaces.
   */
  data: pulumi.Input<JsonObjectInput>;
  /** Where the data go: `dataSetId`, without which the service refuses (CONNECTOR-1325-400). Changing it replaces. */
  params?: pulumi.Input<JsonObjectInput>;
}

/** Compile-time check of the arguments. */
export type TargetConnectionArgsShape = Expect<
  SameShape<TargetConnectionArgs, typeof targetConnectionInputs>
>;

/**
 * A target connection: the dataset that data are ingested into.
 * (Guide "Create a connection using the Flow Service API", "Create a target connection"; its sample names the spec of
 * a source as the target's, which the service refuses.)
 *
 * The service would take a change of `data` and `params`, but flows that run already do not pick it up. So these
 * replace the target connection, and with it the flow that writes to it.
 *
 * @example
 * const target = new aep.TargetConnection("orders", {
 *   name: "ACME orders in the data lake",
 *   connectionSpec: { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c" }, // data lake
 *   data: { format: "parquet_xdm", schema: { id: schemaId, version: "application/vnd.adobe.xed-full+json;version=1" } },
 *   params: { dataSetId: "5ef4551c52e054191a61a99f" },
 * });
 */
export class TargetConnection extends Resource {
  /** Name of the target connection. */
  declare public readonly name: pulumi.Output<string | undefined>;
  /** What the target connection is for. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Connection spec of the target. */
  declare public readonly connectionSpec: pulumi.Output<Spec>;
  /** Shape of the data. */
  declare public readonly data: pulumi.Output<JsonObject>;
  /** Where the data go. */
  declare public readonly params: pulumi.Output<JsonObject | undefined>;
  /** Version of the target connection as last seen, quotes included. */
  declare public readonly etag: pulumi.Output<string>;

  constructor(name: string, args: TargetConnectionArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("targetConnection", name, args, opts));
  }

  /** Gets a target connection that exists already, by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): TargetConnection {
    const { args, opts } = existing(id, options);
    return new TargetConnection(name, args as TargetConnectionArgs, opts);
  }
}

/** Compile-time check of the outputs. */
export type TargetConnectionOutputs = Expect<DeclaresOutputs<TargetConnection, "targetConnection">>;
