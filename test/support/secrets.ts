/**
 * Parts of every secret that tests pass to the provider, the emulator or the engine, each long and unusual enough to
 * occur nowhere else. A test that needs another secret adds it here: the scan after each run searches only these.
 */
export const testSecrets: readonly string[] = [
  // The client secret, and the beginning of every token that the emulator issues.
  "emulator-secret",
  "emulator-azure-secret",
  "emulator-access-",
  "not-the-secret",
  "a-passphrase-for-tests",
  // The password of a proxy.
  "a-proxy-password",
  // Auth parameters.
  "a-key-for-tests",
  "test-signature",
  "a-password-for-tests",
  "a-newer-password",
  "a-token-for-tests",
  "a-newer-token",
  "not-a-real-key",
  "not-a-real-token",
  // Beginning of the signatures and keys of the emulator's landing zones.
  "emulator-sas-",
  // Every secret of the documented request bodies in test/corpus.
  "a-credential-of-the-corpus",
];

/** The secrets that a text contains: as they are, in a URL or a form, or in base64. */
export function secretsIn(text: string): string[] {
  return testSecrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
}

// Base64 of a part of a text depends on its offset modulo 3; the middle of each of the three forms is always the same.
function formsOf(secret: string): string[] {
  const inBase64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.from("x".repeat(before) + secret).toString("base64");
    return encoded.replace(/=+$/, "").slice(before === 0 ? 0 : 4, -2);
  });
  return [secret, encodeURIComponent(secret), ...inBase64];
}
