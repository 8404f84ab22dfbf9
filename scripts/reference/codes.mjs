// Error codes that a regular expression of the provider matches, as readers search them.

/**
 * The beginnings of the codes that an expression matches: `FLOW-1416`, `FLOW-1420`.
 *
 * @param {RegExp} expression - of letters, digits, dashes, alternatives, sets of digits and optional groups
 * @returns {readonly string[]}
 */
export function codesOf({ source }) {
  const plain = source.replaceAll(/[$^]/g, "");
  return alternatives(plain)
    .flatMap(expanded)
    .map((code) => code.replace(/-$/, ""));
}

/**
 * What stands between the `|` outside of groups.
 *
 * @param {string} source
 */
function alternatives(source) {
  return source.split(/\|(?![^(]*\))/);
}

/**
 * @param {string} source
 * @returns {string[]}
 */
function expanded(source) {
  const group = /\(([^()]*)\)(\?)?/.exec(source);
  if (group !== null) {
    const [whole, inner = "", optional] = group;
    const choices = [...(optional === undefined ? [] : [""]), ...inner.split("|")];
    return choices.flatMap((choice) => expanded(source.replace(whole, choice)));
  }
  return withDigits(source);
}

/**
 * @param {string} source
 * @returns {string[]}
 */
function withDigits(source) {
  const set = /\[([^\]]*)\]/.exec(source);
  if (set !== null) {
    const [whole, inner = ""] = set;
    return digitsIn(inner).flatMap((digit) => withDigits(source.replace(whole, digit)));
  }
  if (!/^[\w-]+$/.test(source)) {
    throw new Error(`${source} is no code: extend codesOf.`);
  }
  return [source];
}

/** @param {string} set - such as `678` or `0-7` */
function digitsIn(set) {
  const [, from, to] = /^(\d)-(\d)$/.exec(set) ?? [];
  return from === undefined
    ? [...set]
    : Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => String(Number(from) + index));
}
