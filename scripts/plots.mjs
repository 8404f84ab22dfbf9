// node scripts/plots.mjs: writes the plots of docs/performance.md from bench/plots/published.json.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plots } from "../bench/plots/plots.mjs";
import { checkout } from "./paths.mjs";

const folder = join(checkout, "docs", "plots");
mkdirSync(folder, { recursive: true });
const published = JSON.parse(readFileSync(join(checkout, "bench", "plots", "published.json"), "utf8"));
for (const [file, svg] of plots(published)) {
  writeFileSync(join(folder, file), svg);
}
