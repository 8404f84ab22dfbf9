// Writes the search of the site.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { checkout } from "../../paths.mjs";

/** The script that each page loads. */
export const searchScript = "search.js";

/**
 * Writes the script with its library, and all sections as a second script.
 *
 * @param {string} folder - of the site
 * @param {readonly import("./sections.mjs").Section[]} sections
 */
export function writeSearch(folder, sections) {
  const licence = readFileSync(join(checkout, "node_modules", "minisearch", "LICENSE.txt"), "utf8");
  buildSync({
    entryPoints: [join(import.meta.dirname, "box.mjs")],
    outfile: join(folder, searchScript),
    bundle: true,
    format: "iife",
    target: ["chrome111", "firefox113", "safari16.4"],
    minify: true,
    banner: { js: `/*! MiniSearch\n${licence}*/` },
    logLevel: "warning",
  });
  writeFileSync(
    join(folder, "search-sections.js"),
    `globalThis.searchSections = ${JSON.stringify(sections)};\n`,
  );
}
