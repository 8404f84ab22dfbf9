import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/kinds";
import type { datasetInputs } from "../../provider/resources/dataset";
import type { Expect, SameShape } from "../argumentShape";
import { existing, type GetOptions } from "../get";
import { hasType } from "../instance";
import type { JsonObject, JsonObjectInput } from "../json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "../resource";

/** Reference to a schema. */
export interface SchemaRefArgs {
  /** `$id` of the schema: pass `schema.id`. */
  id: pulumi.Input<string>;
  /** Media type that includes the version. Default: `application/vnd.adobe.xed-full+json;version=1`. */
  contentType?: pulumi.Input<string>;
}

/** Expiration of the rows of a dataset in one store. */
export interface RowExpirationArgs {
  /** Expiration of rows. */
  rowExpiration: pulumi.Input<{
    /**
     * Age at which AEP deletes an event, as a period of ISO 8601: `P90D`, `P6M`, `P3Y`. Deleted events cannot be restored.
     * The limits depend on the licence; for the data lake, the lowest value is usually 30 days. `null`: events never
     * expire, also if someone else has set an expiration.
     */
    ttlValue: pulumi.Input<string | null>;
  }>;
}

/** Extensions of a dataset that a program can set. */
export interface DatasetExtensionsArgs {
  /** Expiration of events in the data lake. Left out: an expiration that was set elsewhere stays. */
  adobe_lakeHouse?: pulumi.Input<RowExpirationArgs>;
  /**
   * Expiration of events in the profile store, for datasets that are enabled for Profile; not shorter than that in the data
   * lake. Left out: an expiration that was set elsewhere stays.
   */
  adobe_unifiedProfile?: pulumi.Input<RowExpirationArgs>;
}

/** How a dataset takes part in Real-Time Customer Profile. */
export interface DatasetProfileArgs {
  /**
   * Whether data that arrives goes into Profile. AEP does not add data that arrived before. `false` requires
   * `allowDataGap`. Updated in place.
   */
  enabled: pulumi.Input<boolean>;
  /** Whether identities in the data go into the identity graph. Default: as `enabled`. Updated in place. */
  identity?: pulumi.Input<boolean>;
  /**
   * Whether rows update attributes of existing profiles (upsert), which works for batch data only. Default: false. A change
   * for a dataset that is enabled disables it and enables it again, with a warning: data that arrives in between never
   * reaches Profile. (Guide "Enable a dataset for profile updates using APIs".)
   */
  upsert?: pulumi.Input<boolean>;
  /**
   * Id of the Profile enablement of the schema: the dataset is enabled after its schema. Default: none. It is not sent, and a change of
   * it alone is no update.
   */
  enablementId?: pulumi.Input<string>;
  /**
   * Whether the dataset may be disabled, for Profile or for the identity graph. Default: false. Data that arrives while it
   * is disabled never reaches Profile, also not after it is enabled again. It is not sent.
   */
  allowDataGap?: pulumi.Input<boolean>;
}

/** Arguments of {@link Dataset}. */
export interface DatasetArgs extends SandboxArgs {
  /** Name of the dataset. Updated in place. */
  name: pulumi.Input<string>;
  /** Description of the dataset. Default: none. Updated in place. */
  description?: pulumi.Input<string>;
  /**
   * Schema of the data. A change replaces the dataset; the new one is created first. If the old one holds data, this
   * requires `forceDestroy`.
   */
  schemaRef: pulumi.Input<SchemaRefArgs>;
  /**
   * Tags by name. Default: none. Updated in place, tag by tag; tags that the service adds are kept. `unifiedProfile: ["enabled:true"]` and
   * `unifiedIdentity: ["enabled:true"]` enable the dataset for Profile and the identity graph, as `profile` does; a program
   * has them in one of the two.
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<pulumi.Input<string>[]>>>;
  /**
   * Participation in Real-Time Customer Profile, in place of the tags `unifiedProfile` and `unifiedIdentity`. Moving from
   * one to the other is no update. Left out, or removed from the program: what the dataset has stays. Updated in place.
   */
  profile?: pulumi.Input<DatasetProfileArgs>;
  /** Storage of the files: `persisted`, `containerFormat`, `format`. Default: that of AEP. Updated in place. */
  fileDescription?: pulumi.Input<JsonObjectInput>;
  /** Whether diagnostics of failed records are stored. Default: that of AEP. Updated in place. */
  enableErrorDiagnostics?: pulumi.Input<boolean>;
  /**
   * Expiration of rows, for datasets of events (schemas that extend `https://ns.adobe.com/xdm/data/time-series`). Default:
   * what the dataset has stays. Updated in place; removing it from the program disables the expiration. (Guide "Manage Experience Event Dataset Retention in
   * the data lake using TTL".)
   */
  extensions?: pulumi.Input<DatasetExtensionsArgs>;
  /**
   * Whether the dataset may be deleted or replaced while it holds data. Default: false. It takes effect once it is in
   * the state: set it, run `pulumi up`, then delete or replace. A change is recorded without a request.
   */
  forceDestroy?: pulumi.Input<boolean>;
}

/** How a dataset takes part in Real-Time Customer Profile. */
export interface DatasetProfile {
  /** Whether data that arrives goes into Profile. */
  enabled: boolean;
  /** Whether identities in the data go into the identity graph. */
  identity?: boolean;
  /** Whether rows update attributes of existing profiles. */
  upsert?: boolean;
  /** Id of the Profile enablement of the schema. */
  enablementId?: string;
  /** Whether the dataset may be disabled. */
  allowDataGap?: boolean;
}

/** Expiration of the rows of a dataset. */
export interface RowExpiration {
  /** Expiration of rows. */
  rowExpiration: {
    /** Age at which AEP deletes an event, as a period of ISO 8601; `null` if events never expire. */
    ttlValue: string | null;
  };
}

/** Extensions of a dataset with an expiration of rows. */
export interface DatasetExtensions {
  /** Expiration of events in the data lake. */
  adobe_lakeHouse?: RowExpiration;
  /** Expiration of events in the profile store. */
  adobe_unifiedProfile?: RowExpiration;
}

/** @internal Compile-time check of the arguments. */
export type DatasetArgsShape = Expect<SameShape<DatasetArgs, typeof datasetInputs>>;

/**
 * A dataset: stores data in the data lake. Its Pulumi id is the id of the API, 24 hex digits.
 * (Guide "Create a connection using the Flow Service API", "Create a target dataset".)
 *
 * A dataset that holds data is not deleted or replaced, unless `forceDestroy` is in the state. For a replacement, the
 * preview already reports the error. For a removal, only the delete itself does, after the resources that use the dataset
 * have been deleted, because the engine does not ask the provider before. Set the option `protect: true`: the engine then
 * refuses before anything is deleted.
 *
 * @example
 * const dataset = new aep.Dataset(
 *   "orders",
 *   { name: "ACME orders", schemaRef: { id: schema.id } },
 *   { protect: true },
 * );
 */
export class Dataset extends Resource {
  /** Type of the resource in a Pulumi state. Policies select resources by it. */
  public static readonly __pulumiType: string = tokenOf("dataset");

  /** Name of the dataset. */
  declare public readonly name: pulumi.Output<string>;
  /** Description of the dataset. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Schema of the data. Without `contentType` if the dataset was read by `get`. */
  declare public readonly schemaRef: pulumi.Output<{
    /** `$id` of the schema. */
    id: string;
    /** Media type that includes the version. */
    contentType?: string;
  }>;
  /** Tags that are set by the program, also by `profile`. */
  declare public readonly tags: pulumi.Output<Record<string, string[]>>;
  /** Participation in Real-Time Customer Profile as the program declares it. */
  declare public readonly profile: pulumi.Output<DatasetProfile | undefined>;
  /** Storage of the files. */
  declare public readonly fileDescription: pulumi.Output<JsonObject | undefined>;
  /** Whether diagnostics of failed records are stored. */
  declare public readonly enableErrorDiagnostics: pulumi.Output<boolean | undefined>;
  /** Expiration of rows: that of the program, or all if the dataset was read by `get`. */
  declare public readonly extensions: pulumi.Output<DatasetExtensions | undefined>;
  /** Whether the dataset may be deleted or replaced while it holds data. */
  declare public readonly forceDestroy: pulumi.Output<boolean | undefined>;

  /**
   * Declares a dataset, which `pulumi up` creates.
   *
   * @param name - Name of the resource in the program, unique for its type in a stack
   * @param args - Arguments of the dataset
   * @param opts - Options of Pulumi, such as `dependsOn` and `protect`
   */
  constructor(name: string, args: DatasetArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("dataset", name, args, opts));
  }

  /** Reads an existing dataset by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): Dataset {
    const { args, opts } = existing(id, options);
    return new Dataset(name, args as DatasetArgs, opts);
  }

  /** Whether an object is a dataset, also one of another copy of this package. */
  static isInstance(object: unknown): object is Dataset {
    return hasType(object, Dataset.__pulumiType);
  }
}

/** @internal Compile-time check of the outputs. */
export type DatasetOutputs = Expect<DeclaresOutputs<Dataset, "dataset">>;
