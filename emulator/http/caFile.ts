import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A written CA. */
export interface CaFile {
  readonly path: string;
  /** Takes a temporary file away again; one whose place was given stays. */
  remove(): void;
}

/**
 * Writes a CA to where clients read it.
 *
 * @param given - the place; without it a temporary file is made.
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
