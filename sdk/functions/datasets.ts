import { call, notFound, outputForm, type SandboxOption } from "./call";

/** A dataset as Catalog shows it. */
export interface DatasetResult {
  /** Id of the dataset. */
  id: string;
  /** Name of the dataset. */
  name: string;
  /** What the dataset is for. */
  description?: string;
  /** Schema of the data. */
  schemaRef: { id: string; contentType: string };
  /** Tags, those that the service added included. */
  tags?: Record<string, string[]>;
  /** Id of the last batch of data, if there was one. */
  lastBatchId?: string;
}

/** Arguments of {@link getDataset}. */
export interface GetDatasetArgs extends SandboxOption {
  /** Id of the dataset, 24 hex digits. */
  id: string;
}

/**
 * Gets a dataset.
 *
 * @example const { lastBatchId } = await aep.getDataset({ id: dataSetId });
 */
export function getDataset(args: GetDatasetArgs): Promise<DatasetResult> {
  return call(args, async (services) => {
    const dataset = await services.catalog.get(args.id);
    if (dataset === undefined) {
      throw notFound("dataset", args.id, services);
    }
    return dataset as object as DatasetResult;
  });
}

/** {@link getDataset} with outputs for arguments. */
export const getDatasetOutput = outputForm(getDataset);
