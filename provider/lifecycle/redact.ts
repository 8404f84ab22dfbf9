/** Shorter texts are too common: taking them out would tear messages apart and hide nothing. */
const shortest = 4;

/** Takes secret texts out of a message, as they are and as they look inside JSON, a URL or a form. */
export function redact(message: string, secrets: Iterable<string>): string {
  let text = message;
  const forms = new Set(
    [...secrets]
      .filter((secret) => secret.length >= shortest)
      .flatMap((secret) => [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret.toWellFormed()),
        new URLSearchParams({ "": secret }).toString().slice(1),
      ]),
  );
  // Longest first, so that a secret inside another one does not leave the rest of it standing.
  for (const form of [...forms].sort((left, right) => right.length - left.length)) {
    text = text.replaceAll(form, "[secret]");
  }
  return text;
}
