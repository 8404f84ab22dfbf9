// Writes the pages of docs/reference/ and the generated parts of other pages. Run `npm run build` before.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { checkout } from "../paths.mjs";
import { pagesWithBlocks } from "./blocks.mjs";
import { kindData } from "./kind-data.mjs";
import { pageBlocks } from "./page-blocks.mjs";
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
  const parts = {
    provider: load("../../dist/provider/cliApi.js"),
    keys: load("../../dist/provider/config/keys.js"),
    adviceTable: load("../../dist/provider/http/adviceTable.js").adviceTable,
    cli: load("../../dist/cli/index.js"),
  };
  const pages = await referencePages(project, parts);
  await rm(referenceFolder, { recursive: true, force: true });
  for (const [file, text] of pages) {
    const target = join(referenceFolder, file);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  const blocks = pageBlocks(await kindData(parts.provider, parts.adviceTable), {
    switchTable: load("../../emulator/dist/services.js").switchTable,
    madconnectSwitches: load("../../emulator/dist/madconnect/switches.js").madconnectSwitches,
    command: load("../../emulator/dist/command/optionTable.js"),
    gatewayErrorCodes: load("../../emulator/dist/core/faults.js").gatewayErrorCodes,
  });
  for (const [file, text] of pagesWithBlocks(blocks)) {
    await writeFile(join(checkout, file), text);
  }
  return pages.size;
}
