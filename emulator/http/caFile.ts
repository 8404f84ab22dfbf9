import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { hasCode } from "../core/stateFile/files";
import { authorityName } from "./certificate";

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
 * @throws Error if the path is that of anything but the certificate of an earlier emulator.
 */
export function writeCaFile(pem: string, given?: string): CaFile {
  const path = given ?? join(mkdtempSync(join(tmpdir(), "emulator-ca-")), "ca.pem");
  try {
    writeFileSync(path, pem, { flag: "wx" });
  } catch (error) {
    if (!hasCode(error, "EEXIST")) {
      throw error;
    }
    if (!isOwnCertificate(path)) {
      throw new Error(
        `the CA file ${path} already exists and is not a certificate of this emulator; delete it or give another path`,
      );
    }
    writeFileSync(path, pem);
  }
  return {
    path,
    remove() {
      if (given === undefined) {
        rmSync(dirname(path), { recursive: true, force: true });
      }
    },
  };
}

function isOwnCertificate(path: string): boolean {
  try {
    // Reading a pipe or a device could wait for ever.
    if (!statSync(path).isFile()) {
      return false;
    }
    const text = readFileSync(path, "utf8");
    // One certificate and nothing else: a bundle or a key after it would be lost.
    const single = /^-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/.test(text);
    return single && new X509Certificate(text).subject === authorityName;
  } catch {
    return false;
  }
}
