// Plots of the published figures, as SVG for docs/performance.md.
import { forms, grouped, legend, line, mark, picture, rounded, stroke, text, width } from "./svg.mjs";

/**
 * The figures of docs/performance.md; a test compares them with the tables of the page.
 *
 * @typedef {object} Published
 * @property {Time[]} times
 * @property {{ resources: number, step: string, terraformSeconds: number, seconds: number }[]} terraform
 * @property {{ resources: number, megabytes: number, bareMegabytes: number }[]} memory - peak of the host
 */
/**
 * `ratio` is to the bare resource; `least` and `most` if it was measured more than once.
 *
 * @typedef {{ resources: number, step: string, seconds: number, bareSeconds: number, ratio: number, least?: number, most?: number }} Time
 */

/** Where values begin and end, in pixels from the left. */
const left = 60;
const right = width - 50;

/**
 * All plots, by the names of their files.
 *
 * @param {Published} published
 * @returns {Map<string, string>}
 */
export function plots({ times, terraform, memory }) {
  return new Map([
    ["times.svg", ratioPlot(times)],
    ["terraform.svg", terraformPlot(terraform)],
    ["memory.svg", memoryPlot(memory)],
  ]);
}

/** @param {readonly Time[]} times */
function ratioPlot(times) {
  const values = times.flatMap(({ ratio, least = ratio, most = ratio }) => [least, most]);
  const x = scale(Math.min(...values), Math.max(...values));
  const { height, body } = rows(times, ({ ratio, least = ratio, most = ratio }, y) => [
    stroke([x(least), y], [x(most), y], "ours"),
    mark(x(ratio), y, "ours"),
    text(width, y + 4, ratio.toFixed(2), { anchor: "end" }),
  ]);
  return picture({
    title: "Time of each step as a multiple of the bare resource",
    description: `The ratio is between ${Math.min(...values).toFixed(2)} and ${Math.max(...values).toFixed(2)}; the table beside this picture has all values.`,
    height,
    body: [
      stroke([x(1), line], [x(1), height], "reference"),
      text(x(1), 12, "1 = bare resource", { anchor: "middle", form: "quiet" }),
      ...body,
    ],
  });
}

/** @param {Published["terraform"]} terraform */
function terraformPlot(terraform) {
  const longest = Math.max(...terraform.flatMap((row) => [row.terraformSeconds, row.seconds]));
  const x = scale(0, longest, width - 100);
  const { height, body } = rows(terraform, ({ terraformSeconds, seconds }, y) => [
    stroke([x(0), y], [x(Math.max(terraformSeconds, seconds)), y], "axis"),
    mark(x(seconds), y, "ours"),
    mark(x(terraformSeconds), y, "other"),
    text(width, y + 4, `${seconds.toFixed(1)} / ${terraformSeconds.toFixed(1)} s`, { anchor: "end" }),
  ]);
  return picture({
    title: "Seconds of each step, compared with Terraform and a generic REST provider",
    description: "Two values for each step and number of resources; the table beside this picture has them.",
    height,
    body: [...legend(["this provider", "Terraform"]), ...body],
  });
}

/** @param {Published["memory"]} memory */
function memoryPlot(memory) {
  const [top, bottom] = [2 * line, 200];
  const most = Math.max(...memory.flatMap(({ megabytes, bareMegabytes }) => [megabytes, bareMegabytes]));
  const x = scale(0, Math.max(...memory.map(({ resources }) => resources)));
  const y = (/** @type {number} */ value) => bottom - (value / most) * (bottom - top);
  const marks = [0, 100, 200, 300].filter((value) => value <= most);
  const lines = forms.flatMap((form) => {
    const points = memory.map(
      ({ resources, megabytes, bareMegabytes }) =>
        /** @type {const} */ ([x(resources), y(form === "ours" ? megabytes : bareMegabytes)]),
    );
    const last = memory.at(-1);
    const shown = form === "ours" ? last?.megabytes : last?.bareMegabytes;
    return [
      `<polyline class="${form}" points="${points.map((point) => point.map(rounded).join(",")).join(" ")}"/>`,
      ...points.map(([px, py]) => mark(px, py, form)),
      text(right + 10, y(shown ?? 0) + 4, `${shown}`, { form }),
    ];
  });
  return picture({
    title: "Peak memory of the provider host in MB, by number of resources",
    description: "That of this provider stays the same; that of the bare resource grows.",
    height: bottom + 2 * line,
    body: [
      ...legend(["this provider", "bare resource"]),
      ...marks.flatMap((value) => [
        stroke([left, y(value)], [right, y(value)], "axis"),
        text(left - 8, y(value) + 4, value === 0 ? "0 MB" : `${value}`, { anchor: "end", form: "quiet" }),
      ]),
      ...memory.map(({ resources }) =>
        text(x(resources), bottom + line, grouped(resources), { anchor: "middle", form: "quiet" }),
      ),
      text((left + right) / 2, bottom + 2 * line - 4, "resources", { anchor: "middle", form: "quiet" }),
      ...lines,
    ],
  });
}

/**
 * A row for each measurement, below the name of its step.
 *
 * @template {{ step: string, resources: number }} Row
 * @param {readonly Row[]} measurements
 * @param {(row: Row, y: number) => readonly string[]} content - the elements of a row
 */
function rows(measurements, content) {
  let y = line;
  const body = [...new Set(measurements.map(({ step }) => step))].flatMap((step) => {
    y += line + 4;
    const name = text(2, y, step);
    const elements = measurements
      .filter((row) => row.step === step)
      .flatMap((row) => {
        y += line;
        return [
          text(left - 14, y, grouped(row.resources), { anchor: "end", form: "quiet" }),
          ...content(row, y - 4),
        ];
      });
    return [name, ...elements];
  });
  return { height: y + 6, body };
}

/**
 * Places values on a line.
 *
 * @param {number} least
 * @param {number} most
 * @param {number} [end] - place of `most`
 */
function scale(least, most, end = right) {
  return (/** @type {number} */ value) => left + ((value - least) / (most - least)) * (end - left);
}
