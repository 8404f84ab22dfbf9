import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { targetConnectionInputs } from "../../provider/resources/targetConnection";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";
import type { Spec, SpecArgs } from "../spec";

/** Arguments of {@link TargetConnection}. */
export interface TargetConnectionArgs extends SandboxArgs {
  /** Name of the target connection. Default: none. Updated in place. */
  name?: pulumi.Input<string>;
  /** Description of the target connection. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /**
   * Connection spec of the target: `connectionSpecs.dataLake` (`c604ff05-7f1a-43c0-8e18-33bf874cb11c`). Sources write
   * to the data lake only; the service refuses any other (CONNECTOR-1307-400). A change replaces the target connection.
   */
  connectionSpec: pulumi.Input<SpecArgs>;
  /**
   * Shape of the data: `schema` with the `id` of the XDM schema (its `$id`) and `version`
   * (`application/vnd.adobe.xed-full+json;version=1`), and `format` (`parquet_xdm`). A change replaces the target
   * connection.
   */
  data: pulumi.Input<JsonObjectInput>;
  /**
   * Destination of the data: `dataSetId`. Default: none; then the service refuses the target connection (CONNECTOR-1325-400). A
   * change replaces the target connection.
   */
  params?: pulumi.Input<JsonObjectInput>;
}

/** @internal Compile-time check of the arguments. */
export type TargetConnectionArgsShape = Expect<
  SameShape<TargetConnectionArgs, typeof targetConnectionInputs>
>;

/**
 * A target connection: selects the dataset that data is ingested into. (Guide "Create a connection using the Flow
 * Service API", "Create a target connection". The sample in the guide uses the spec of a source for the target; the
 * service refuses it.)
 *
 * The service accepts changes of `data` and `params`, but running flows do not pick them up. Therefore, such a change
 * replaces the target connection and the flow that writes to it.
 *
 * @example
 * const target = new aep.TargetConnection("orders", {
 *   name: "ACME orders in the data lake",
 *   connectionSpec: aep.connectionSpecs.dataLake,
 *   data: {
 *     format: "parquet_xdm",
 *     schema: { id: schema.id, version: "application/vnd.adobe.xed-full+json;version=1" },
 *   },
 *   params: { dataSetId: dataset.id },
 * });
 */
export class TargetConnection extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("targetConnection");

  /** Name of the target connection. */
  declare public readonly name: pulumi.Output<string | undefined>;
  /** Description of the target connection. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Connection spec of the target. */
  declare public readonly connectionSpec: pulumi.Output<Spec>;
  /** Shape of the data. */
  declare public readonly data: pulumi.Output<JsonObject>;
  /** Destination of the data. */
  declare public readonly params: pulumi.Output<JsonObject | undefined>;
  /** `draft` for a draft, which `up` leaves as it is; `undefined` for every other state. */
  declare public readonly state: pulumi.Output<string | undefined>;
  /** Version (etag) of the target connection as last read, including its quotes. */
  declare public readonly etag: pulumi.Output<string>;

  /**
   * Declares a target connection, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the target connection
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: TargetConnectionArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("targetConnection", name, args, opts));
  }

  /** Reads an existing target connection by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): TargetConnection {
    const { args, opts } = existing(id, options);
    return new TargetConnection(name, args as TargetConnectionArgs, opts);
  }

  /** Whether an object is a target connection, also one of another copy of this package. */
  static isInstance(object: unknown): object is TargetConnection {
    return hasType(object, TargetConnection.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type TargetConnectionOutputs = Expect<DeclaresOutputs<TargetConnection, "targetConnection">>;
