import { appendFileSync } from "node:fs";
import path from "node:path";

/** Variable with the folder in which a test run gathers what the scan for secrets reads. */
export const evidenceVariable = "PULUMI_AEP_TEST_EVIDENCE";

/**
 * Keeps what a process printed, a service logged, the engine said, an error's message or a state file, for the scan
 * that ends every test run.
 *
 * @param source - what it is, for the scan's complaint.
 */
export function keepEvidence(source: string, text: string): void {
  const folder = process.env[evidenceVariable];
  if (folder === undefined || text === "") {
    return;
  }
  appendFileSync(path.join(folder, `${source.replaceAll(/[^\w.-]+/g, "-")}-${process.pid}.log`), `${text}\n`);
}
