// TSDoc comments as Markdown.

/** @typedef {import("typedoc").CommentDisplayPart} Part */

/**
 * The text of a comment, in paragraphs.
 *
 * @param {import("typedoc").Comment | undefined} comment
 */
export function textOf(comment) {
  return comment === undefined ? "" : joined(comment.summary);
}

/**
 * The text of a block tag of a comment, such as `@returns` and `@throws`; empty if it has none.
 *
 * @param {import("typedoc").Comment | undefined} comment
 * @param {`@${string}`} tag
 */
export function tagOf(comment, tag) {
  return (comment?.blockTags ?? [])
    .filter((block) => block.tag === tag)
    .map((block) => joined(block.content));
}

/**
 * The code of the first example of a comment.
 *
 * @param {import("typedoc").Comment | undefined} comment
 */
export function exampleOf(comment) {
  return examplesOf(comment)[0];
}

/**
 * The code of all examples of a comment.
 *
 * @param {import("typedoc").Comment | undefined} comment
 */
export function examplesOf(comment) {
  return tagOf(comment, "@example").map((example) => example.replace(/^```\w*\n/, "").replace(/\n```$/, ""));
}

/**
 * The first sentence of a text.
 *
 * @param {string} text
 */
export function firstSentence(text) {
  const [paragraph = ""] = text.split("\n\n");
  const [, sentence = paragraph] = /^(.*?[.:])(?:\s+[A-Z(]|$)/s.exec(paragraph) ?? [];
  return sentence.replace(/:$/, ".");
}

/** @param {readonly Part[]} parts */
function joined(parts) {
  const text = parts.map(partText).join("");
  // Lines of a comment are wrapped for the source; the page has paragraphs.
  return text
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph.startsWith("```") || /^[-|]/m.test(paragraph) ? paragraph : oneLine(paragraph),
    )
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** @param {string} text */
function oneLine(text) {
  return text.replaceAll(/\s*\n\s*/g, " ").trim();
}

/** @param {Part} part */
function partText(part) {
  return part.kind === "inline-tag" ? `\`${part.text}\`` : part.text;
}
