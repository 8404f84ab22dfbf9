import type { JsonObject } from "../json";
import { call, type InvokeOptions, notFound, outputForm, type SandboxOption } from "./call";

/** A dataset as returned by Catalog. */
export interface DatasetResult {
  /** Id of the dataset. */
  id: string;
  /** Name of the dataset. */
  name: string;
  /** Description of the dataset. */
  description?: string;
  /** Schema of the data. */
  schemaRef: {
    /** `$id` of the schema. */
    id: string;
    /** Media type that includes the version. */
    contentType: string;
  };
  /** Tags, including those that the service added. */
  tags?: Record<string, string[]>;
  /** Extensions: expirations of rows, and members that the service adds, such as metrics. */
  extensions?: JsonObject;
  /** Id of the last batch of data, if there is one. */
  lastBatchId?: string;
}

/** Arguments of {@link getDataset}. */
export interface GetDatasetArgs extends SandboxOption {
  /** Id of the dataset, 24 hex digits. */
  id: string;
}

/**
 * Reads a dataset. It fails if there is no such dataset in the sandbox.
 *
 * @example const { lastBatchId } = await aep.getDataset({ id: dataSetId });
 */
export function getDataset(args: GetDatasetArgs, opts?: InvokeOptions): Promise<DatasetResult> {
  return call("getDataset", args, opts, async (services) => {
    const dataset = await services.catalog.get(args.id);
    if (dataset === undefined) {
      throw notFound("dataset", args.id, services);
    }
    return dataset as object as DatasetResult;
  });
}

/** {@link getDataset} with outputs as arguments and as result. */
export const getDatasetOutput = outputForm(getDataset);
