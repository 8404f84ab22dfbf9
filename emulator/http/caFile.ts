import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A file with the certificate of a CA. */
export interface CaFile {
  readonly path: string;
  /** Removes a temporary file; a file with a given path stays. */
  remove(): void;
}

/**
 * Writes a CA's certificate to the file that clients read.
 *
 * @param given - the path; without it, a temporary file is created.
 */
export function writeCaFile(pem: string, given?: string): CaFile {
  const path = given ?? join(mkdtempSync(join(tmpdir(), "emulator-ca-")), "ca.pem");
  writeFileSync(path, pem);
  return {
    path,
    remove() {
      if (given === undefined) {
        rmSync(dirname(path), { recursive: true, force: true });
      }
    },
  };
}
