import { shortened } from "./shortened";

/** Most characters of a quoted text: the line around it stays below the limit of a line. */
const maxText = 3_500;

/**
 * A text that a service, a user or a program has chosen, for use inside a message: on one line and in quotation marks,
 * so that it cannot be taken for words of this package.
 */
export function quotedText(text: string): string {
  return JSON.stringify(shortened(text, maxText));
}

/**
 * An id, code or status of a service inside a message: unchanged if it is one word of the characters that ids have,
 * otherwise quoted.
 */
export function wordOrQuoted(text: string): string {
  return /^[\w/][\w./:@+~%-]{0,999}$/.test(text) ? text : quotedText(text);
}

/** A text whose lines are indented except for the first one: only lines of this package begin at the left margin. */
export function withIndentedLines(text: string): string {
  return text.replaceAll(/\n(?! {2}|\r?\n|$)/g, "\n  ");
}
