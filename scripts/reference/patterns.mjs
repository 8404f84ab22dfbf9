// Patterns of error codes and messages as the texts that they match, as readers search them.

/**
 * The beginnings of the codes that a pattern matches: `FLOW-1416`, `FLOW-1420`.
 *
 * @param {RegExp} pattern - of codes, as `textsOfPattern` reads it
 * @returns {readonly string[]}
 */
export function codesOf({ source }) {
  return textsOfPattern(source).map((text) => text.replace(/-?…?$/, ""));
}

/**
 * The texts that a pattern matches; of words, only the shortest form. The patterns of the advice table consist of letters,
 * classes of digits, groups, alternatives and optional parts.
 *
 * @param {string} source - of a regular expression
 * @returns {string[]} each with `…` where the pattern leaves out the rest
 * @throws Error for a pattern with anything else
 */
export function textsOfPattern(source) {
  const isWord = source.startsWith("\\b");
  return alternatives(source.replaceAll("\\b", "")).flatMap((part) => {
    const ends = isWord || part.endsWith("$");
    return expanded(part.replace(/^\^/, "").replace(/\$$/, ""), isWord).map((text) =>
      ends ? text : `${text}…`,
    );
  });
}

/**
 * Splits a pattern at the `|` outside of groups.
 *
 * @param {string} source
 */
function alternatives(source) {
  let depth = 0;
  const parts = [""];
  for (const character of source) {
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    if (character === "|" && depth === 0) {
      parts.push("");
    } else {
      parts.push(`${parts.pop()}${character}`);
    }
  }
  return parts;
}

/**
 * @param {string} source - one alternative
 * @param {boolean} isShortest - whether optional groups are left out
 * @returns {string[]}
 */
function expanded(source, isShortest) {
  const groups =
    /^(?<before>[^([]*?)(?:\((?:\?:)?(?<group>(?:[^()]|\([^()]*\))*)\)|\[(?<digits>[^\]]+)\])(?<optional>\??)(?<after>.*)$/;
  const found = groups.exec(source)?.groups;
  if (found === undefined) {
    const text = source.replaceAll(/\w\?/g, "");
    if (!/^[\w -]*$/.test(text)) {
      throw new Error(`The pattern ${source} has no text. To list it, extend codesOf and textsOfPattern.`);
    }
    return [text];
  }
  const { before = "", group, digits, optional, after = "" } = found;
  const all =
    group === undefined
      ? members(digits ?? "")
      : alternatives(group).flatMap((part) => expanded(part, isShortest));
  const inside = [...(optional === "?" ? [""] : []), ...(optional === "?" && isShortest ? [] : all)];
  const [starts, ends] = [expanded(before, isShortest), expanded(after, isShortest)];
  return starts.flatMap((start) => inside.flatMap((middle) => ends.map((end) => `${start}${middle}${end}`)));
}

/**
 * The members of a class of digits: `[03]`, `[0-7]`.
 *
 * @param {string} digits
 */
function members(digits) {
  const [, from, to] = /^(\d)-(\d)$/.exec(digits) ?? [];
  return from === undefined
    ? [...digits]
    : Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => String(Number(from) + index));
}
