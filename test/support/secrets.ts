/**
 * Parts of every secret that tests hand to the provider, the emulator or the engine, each long and odd enough to stand
 * nowhere else. A test that needs another secret adds it here: the scan after each run looks for nothing else.
 */
export const testSecrets: readonly string[] = [
  // The client secret, and the beginning of every token that the emulator hands out.
  "emulator-secret",
  "emulator-azure-secret",
  "emulator-access-",
  "not-the-secret",
  "a-passphrase-for-tests",
  // Auth parameters.
  "a-key-for-tests",
  "test-signature",
  "a-password-for-tests",
  "a-newer-password",
  "a-token-for-tests",
  "a-newer-token",
  "not-a-real-key",
  "not-a-real-token",
];

/** The secrets that stand in a text: as they are, in a URL or a form, or in base64. */
export function secretsIn(text: string): string[] {
  return testSecrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
}

// Base64 of a text inside a longer one depends on where it begins; without its ends each of the three is the same.
function formsOf(secret: string): string[] {
  const inBase64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.from("x".repeat(before) + secret).toString("base64");
    return encoded.replace(/=+$/, "").slice(before === 0 ? 0 : 4, -2);
  });
  return [secret, encodeURIComponent(secret), ...inBase64];
}
