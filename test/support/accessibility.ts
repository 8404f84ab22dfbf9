import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const axeFile = createRequire(__filename).resolve("axe-core/axe.min.js");

/** How many pixels a page is wider than the screen. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  ) as Promise<number>;
}

/** What axe reports about a page as serious or critical, one line for each element. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // Evaluated, because the console's policy allows no script of others in the page.
  await page.evaluate(await readFile(axeFile, "utf8"));
  const { violations, passes } = (await page.evaluate("axe.run()")) as AxeResults;
  expect(passes.length).toBeGreaterThan(10);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`));
}
