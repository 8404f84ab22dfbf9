import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { onTestFinished } from "vitest";

/** Trusts a CA until the end of the test, as a process does with NODE_EXTRA_CA_CERTS. */
export function trust(ca: string | undefined): void {
  const before = getCACertificates("default");
  setDefaultCACertificates(ca === undefined ? before : [...before, ca]);
  onTestFinished(() => setDefaultCACertificates(before));
}
