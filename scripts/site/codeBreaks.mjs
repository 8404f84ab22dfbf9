// Where the browser may break code in running text and in tables.
import { escaped } from "./escaped.mjs";

/** Code of this length fits on every screen, even in a table. */
const whole = 16;

/**
 * Code as HTML. Short words are never broken, so that `--to` does not become `--` and `to`; long ones are broken between
 * the parts of a name or a path first.
 *
 * @param {string} code
 */
export function breakable(code) {
  return code
    .split(/(\s+)/)
    .map((word) => {
      if (word.length <= whole) {
        return word.includes("-") ? `<span class="whole">${escaped(word)}</span>` : escaped(word);
      }
      return word
        .split(/(?<=[/.:_,=|\])<(])(?=[^/.:_,=|\])<(])|(?<=[a-z])(?=[A-Z])/)
        .map(escaped)
        .join("<wbr>");
    })
    .join("");
}
