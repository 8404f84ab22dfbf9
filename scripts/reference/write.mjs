// Writes the pages of docs/reference/. Run `npm run build` before.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { checkout } from "../paths.mjs";
import { referencePages } from "./pages.mjs";

/** The folder of the pages. */
export const referenceFolder = join(checkout, "docs", "reference");

/**
 * Writes every page, and removes those that no longer exist.
 *
 * @param {import("typedoc").ProjectReflection} project
 */
export async function writeReference(project) {
  const load = createRequire(import.meta.url);
  const pages = await referencePages(project, {
    provider: load("../../dist/provider/cliApi.js"),
    keys: load("../../dist/provider/config/keys.js"),
    adviceTable: load("../../dist/provider/http/adviceTable.js").adviceTable,
    cli: load("../../dist/cli/index.js"),
  });
  await rm(referenceFolder, { recursive: true, force: true });
  for (const [file, text] of pages) {
    const target = join(referenceFolder, file);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  return pages.size;
}
