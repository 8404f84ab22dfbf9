/** Maximum number of characters of one line of a message. The engine's connection breaks at some megabytes. */
const maxLine = 4_096;

/** Maximum number of lines that list facts. */
const maxLines = 100;

/**
 * A text of limited length. It is cut at a delimiter: secrets are removed from the message later, and half a secret
 * would not be recognised.
 */
export function shortened(text: string, limit = maxLine): string {
  if (text.length <= limit) {
    return text;
  }
  const kept = text.slice(0, limit);
  const end = Math.max(...[" ", "\n", "\t", '"', ";", "&"].map((delimiter) => kept.lastIndexOf(delimiter)));
  return `${kept.slice(0, Math.max(0, end))} … (${text.length} characters in all)`;
}

/** Lines of limited number and length. */
export function shortenedLines(lines: readonly string[]): string[] {
  const shown = lines.slice(0, maxLines).map((line) => shortened(line));
  return lines.length > maxLines ? [...shown, `… and ${lines.length - maxLines} more`] : shown;
}
