import { repeats, steps } from "./measure.mjs";
import { checkpointsUpTo } from "./pulumi-stack.mjs";
import { exponent, median } from "./statistics.mjs";

/** @typedef {import("./measure.mjs").Measurement} Measurement */
/** @typedef {import("./measure.mjs").Step} Step */
/**
 * @typedef {{
 *   machine: { cores: number, memory: number, processor: string },
 *   versions: Record<string, string>,
 *   parallel: number,
 *   startUp: { aep: number[], bare: number[] },
 *   measurements: Measurement[],
 * }} Results
 */

/**
 * @param {Results} results
 * @param {string} subject
 * @param {number} size
 */
const of = (results, subject, size) =>
  results.measurements.filter((one) => one.subject === subject && one.size === size);

/** @param {Results} results */
const sizesOf = (results) =>
  [...new Set(results.measurements.map(({ size }) => size))].toSorted((left, right) => left - right);

/**
 * Compares a figure with that of the bare resource in each run.
 * @param {Results} results
 * @param {number} size
 * @param {string} step
 * @param {(step: Step) => number} [figure] time by default
 */
function ratios(results, size, step, figure = ({ seconds }) => seconds) {
  return of(results, "aep", size).flatMap(({ run, steps }) => {
    const bare = of(results, "bare", size).find((one) => one.run === run)?.steps[step];
    const ours = steps[step];
    return bare && ours ? [figure(ours) / figure(bare)] : [];
  });
}

/**
 * Median of a figure over all runs of a size.
 * @param {Results} results
 * @param {string} subject
 * @param {number} size
 * @param {(one: Measurement) => number | undefined} figure
 */
const middle = (results, subject, size, figure) =>
  median(of(results, subject, size).flatMap((one) => figure(one) ?? []));

/** @param {Step} step */
const hostSeconds = ({ host }) => host.cpu;

/**
 * The highest memory of a process in any step.
 * @param {"host" | "program"} role
 * @returns {(one: Measurement) => number}
 */
const peakOf =
  (role) =>
  ({ steps }) =>
    Math.max(...Object.values(steps).map((step) => step[role].peakMemory));

/** @param {Step} step */
const allSeconds = ({ engine, host, program }) => engine.cpu + host.cpu + program.cpu;

/** @param {number} value @param {number} [digits] */
const shown = (value, digits = 2) => (Number.isFinite(value) ? value.toFixed(digits) : "–");

/** @param {readonly number[]} values */
const withSpread = (values) =>
  values.length < 2
    ? shown(median(values))
    : `${shown(median(values))} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`;

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly (string | number)[])[]} rows
 */
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/**
 * A table with one row for each size and one column for each step.
 * @param {readonly number[]} sizes
 * @param {(size: number, step: string) => string} cell
 * @param {readonly (readonly (string | number)[])[]} [further] rows at the end
 */
const stepTable = (sizes, cell, further = []) =>
  table(
    ["resources", ...steps],
    [...sizes.map((size) => [size, ...steps.map((step) => cell(size, step))]), ...further],
  );

/**
 * The exponents by which a figure grows with the number of resources, one for each step.
 * @param {Results} results
 * @param {(step: Step) => number | undefined} figure
 */
function exponents(results, figure) {
  return steps.map((step) => {
    const points = sizesOf(results).map(
      (size) => /** @type {const} */ ([size, middle(results, "aep", size, ofStep(step, figure))]),
    );
    const found = exponent(points.filter(([, value]) => Number.isFinite(value)));
    return found === undefined ? "–" : shown(found);
  });
}

/**
 * @param {string} name
 * @param {(step: Step) => number | undefined} figure
 * @returns {(one: Measurement) => number | undefined}
 */
const ofStep =
  (name, figure) =>
  ({ steps }) =>
    steps[name] && figure(steps[name]);

/**
 * The medians of pulumi-aep and of the bare resource.
 * @param {Results} results
 * @param {number} size
 * @param {(one: Measurement) => number | undefined} figure
 * @param {number} digits
 */
const both = (results, size, figure, digits) =>
  ["aep", "bare"].map((subject) => shown(middle(results, subject, size, figure), digits)).join(" / ");

/** @param {Results} results */
export function markdown(results) {
  const { startUp } = results;
  const start = startUp.aep.map((value, index) => value / (startUp.bare[index] ?? Number.NaN));
  return [
    conditions(results),
    ...timeTables(results),
    ...costTables(results),
    ...terraformPart(results),
    `Provider host from its start to its first response: ${shown(median(startUp.aep), 0)} ms, ${withSpread(start)} times the bare one's.`,
    "",
  ].join("\n\n");
}

/** @param {Results} results */
function conditions(results) {
  const { machine, versions, parallel } = results;
  const list = [
    `${machine.cores} cores (${machine.processor}), ${machine.memory} GB`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
    `--parallel ${parallel}`,
    "every response delayed by 50 ms",
    `runs by size: ${sizesOf(results)
      .map((size) => `${size}: ${of(results, "aep", size).length}`)
      .join(", ")}`,
    Object.entries(repeats)
      .map(([step, count]) => `${step}: the median of ${count}`)
      .join(", "),
    `above ${checkpointsUpTo} resources, state is written at the end of a step only.`,
  ];
  return list.join("; ");
}

/** @param {Results} results */
function timeTables(results) {
  const sizes = sizesOf(results);
  return [
    "Time, as a multiple of the bare resource's in the same run (median, minimum–maximum):",
    stepTable(sizes, (size, step) => withSpread(ratios(results, size, step))),
    "Seconds, pulumi-aep / bare resource (median):",
    stepTable(sizes, (size, step) =>
      both(
        results,
        size,
        ofStep(step, ({ seconds }) => seconds),
        1,
      ),
    ),
  ];
}

/** @param {Results} results */
function costTables(results) {
  const sizes = sizesOf(results);
  /** @param {number} size @param {string} step @param {(step: Step) => number | undefined} figure */
  const own = (size, step, figure) => shown(middle(results, "aep", size, ofStep(step, figure)));
  /** @param {number} size @param {"host" | "program"} role */
  const memory = (size, role) => both(results, size, peakOf(role), 0);
  return [
    "Requests for each resource:",
    stepTable(sizes, (size, step) => own(size, step, ({ requests }) => requests / size), [
      ["exponent", ...exponents(results, ({ requests }) => requests)],
    ]),
    "CPU time of engine, host and program together, as a multiple of the bare resource's (median, minimum–maximum):",
    stepTable(sizes, (size, step) => withSpread(ratios(results, size, step, allSeconds))),
    "CPU time of the provider host, seconds:",
    stepTable(sizes, (size, step) => own(size, step, hostSeconds), [
      ["exponent", ...exponents(results, hostSeconds)],
    ]),
    "Peak memory over all steps (MB, pulumi-aep / bare resource), and bytes of state for each resource:",
    table(
      ["resources", "provider host", "program", "state"],
      sizes.map((size) => [
        size,
        memory(size, "host"),
        memory(size, "program"),
        both(results, size, ({ stateBytes }) => stateBytes / size, 0),
      ]),
    ),
  ];
}

/** @param {Results} results */
function terraformPart(results) {
  const sizes = sizesOf(results).filter((size) => of(results, "terraform", size).length > 0);
  if (sizes.length === 0) {
    return [];
  }
  /** @param {number} size @param {(one: Measurement) => number | undefined} figure @param {number} digits */
  const cell = (size, figure, digits) => shown(middle(results, "terraform", size, figure), digits);
  return [
    "Terraform with a generic REST provider: seconds, and requests for each resource; peak memory of that provider (MB), and bytes of state for each resource:",
    table(
      ["resources", ...steps, "provider", "state"],
      sizes.map((size) => [
        size,
        ...steps.map((step) =>
          [
            cell(size, ({ steps }) => steps[step]?.seconds, 1),
            cell(size, ({ steps }) => steps[step] && steps[step].requests / size, 2),
          ].join(", "),
        ),
        cell(size, peakOf("host"), 0),
        cell(size, ({ stateBytes }) => stateBytes / size, 0),
      ]),
    ),
  ];
}

/**
 * Draws the seconds of each step over the number of resources, both on a logarithmic scale.
 * @param {Results} results
 */
export function picture(results) {
  const sizes = sizesOf(results);
  const [width, height, edge] = [640, 400, 50];
  const colours = ["#0b5fa5", "#2e8b57", "#b8860b", "#8b3a8b", "#b22222"];
  const lines = steps.flatMap((step, index) =>
    ["aep", "bare"].map((subject) => ({
      label: subject === "aep" ? step : "",
      colour: colours[index] ?? "black",
      dash: subject === "aep" ? "" : ' stroke-dasharray="4 4"',
      points: sizes.map(
        (size) =>
          /** @type {const} */ ([size, middle(results, subject, size, (one) => one.steps[step]?.seconds)]),
      ),
    })),
  );
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
  /** @param {number} value @param {number} least @param {number} most */
  const place = (value, least, most) =>
    most === least ? 0.5 : (Math.log(value) - Math.log(least)) / (Math.log(most) - Math.log(least));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  /** @param {number} size */
  const x = (size) => Math.round(edge + place(size, sizes[0] ?? 1, sizes.at(-1) ?? 1) * (width - 190));
  /** @param {number} seconds */
  const y = (seconds) => Math.round(height - edge - place(seconds, least, most) * (height - 2 * edge));
  const marks = [0.1, 1, 10, 100, 1000].filter((mark) => mark >= least && mark <= most);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<text x="${edge}" y="24">seconds by number of resources; dashed: the bare resource</text>`,
    ...sizes.map((size) => `<text x="${x(size)}" y="${height - 24}" text-anchor="middle">${size}</text>`),
    ...marks.map(
      (mark) =>
        `<path d="M${edge} ${y(mark)}H${width - 140}" stroke="#ddd"/><text x="8" y="${y(mark) + 4}">${mark}</text>`,
    ),
    ...lines.map(
      ({ points, colour, dash }) =>
        `<path d="M${points.map(([size, value]) => `${x(size)} ${y(value)}`).join("L")}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
    ),
    ...lines
      .filter(({ label }) => label !== "")
      .map(
        ({ label, colour }, index) =>
          `<text x="${width - 130}" y="${80 + 20 * index}" fill="${colour}">${label}</text>`,
      ),
    "</svg>",
    "",
  ].join("\n");
}
