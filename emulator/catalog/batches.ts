import { randomBytes } from "node:crypto";
import type { Emulator } from "../core/emulator";
import type { Stored } from "../core/store";
import { changeDataSet } from "./dataSets";

/**
 * Gives a dataset its last batch.
 *
 * @param status - the status of the batch.
 * @param id - its id; by default a new one.
 */
export function setLastBatch(
  emulator: Emulator,
  dataSet: Stored,
  status: string,
  id: string = randomBytes(13).toString("hex").toUpperCase(),
): void {
  changeDataSet(emulator, dataSet, { ...dataSet.entity, lastBatchId: id, lastBatchStatus: status });
}
