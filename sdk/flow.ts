import type * as pulumi from "@pulumi/pulumi";
import type { flowInputs } from "../provider/resources/flow";
import type { Expect, SameShape } from "./argumentShape";
import { existing, type GetOptions } from "./get";
import type { JsonObject, JsonObjectInput } from "./json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "./resource";
import type { Spec, SpecArgs } from "./spec";

/** When a flow runs. */
export interface ScheduleParamsArgs {
  /**
   * First run, in seconds since the epoch, as a number or as text.
   *
   * Left out, it becomes a minute after the flow is made; the time chosen is kept in the outputs and never counts as a
   * difference. Given and past when the flow is made, the flow is refused before anything is sent, unless
   * `startTimeIfPast` is set. Changed in place until it has passed; after that the service refuses
   * (CONNECTOR-1366-400).
   */
  startTime?: pulumi.Input<number | string>;
  /** How often the flow runs. Changed in place, but not to `once` after the start (CONNECTOR-1403-400). */
  frequency: pulumi.Input<"once" | "minute" | "hour" | "day" | "week">;
  /**
   * How many of those units lie between two runs: at least 15 for `minute`, else at least 1. Required, except for
   * `once`, which has none. Changed in place.
   */
  interval?: pulumi.Input<number | string>;
  /**
   * Whether the first run takes in everything that is there already (service default: true), or only what comes
   * after the start. Not for `once`. Cannot be changed after the start (CONNECTOR-1404-400).
   */
  backfill?: pulumi.Input<boolean | "true" | "false">;
}

/** Makes fields of the source into fields of the schema. Needed unless the data are XDM already. */
export interface MappingTransformationArgs {
  /** Name of the step. */
  name: "Mapping";
  /** Which mapping set, in which version. */
  params: pulumi.Input<MappingTransformationParams>;
}

/** Parameters of a mapping step. */
export interface MappingTransformationParams {
  /** Id of the mapping set: give it `mappings.id`. An unknown one is refused (FLOW-1419-400). */
  mappingId: pulumi.Input<string>;
  /** Its version: give it `mappings.version`, and the flow follows when the set changes. */
  mappingVersion: pulumi.Input<number | string>;
}

/** Tells new rows from old ones. Needed for tables, unless the flow runs once. */
export interface CopyTransformationArgs {
  /** Name of the step. */
  name: "Copy";
  /** By which column. */
  params: pulumi.Input<CopyTransformationParams>;
}

/** Parameters of a copy step. */
export interface CopyTransformationParams {
  /** The column that grows with every change of a row. */
  deltaColumn: pulumi.Input<DeltaColumnArgs>;
}

/** The column that tells new rows from old ones. */
export interface DeltaColumnArgs {
  /** Name of the column. */
  name: pulumi.Input<string>;
  /** How its times are written: `yyyy-MM-dd HH:mm:ss`, for Dynamics `yyyy-MM-ddTHH:mm:ssZ`. */
  dateFormat?: pulumi.Input<string>;
  /** Time zone of its times. */
  timezone?: pulumi.Input<string>;
}

/** Decrypts files. */
export interface EncryptionTransformationArgs {
  /** Name of the step. */
  name: "Encryption";
  /** With which key. */
  params: pulumi.Input<EncryptionTransformationParams>;
}

/** Parameters of an encryption step. */
export interface EncryptionTransformationParams {
  /** Id of the public key with which the files were encrypted. */
  publicKeyId: pulumi.Input<string>;
}

/** One step between source and target. */
export type TransformationArgs =
  | MappingTransformationArgs
  | CopyTransformationArgs
  | EncryptionTransformationArgs;

/** What happens with records that cannot be ingested. */
export interface FlowOptionsArgs {
  /** Whether diagnostics of failed records are kept. Service default: false. */
  errorDiagnosticsEnabled?: pulumi.Input<boolean>;
  /** Percentage of failed records up to which a run still counts as successful, 0 to 100. */
  partialIngestionPercent?: pulumi.Input<number>;
}

/** Arguments of {@link Flow}. */
export interface FlowArgs extends SandboxArgs {
  /** Name of the flow. Changed in place. */
  name: pulumi.Input<string>;
  /** What the flow is for. Changed in place. */
  description?: pulumi.Input<string>;
  /**
   * Flow spec: `9753525b-82c7-4dce-8a9b-5ccfce2b9876` for file sources, `14518937-270c-4525-bdec-c2ba7cce3860` for
   * tables. Changing it replaces, old before new.
   */
  flowSpec: pulumi.Input<SpecArgs>;
  /** Id of the source connection, in a list of one: give it `[source.id]`. Changing it replaces, old before new. */
  sourceConnectionIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Id of the target connection, in a list of one: give it `[target.id]`. Changing it replaces, old before new. */
  targetConnectionIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Steps between source and target. Data that are not XDM already need a `Mapping` (CONNECTOR-1370-400). Changed in
   * place.
   */
  transformations?: pulumi.Input<pulumi.Input<TransformationArgs>[]>;
  /** When the flow runs. Batch flows need it. Changed in place, within the limits said at each property. */
  scheduleParams?: pulumi.Input<ScheduleParamsArgs>;
  /** What happens with records that cannot be ingested. Changed in place. */
  options?: pulumi.Input<FlowOptionsArgs>;
  /** Access labels. Changed in place. */
  labels?: pulumi.Input<pulumi.Input<string>[]>;
  /** Usage policy. Changed in place. */
  policy?: pulumi.Input<JsonObjectInput>;
  /** Whether the flow runs: `enabled` (default) or `disabled`. Changed in place, by an action call of its own. */
  state?: pulumi.Input<"enabled" | "disabled">;
  /**
   * What becomes of a `startTime` that is already past when the flow is made: `"now"` treats it as left out. Without
   * it such a flow is refused; a change that would replace a flow with a past start time then fails in preview already,
   * before anything is deleted. It is never sent, and changing it changes nothing else.
   */
  startTimeIfPast?: pulumi.Input<"now">;
}

/** Compile-time check of the arguments. */
export type FlowArgsShape = Expect<SameShape<FlowArgs, typeof flowInputs>>;

/** When a flow runs, as recorded. */
export interface ScheduleParams {
  /** First run, in seconds since the epoch; the time chosen if the program left it out. */
  startTime?: number | string;
  /** How often the flow runs. */
  frequency: string;
  /** How many of those units lie between two runs. */
  interval?: number | string;
  /** Whether the first run takes in everything that is there already. */
  backfill?: boolean | string;
}

/**
 * A flow: carries data from a source connection to a target connection, on a schedule.
 * (Guide "Create a connection using the Flow Service API", "Create a flow" and "Update your dataflow"; its sample has
 * a past start time and no mapping, both of which the service refuses.)
 *
 * **Replacing a flow reads data again.** Another source, target or flow spec replaces the flow, the old one first,
 * because two flows into one dataset would ingest everything twice. The new flow knows nothing of the old one's
 * progress: with `backfill` true (the default) its first run takes in all data that the source connection covers, also
 * what the old flow had ingested; with `backfill` false it leaves out what came before its start.
 *
 * @example
 * const flow = new aep.Flow("orders", {
 *   name: "ACME orders",
 *   flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" }, // files to AEP
 *   sourceConnectionIds: [source.id],
 *   targetConnectionIds: [target.id],
 *   transformations: [{ name: "Mapping", params: { mappingId, mappingVersion: 0 } }],
 *   scheduleParams: { frequency: "minute", interval: 15 },
 * });
 */
export class Flow extends Resource {
  /** Name of the flow. */
  declare public readonly name: pulumi.Output<string>;
  /** What the flow is for. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Flow spec. */
  declare public readonly flowSpec: pulumi.Output<Spec>;
  /** Id of the source connection, in a list of one. */
  declare public readonly sourceConnectionIds: pulumi.Output<string[]>;
  /** Id of the target connection, in a list of one. */
  declare public readonly targetConnectionIds: pulumi.Output<string[]>;
  /** Steps between source and target. */
  declare public readonly transformations: pulumi.Output<{ name: string; params?: JsonObject }[] | undefined>;
  /** When the flow runs. */
  declare public readonly scheduleParams: pulumi.Output<ScheduleParams | undefined>;
  /** What happens with records that cannot be ingested. */
  declare public readonly options: pulumi.Output<
    { errorDiagnosticsEnabled?: boolean; partialIngestionPercent?: number } | undefined
  >;
  /** Access labels. */
  declare public readonly labels: pulumi.Output<string[] | undefined>;
  /** Usage policy. */
  declare public readonly policy: pulumi.Output<JsonObject | undefined>;
  /** `enabled` or `disabled`, as last seen. */
  declare public readonly state: pulumi.Output<string>;
  /** Version of the flow as last seen, quotes included. */
  declare public readonly etag: pulumi.Output<string>;

  constructor(name: string, args: FlowArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("flow", name, args, opts));
  }

  /** Gets a flow that exists already, by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): Flow {
    const { args, opts } = existing(id, options);
    return new Flow(name, args as FlowArgs, opts);
  }
}

/** Compile-time check of the outputs. */
export type FlowOutputs = Expect<DeclaresOutputs<Flow, "flow">>;
