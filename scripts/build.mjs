import { run } from "./command.mjs";

const packages = [
  { name: "pulumi-aep", project: "tsconfig.build.json" },
  { name: "aep-emulator", project: "emulator/tsconfig.build.json" },
];

/** Compiles both packages, each into its dist/. It takes a few seconds and runs every time, so that no old code runs. */
export async function buildPackages() {
  await Promise.all(
    packages.map(({ name, project }) =>
      run("tsc", ["-p", project], `The package ${name} does not compile, see above.`),
    ),
  );
}
