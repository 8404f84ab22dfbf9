import { withInvisibleEscaped } from "../../../provider/cliApi";

/** A text as code in Markdown, on one line, between more backticks than it contains. Nothing in it is markup. */
export function inCode(text: string): string {
  const line = withInvisibleEscaped(text);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** A text in Markdown: as code if a character of it could be markup, an address or HTML, otherwise unchanged. */
export function inText(text: string): string {
  return /[^\p{L}\p{N} .,:;()'-]|www\.|^\s|\s$|^$/iu.test(text) ? inCode(text) : text;
}
