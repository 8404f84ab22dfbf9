/** A limit of AEP that configuration or runs can exceed. */
export interface Guardrail {
  readonly limit: number;
  /** What is counted, in the plural, for messages. */
  readonly unit: string;
  /** Whether AEP refuses what is beyond it; otherwise AEP only becomes slower. */
  readonly isEnforced: boolean;
  /** Page of Adobe's documentation with the limit. */
  readonly page: string;
}

const page = "https://experienceleague.adobe.com/en/docs/experience-platform/ingestion/guardrails";

/**
 * Runs a day of all enabled flows of a sandbox into datasets that are enabled for Profile: each run writes up to one
 * batch. A flow that runs every 15 minutes alone has 96.
 */
export const profileBatchesPerDay: Guardrail = { limit: 90, unit: "batches", isEnforced: false, page };

/** A limit of one run, and where the run shows its value. */
export interface RunGuardrail extends Guardrail {
  /** Dotted path of the value in a run. */
  readonly field: string;
  /** Factor between the unit and the value in the run. */
  readonly scale: number;
}

const files = { field: "metrics.fileSummary.inputFileCount", scale: 1, unit: "files" } as const;
const gigabyte = 1_073_741_824;
const gigabytes = { field: "metrics.sizeSummary.inputBytes", scale: gigabyte, unit: "GB" } as const;

/** Limits of the batch that one run of a batch source ingests. Of the limits of one value, the highest comes first. */
export const runGuardrails: readonly RunGuardrail[] = [
  { ...files, limit: 25_000, isEnforced: true, page },
  { ...files, limit: 10_000, isEnforced: false, page },
  { ...gigabytes, limit: 1_024, isEnforced: true, page },
  { ...gigabytes, limit: 100, isEnforced: false, page },
];
