import { appendFileSync } from "node:fs";
import path from "node:path";

/** Environment variable with the folder whose files the scan for secrets reads. */
export const evidenceVariable = "PULUMI_AEP_TEST_EVIDENCE";

/**
 * Keeps a text for the scan that ends every test run: output of a process or of the engine, the log of a service, the message of
 * an error, or a state file.
 *
 * @param source - the source of the text, for the report of the scan.
 */
export function keepEvidence(source: string, text: string): void {
  const folder = process.env[evidenceVariable];
  if (folder === undefined || text === "") {
    return;
  }
  appendFileSync(path.join(folder, `${source.replaceAll(/[^\w.-]+/g, "-")}-${process.pid}.log`), `${text}\n`);
}
