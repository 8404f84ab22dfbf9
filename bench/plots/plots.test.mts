import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkout } from "../../scripts/paths.mjs";
import { type Published, plots } from "./plots.mjs";
import { grouped } from "./svg.mjs";

const read = (file: string) => readFileSync(join(checkout, file), "utf8");
const page = read("docs/performance.md");
const published = JSON.parse(read("bench/plots/published.json")) as Published;

/** The first table below a text of the page: the cells of its head and of its rows. */
function tableBelow(text: string): { head: string[]; rows: string[][] } {
  const [, below = ""] = page.split(text);
  const lines = /^\|.*?(?=\n\n)/ms.exec(below)?.[0].split("\n") ?? [];
  const cells = lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
  return { head: cells[0] ?? [], rows: cells.slice(2) };
}

/** The cells of a table with a row for each number of resources and a column for each step. */
function cellsOf<Row extends { resources: number; step: string }>(
  rows: readonly Row[],
  cell: (row: Row) => string,
) {
  const steps = [...new Set(rows.map(({ step }) => step))];
  const sizes = [...new Set(rows.map(({ resources }) => resources))];
  return {
    head: ["resources", ...steps],
    rows: sizes.map((size) => [
      grouped(size),
      ...rows.filter(({ resources }) => resources === size).map((row) => cell(row)),
    ]),
  };
}

test("The table of times has the figures that are plotted.", () => {
  const expected = cellsOf(published.times, ({ seconds, bareSeconds, ratio, least, most }) => {
    const spread =
      least === undefined || most === undefined ? "" : ` (${least.toFixed(2)}–${most.toFixed(2)})`;
    return `${seconds.toFixed(1)} / ${bareSeconds.toFixed(1)}, ${ratio.toFixed(2)}${spread}`;
  });
  expect(tableBelow("## Times")).toEqual(expected);
});

test("The table of Terraform has the figures that are plotted.", () => {
  const expected = cellsOf(
    published.terraform,
    ({ terraformSeconds, seconds }) => `${terraformSeconds.toFixed(1)} / ${seconds.toFixed(1)}`,
  );
  expect(tableBelow("**Terraform** with")).toEqual(expected);
});

test("The table of memory has the figures that are plotted.", () => {
  expect(tableBelow("## Memory").rows).toEqual(
    published.memory.map(({ resources, megabytes, bareMegabytes }) => [
      grouped(resources),
      `${megabytes}`,
      `${bareMegabytes}`,
    ]),
  );
});

test("The plots of the page are up to date: node scripts/plots.mjs writes them.", () => {
  const drawn = plots(published);
  expect(drawn.size).toBe(3);
  for (const [file, svg] of drawn) {
    expect(read(`docs/plots/${file}`), file).toBe(svg);
    expect(page).toContain(`](plots/${file})`);
  }
});

test("A plot places a larger value further to the right, and has a mark for each value.", () => {
  const svg = plots(published).get("times.svg") ?? "";
  const places = [...svg.matchAll(/<circle [^>]*cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  const ratios = [...svg.matchAll(/text-anchor="end">([\d.]+)</g)].map(([, ratio]) => Number(ratio));
  expect(places).toHaveLength(published.times.length);
  expect(ratios.toSorted()).toEqual(published.times.map(({ ratio }) => ratio).toSorted());
  const byPlace = ratios.map((ratio, at) => ({ ratio, place: places[at] ?? 0 }));
  const sorted = byPlace.toSorted((one, other) => one.place - other.place).map(({ ratio }) => ratio);
  expect(sorted).toEqual(ratios.toSorted((one, other) => one - other));
});

test("A plot has a title and a description for screen readers, fits on a phone and follows light and dark.", () => {
  for (const svg of plots(published).values()) {
    expect(svg).toMatch(/<title id="title">[A-Z]/);
    expect(svg).toMatch(/<desc id="description">[A-Z]/);
    expect(Number(/ width="(\d+)"/.exec(svg)?.[1])).toBeLessThanOrEqual(368);
    expect(svg).toContain("prefers-color-scheme:dark");
  }
});
