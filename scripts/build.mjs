import { run } from "./command.mjs";

/** Compiles the package into dist/. Always: a few seconds, and nobody ever runs old code. */
export async function buildPackage() {
  await run("tsc", ["-p", "tsconfig.build.json"], "The package does not compile, see above.");
}
