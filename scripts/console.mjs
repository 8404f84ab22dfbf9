// Bundles the emulator's console into emulator/dist/console/page: node scripts/console.mjs.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { checkout } from "./paths.mjs";

/** Where the page is served from. */
export const consoleOutput = join(checkout, "emulator/dist/console/page");

/** Bundles the page, so that those who install the package need no build. The graph's libraries are a file of their own. */
export async function buildConsole() {
  const source = join(checkout, "emulator/console/page");
  rmSync(consoleOutput, { recursive: true, force: true });
  mkdirSync(consoleOutput, { recursive: true });
  await build({
    entryPoints: { console: join(source, "main.tsx") },
    outdir: consoleOutput,
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["chrome111", "firefox113", "safari16.4"],
    minify: true,
    legalComments: "eof",
    jsx: "automatic",
    jsxImportSource: "preact",
    chunkNames: "[name]-[hash]",
    logLevel: "warning",
  });
  for (const name of ["index.html", "icon.svg"]) {
    cpSync(join(source, name), join(consoleOutput, name));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await buildConsole();
}
