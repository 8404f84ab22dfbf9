import type { GraphNode } from "../graph";

/** Longest title in a drawing, in characters. */
const longest = 60;

/** A text for a drawing: a longer one is cut off, between characters as a reader sees them. */
export function shortened(text: string, limit = longest): string {
  // Segments are slow, and most texts are short.
  if (text.length <= limit) {
    return text;
  }
  const kept: string[] = [];
  let length = 0;
  for (const { segment } of segmenter.segment(text.slice(0, limit * 4))) {
    length += segment.length;
    if (length > limit - 1) {
      return `${kept.join("")}…`;
    }
    kept.push(segment);
  }
  return text;
}

const segmenter = new Intl.Segmenter("en");

/** The first line of a node in a drawing: "flow · enabled". */
export function captionOf({ noun, details, isOutside }: GraphNode): string {
  return [noun, ...details, ...(isOutside ? ["outside"] : [])].map((text) => shortened(text)).join(" · ");
}
