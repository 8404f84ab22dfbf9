/** Shorter texts are too common: replacing them would make messages unreadable and hide nothing. */
const shortest = 4;

/** Replaces secret texts in a message, also in the form they have inside JSON, a URL or a form body. */
export function redact(message: string, secrets: Iterable<string>): string {
  let text = message;
  const forms = new Set(
    [...secrets]
      .flatMap((secret) => [secret, ...partsOf(secret)])
      .filter((secret) => secret.length >= shortest)
      .flatMap((secret) => [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret.toWellFormed()),
        new URLSearchParams({ "": secret }).toString().slice(1),
      ]),
  );
  // Longest first, so that a secret inside another one does not leave the rest of the longer one.
  for (const form of [...forms].sort((left, right) => right.length - left.length)) {
    text = text.replaceAll(form, "[secret]");
  }
  return text;
}

/** Shorter parts of a secret are names and numbers that occur in any message. */
const shortestPart = 8;

// Services also quote parts of a connection string or of a signed address.
function partsOf(secret: string): string[] {
  return secret
    .split(/[;&?\n]/)
    .flatMap((piece) => [piece, piece.slice(piece.indexOf("=") + 1)])
    .filter((part) => part.length >= shortestPart);
}
