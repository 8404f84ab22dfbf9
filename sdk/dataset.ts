import type * as pulumi from "@pulumi/pulumi";
import type { datasetInputs } from "../provider/resources/dataset";
import type { Expect, SameShape } from "./argumentShape";
import { existing, type GetOptions } from "./get";
import type { JsonObject, JsonObjectInput } from "./json";
import { type DeclaresOutputs, provided, Resource, type SandboxArgs } from "./resource";

/** Refers to a schema. */
export interface SchemaRefArgs {
  /** `$id` of the schema: give it `schema.id`. */
  id: pulumi.Input<string>;
  /** Media type with the version. Default: `application/vnd.adobe.xed-full+json;version=1`. */
  contentType?: pulumi.Input<string>;
}

/** Arguments of {@link Dataset}. */
export interface DatasetArgs extends SandboxArgs {
  /** Name of the dataset. Changed in place. */
  name: pulumi.Input<string>;
  /** What the dataset is for. Changed in place. */
  description?: pulumi.Input<string>;
  /** Schema of the data. Changing it replaces, new before old; see `forceDestroy`. */
  schemaRef: pulumi.Input<SchemaRefArgs>;
  /**
   * Tags by name, such as `unifiedProfile: ["enabled:true"]` and `unifiedIdentity: ["enabled:true"]`, which switch
   * profile and identity on. Changed in place, each by itself: tags that the service adds are left alone.
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<pulumi.Input<string>[]>>>;
  /** How files are kept: `persisted`, `containerFormat`, `format`. Changed in place. */
  fileDescription?: pulumi.Input<JsonObjectInput>;
  /** Whether diagnostics of failed records are kept. Changed in place. */
  enableErrorDiagnostics?: pulumi.Input<boolean>;
  /**
   * Whether a dataset that holds data may be deleted or replaced. Default: false. It has to be in state by then: set it,
   * run `pulumi up`, and only then delete or replace. Changing it makes no request.
   */
  forceDestroy?: pulumi.Input<boolean>;
}

/** Compile-time check of the arguments. */
export type DatasetArgsShape = Expect<SameShape<DatasetArgs, typeof datasetInputs>>;

/**
 * A dataset: where data are kept in the data lake. Its Pulumi id is the 24 hex digits of the API.
 * (Guide "Create a connection using the Flow Service API", "Create a target dataset".)
 *
 * Deleting or replacing a dataset that holds data is refused, in preview already, unless `forceDestroy` is in state.
 *
 * @example
 * const dataset = new aep.Dataset("orders", {
 *   name: "ACME orders",
 *   schemaRef: { id: schema.id },
 * });
 */
export class Dataset extends Resource {
  /** Name of the dataset. */
  declare public readonly name: pulumi.Output<string>;
  /** What the dataset is for. */
  declare public readonly description: pulumi.Output<string | undefined>;
  /** Schema of the data. A dataset that was got by its id has no `contentType` here. */
  declare public readonly schemaRef: pulumi.Output<{ id: string; contentType?: string }>;
  /** Tags that the program set. */
  declare public readonly tags: pulumi.Output<Record<string, string[]>>;
  /** How files are kept. */
  declare public readonly fileDescription: pulumi.Output<JsonObject | undefined>;
  /** Whether diagnostics of failed records are kept. */
  declare public readonly enableErrorDiagnostics: pulumi.Output<boolean | undefined>;
  /** Whether the dataset may be deleted while it holds data. */
  declare public readonly forceDestroy: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: DatasetArgs, opts?: pulumi.CustomResourceOptions) {
    super(...provided("dataset", name, args, opts));
  }

  /** Gets a dataset that exists already, by its id, to use it without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: GetOptions): Dataset {
    const { args, opts } = existing(id, options);
    return new Dataset(name, args as DatasetArgs, opts);
  }
}

/** Compile-time check of the outputs. */
export type DatasetOutputs = Expect<DeclaresOutputs<Dataset, "dataset">>;
