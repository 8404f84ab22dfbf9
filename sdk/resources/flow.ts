import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { flowInputs } from "../../provider/resources/flow";
import type { Expect, SameShape } from "../argumentShape";
import { flowSpecs } from "../catalogue";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonObject, JsonObjectInput } from "../json";
import { withMemberToCome } from "../memberToCome";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";
import type { Spec, SpecArgs } from "../spec";

/** Schedule of a flow. */
export interface ScheduleParamsArgs {
  /**
   * Time of the first run: seconds since the epoch, as a number or as text, or ISO 8601 with a time zone, such as
   * `2027-01-01T02:00:00Z`. Both forms are equal; the outputs contain seconds. Later runs follow in UTC. Default: one
   * minute after the flow is created. The chosen time is stored in the outputs and never counts as a difference.
   *
   * If it is in the past when the flow is created, the provider reports an error before it sends a request, unless
   * `startTimeIfPast` is set. Updated in place until the time has passed; after that, the preview reports
   * an error with the recorded time, because the service refuses a change (CONNECTOR-1366-400).
   */
  startTime?: pulumi.Input<number | string>;
  /**
   * Unit of `interval`, or `once` for a single run. Updated in place; after the start, the preview reports an error for a
   * change to `once`, because the service refuses it (CONNECTOR-1403-400).
   */
  frequency: pulumi.Input<"once" | "minute" | "hour" | "day" | "week">;
  /**
   * Number of units between two runs: at least 15 for `minute`, at least 1 for other units. Required, except for
   * `once`, where it must be left out. Updated in place.
   *
   * A flow that runs every 15 minutes has 96 runs a day. For datasets that are enabled for Profile, that is above the limit of
   * 90 batches a day and sandbox, for all flows together: profiles are then updated late, and `pulumi preview` warns.
   */
  interval?: pulumi.Input<number | string>;
  /**
   * Whether the first run ingests all existing data, or only data that arrives after the start. Default of the service:
   * true, so `true` and none are equal. Must be left out for `once`. Updated in place until the start; after that, the
   * preview reports an error, because the service refuses a change (CONNECTOR-1404-400).
   */
  backfill?: pulumi.Input<boolean | "true" | "false">;
}

/** Step that maps fields of the source to fields of the schema. Required unless the data is XDM already. */
export interface MappingTransformationArgs {
  /** Name of the step. */
  name: "Mapping";
  /** Mapping set and its version. */
  params: pulumi.Input<MappingTransformationParams>;
}

/** Parameters of a mapping step. */
export interface MappingTransformationParams {
  /** Id of the mapping set: pass `mappings.id`. The service refuses an unknown id (FLOW-1419-400). */
  mappingId: pulumi.Input<string>;
  /** Version of the mapping set: pass `mappings.version`, so that the flow is updated when the mapping set changes. */
  mappingVersion: pulumi.Input<number | string>;
}

/** Step that reads only new rows of a table. Required for tables; must be left out if `frequency` is `once`. */
export interface CopyTransformationArgs {
  /** Name of the step. */
  name: "Copy";
  /** Column that distinguishes new rows from old rows. */
  params: pulumi.Input<CopyTransformationParams>;
}

/** Parameters of a copy step. */
export interface CopyTransformationParams {
  /** Column whose value increases with every change of a row. */
  deltaColumn: pulumi.Input<DeltaColumnArgs>;
}

/** Column that distinguishes new rows from old rows. */
export interface DeltaColumnArgs {
  /** Name of the column. */
  name: pulumi.Input<string>;
  /** Format of its times: `yyyy-MM-dd HH:mm:ss`, for Dynamics `yyyy-MM-ddTHH:mm:ssZ`. Default: none. Updated in place. */
  dateFormat?: pulumi.Input<string>;
  /** Time zone of its times. Default: none. Updated in place. */
  timezone?: pulumi.Input<string>;
}

/** Step that decrypts files. */
export interface EncryptionTransformationArgs {
  /** Name of the step. */
  name: "Encryption";
  /** Key of the files. */
  params: pulumi.Input<EncryptionTransformationParams>;
}

/** Parameters of an encryption step. */
export interface EncryptionTransformationParams {
  /**
   * Id of the public key that the files are encrypted with: pass `key.id` of a {@link PublicKey}. Another key is an update in
   * place: later runs decrypt files with that key only.
   */
  publicKeyId: pulumi.Input<string>;
  /**
   * Id of the public key with which AEP verifies the signature of the files: that of a key pair of your own, whose public
   * key you have given to AEP. Default: signatures are not verified. Updated in place.
   */
  signVerificationKeyId?: pulumi.Input<string>;
}

/** One processing step between source and target. */
export type TransformationArgs =
  | MappingTransformationArgs
  | CopyTransformationArgs
  | EncryptionTransformationArgs;

/** Handling of records that cannot be ingested. */
export interface FlowOptionsArgs {
  /** Whether diagnostics of failed records are stored. Default of the service: false. Updated in place. */
  errorDiagnosticsEnabled?: pulumi.Input<boolean>;
  /**
   * Percentage of failed records up to which a run counts as successful, above 0, at most 100: correct records are ingested,
   * the others are kept separately. Default: none, so AEP ingests no batch partially and a failed record fails its batch.
   * AEP's user interface proposes 5. Updated in place.
   */
  partialIngestionPercent?: pulumi.Input<number>;
}

/** Arguments of {@link Flow}. */
export interface FlowArgs extends SandboxArgs {
  /** Name of the flow. Updated in place. */
  name: pulumi.Input<string>;
  /** Description of the flow. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /**
   * Flow spec: `flowSpecs.cloudStorageToAep` (`9753525b-82c7-4dce-8a9b-5ccfce2b9876`) for files, `flowSpecs.crmToAep`
   * (`14518937-270c-4525-bdec-c2ba7cce3860`) for tables; `flowSpecs` and docs/connectors.md contain those of streaming
   * sources. A change replaces the flow; the old one is deleted first.
   */
  flowSpec: pulumi.Input<SpecArgs>;
  /**
   * Id of the source connection, as a list of one element: pass `[source.id]`. A change replaces the flow; the old one
   * is deleted first.
   */
  sourceConnectionIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Id of the target connection, as a list of one element: pass `[target.id]`. A change replaces the flow; the old one
   * is deleted first.
   */
  targetConnectionIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Processing steps between source and target, in their order. Data that is not XDM already requires a `Mapping`
   * (CONNECTOR-1370-400). Default: none. Updated in place.
   */
  transformations?: pulumi.Input<pulumi.Input<TransformationArgs>[]>;
  /** Schedule. Required for batch flows, left out for streaming flows. Updated in place, within the limits given at each property. */
  scheduleParams?: pulumi.Input<ScheduleParamsArgs>;
  /** Handling of records that cannot be ingested. Default: none. Updated in place. */
  options?: pulumi.Input<FlowOptionsArgs>;
  /** Access labels, in any order. Default: none. Updated in place. */
  labels?: pulumi.Input<pulumi.Input<string>[]>;
  /** Usage policy, as the API defines it. Default: none. Updated in place. */
  policy?: pulumi.Input<JsonObjectInput>;
  /**
   * Whether the flow runs: `enabled` or `disabled`. Default: `enabled`. Updated in place, by a separate action call. A
   * flow that AEP disabled stays disabled, see `reenable`.
   */
  state?: pulumi.Input<"enabled" | "disabled">;
  /**
   * Handling of a `startTime` that is in the past when the flow is created. `"next"` starts the flow at the next time of
   * its schedule, at least one minute later: a flow with `frequency: "day"` and a start at 02:00 UTC starts at 02:00 UTC.
   * It is not possible with `frequency: "once"`. `"now"` treats the time as left out. Default: the provider reports an
   * error. If a change would replace a flow with a past start time, the preview already reports that error, before
   * anything is deleted. It is never sent; a change is recorded without a request.
   */
  startTimeIfPast?: pulumi.Input<"now" | "next">;
  /**
   * Whether `pulumi up` enables the flow again after AEP has disabled it, because all its runs failed for 30 days.
   * Without it, the flow stays disabled, although `state` is `enabled`, and every preview and `up` warns. Correct the
   * cause first, and remove it afterwards: as long as it is set, every `pulumi up --refresh` also enables the flow again
   * after a later disabling. It has no effect on a flow that someone else disabled: `state` alone enables that one.
   * Default: false. It is never sent; if it becomes true, the update reads the flow to see whether it is disabled.
   */
  reenable?: pulumi.Input<boolean>;
}

/** @internal Compile-time check of the arguments. */
export type FlowArgsShape = Expect<SameShape<FlowArgs, typeof flowInputs>>;

/** Schedule of a flow, as recorded. */
export interface ScheduleParams {
  /**
   * Time of the first run, in seconds since the epoch; the chosen time if the program leaves it out. A chosen time is unknown in
   * the preview of a create or an update.
   */
  startTime?: number | string;
  /** Unit of `interval`, or `once`. */
  frequency: string;
  /** Number of units between two runs. */
  interval?: number | string;
  /** Whether the first run ingests all existing data. */
  backfill?: boolean | string;
}

/** What is known about a flow that AEP disabled, because all its runs failed for 30 days. */
export interface DisabledByAep {
  /** When AEP disabled it, in ISO 8601; left out if the flow does not show it. */
  at?: string;
  /** Start of the first of the runs that failed, in ISO 8601. */
  failingSince: string;
  /** Start of the last run, in ISO 8601. */
  lastFailure: string;
  /** The errors of the last run, without credentials. */
  errors: string[];
}

/** Options of a flow, as recorded. */
export interface FlowOptions {
  /** Whether diagnostics of failed records are stored. */
  errorDiagnosticsEnabled?: boolean;
  /** Percentage of failed records up to which a run still counts as successful. */
  partialIngestionPercent?: number;
  /**
   * Inlet of a flow of a webhook source (`flowSpecs.genericStreamingToAep`). The URL for the webhook has the id of the flow
   * behind it: `?x-adobe-flow-id=…`. An output only: no program sets it, and it never counts as a difference.
   */
  inletUrl?: string;
}

/**
 * A flow: transfers data from a source connection to a target connection, on a schedule. (Guide "Create a connection
 * using the Flow Service API", "Create a flow" and "Update your dataflow". The sample in the guide has a past start
 * time and no mapping; the service refuses both.)
 *
 * **Replacing a flow reads data again.** Another source, target or flow spec replaces the flow. The old flow is deleted
 * first, because two flows into one dataset would ingest all data twice. The new flow does not know the progress of the
 * old one. With `backfill` true (the default), its first run ingests all data of the source connection, including data
 * that the old flow already ingested. With `backfill` false, it leaves out data from before its start.
 *
 * @example
 * const flow = new aep.Flow("orders", {
 *   name: "ACME orders",
 *   flowSpec: aep.flowSpecs.cloudStorageToAep,
 *   sourceConnectionIds: [source.id],
 *   targetConnectionIds: [target.id],
 *   transformations: [
 *     { name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } },
 *   ],
 *   scheduleParams: { frequency: "hour", interval: 1 },
 * });
 */
export class Flow extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("flow");

  /** Name of the flow. */
  declare public readonly name: pulumi.Output<string>;
  /** Description of the flow. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Flow spec. */
  declare public readonly flowSpec: pulumi.Output<Spec>;
  /** Id of the source connection, as a list of one element. */
  declare public readonly sourceConnectionIds: pulumi.Output<string[]>;
  /** Id of the target connection, as a list of one element. */
  declare public readonly targetConnectionIds: pulumi.Output<string[]>;
  /** Processing steps between source and target. */
  declare public readonly transformations: pulumi.Output<
    | {
        /** Name of the step: `Mapping`, `Copy` or `Encryption`. */
        name: string;
        /** Parameters of the step, as given by the program. */
        params?: JsonObject;
      }[]
    | undefined
  >;
  /** Schedule. */
  declare public readonly scheduleParams: pulumi.Output<ScheduleParams | undefined>;
  /** Handling of records that cannot be ingested, and what AEP adds. */
  declare public readonly options: pulumi.Output<FlowOptions | undefined>;
  /** Access labels. */
  declare public readonly labels: pulumi.Output<string[] | undefined>;
  /** Usage policy. */
  declare public readonly policy: pulumi.Output<JsonObject | undefined>;
  /** State as last read: `enabled`, `disabled` or `draft`. */
  declare public readonly state: pulumi.Output<string>;
  /**
   * Set if AEP disabled the flow because all its runs failed for 30 days, as the last refresh found it: then `state` is
   * `disabled`, and `pulumi up` enables the flow again only with `reenable: true`.
   */
  declare public readonly disabledByAep: pulumi.Output<DisabledByAep | undefined>;
  /**
   * When `pulumi up` last enabled a disabled flow, in ISO 8601; `undefined` if it never had to. Failures before that do
   * not count when a refresh finds the flow disabled again.
   */
  declare public readonly enabledAt: pulumi.Output<string | undefined>;
  /** Version (etag) of the flow as last read, including its quotes. */
  declare public readonly etag: pulumi.Output<string>;

  /**
   * Declares a flow, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the flow
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: FlowArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("flow", name, args, opts));
    this.scheduleParams = withMemberToCome(this.scheduleParams, "startTime");
    // Unit tests of a program may return no flow spec.
    const isWebhook = this.flowSpec.apply(
      (spec: Spec | undefined) => spec?.id === flowSpecs.genericStreamingToAep.id,
    );
    this.options = withMemberToCome(this.options, "inletUrl", isWebhook);
  }

  /** Reads an existing flow by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): Flow {
    const { args, opts } = existing(id, options);
    return new Flow(name, args as FlowArgs, opts);
  }

  /** Whether an object is a flow, also one of another copy of this package. */
  static isInstance(object: unknown): object is Flow {
    return hasType(object, Flow.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type FlowOutputs = Expect<DeclaresOutputs<Flow, "flow">>;
