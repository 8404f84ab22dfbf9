import { rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.mjs";
import { Failure } from "./failure.mjs";
import { checkout } from "./paths.mjs";
import { withProgress } from "./terminal.mjs";

const packages = [
  { name: "pulumi-aep", project: "tsconfig.build.json", output: "dist" },
  { name: "aep-emulator", project: "emulator/tsconfig.build.json", output: "emulator/dist" },
];

/**
 * Compiles both packages, each into its dist/. It runs every time, so that no old code runs, and compiles only what has
 * changed since.
 */
export async function buildPackages() {
  await withProgress("compiling", () => Promise.all(packages.map(compile)));
}

/**
 * Compiles one package into an empty dist/, so that it contains no file whose source was deleted.
 * @param {string | undefined} name
 */
export async function buildAnew(name) {
  const found = packages.find((one) => one.name === name);
  if (!found) {
    throw new Failure(
      `There is no package ${name}. Known are ${packages.map((one) => one.name).join(", ")}.`,
    );
  }
  rmSync(join(checkout, found.output), { recursive: true, force: true });
  await compile(found);
}

/** @param {{ name: string, project: string }} given */
async function compile({ name, project }) {
  await run("tsc", ["-p", project], `The package ${name} does not compile, see above.`, { replay: true });
  if (name === "aep-emulator") {
    // Loaded here, because `npm start` installs the bundler before it builds.
    const { buildConsole } = await import("./console.mjs");
    await buildConsole();
  }
}
