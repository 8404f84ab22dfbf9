// Where the browser may break long names.
import { escaped } from "./escaped.mjs";

/** A word of this length fits on every screen, even in a table. */
const whole = 16;

/**
 * Code as HTML. Short words are never broken, so that `--to` does not become `--` and `to`.
 *
 * @param {string} code
 */
export function breakable(code) {
  return wordsOf(code, (word) =>
    word.includes("-") ? `<span class="whole">${escaped(word)}</span>` : escaped(word),
  );
}

/**
 * Text as HTML. It may contain names too.
 *
 * @param {string} text
 */
export function breakableText(text) {
  return wordsOf(text, escaped);
}

/**
 * Long words are broken between the parts of a name or a path first.
 *
 * @param {string} text
 * @param {(word: string) => string} short - a short word as HTML
 */
function wordsOf(text, short) {
  return text
    .split(/(\s+)/)
    .map((word) =>
      word.length <= whole
        ? short(word)
        : word
            .split(/(?<=[/.:_,=|\])<(])(?=[^/.:_,=|\])<(])|(?<=[a-z])(?=[A-Z])/)
            .map(escaped)
            .join("<wbr>"),
    )
    .join("");
}
