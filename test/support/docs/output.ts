/** Words that differ from run to run, and what takes their place in a comparison. */
const changing: readonly [pattern: RegExp, replacement: string][] = [
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "ID"],
  [/\b[0-9a-f]{32}\b|\b[0-9a-f]{24}\b/g, "ID"],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME"],
  [/\(\d+(?:\.\d+)?s\)/g, "(DURATION)"],
];

const omission = "…";

/** Pulumi's sign of life, which comes at its own times between other lines: the slower the machine, the more often. */
const progress = /^@ \w[\w ]*\.+$/;

/** The lines of an output without what differs from run to run and without spaces at their ends. */
function comparable(text: string): string[] {
  const steady = changing.reduce((rest, [pattern, word]) => rest.replaceAll(pattern, word), text);
  return steady
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => !progress.test(line));
}

/**
 * Compares what a page shows with what its commands printed. A page shows some lines in their order; a line with `…` alone
 * stands for any lines, and `…` at the end of a line for the rest of it.
 *
 * @returns the first adjacent lines that the output does not have at their place; undefined if the output is as shown.
 */
export function firstDifference(shown: string, output: string): string | undefined {
  const lines = comparable(output);
  let from = 0;
  for (const part of partsOf(comparable(shown))) {
    const matching = (start: number) =>
      part.findIndex((line, at) => !isShownAs(line, lines[start + at] ?? "\n")) < 0;
    const start = lines.findIndex((_, at) => at >= from && matching(at));
    if (start < 0) {
      return part.join("\n");
    }
    from = start + part.length;
  }
  return undefined;
}

/** The adjacent lines between omissions. */
function partsOf(lines: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line === omission) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(line);
    }
  }
  return parts.filter((part) => part.length > 0);
}

function isShownAs(shown: string, line: string): boolean {
  return shown.endsWith(omission) ? line.startsWith(shown.slice(0, -omission.length)) : line === shown;
}
