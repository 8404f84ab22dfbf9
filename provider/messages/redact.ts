/** Shorter texts are too common: taking them out would tear messages apart and hide nothing. */
const shortest = 4;

/** Takes secret texts out of a message, as they are and as they look inside JSON, a URL or a form. */
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
  // Longest first, so that a secret inside another one does not leave the rest of it standing.
  for (const form of [...forms].sort((left, right) => right.length - left.length)) {
    text = text.replaceAll(form, "[secret]");
  }
  return text;
}

/** Shorter parts of a secret are names and numbers that stand in any message. */
const shortestPart = 8;

// Services quote a part of a connection string or of an address with a signature as readily as the whole.
function partsOf(secret: string): string[] {
  return secret
    .split(/[;&?\n]/)
    .flatMap((piece) => [piece, piece.slice(piece.indexOf("=") + 1)])
    .filter((part) => part.length >= shortestPart);
}
