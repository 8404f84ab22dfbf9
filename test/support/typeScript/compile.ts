import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { connectorProgram, connectorStatements } from "../connectorPrograms";
import { checkout, install, lockedVersion } from "../installedPackage";
import { inMatrix } from "../matrix";
import { type Combination, compilesPulumi, formatsOf, titleOf } from "./combinations";

const run = promisify(execFile);
const programs = path.join(checkout, "test", "types");

/**
 * Creates a folder with the packed package and versions of TypeScript.
 *
 * @param packed - the file of the packed package.
 */
export async function installCompilers(packed: string, versions: readonly string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  await install(folder, {
    "pulumi-aep": `file:${packed}`,
    "@pulumi/pulumi": await lockedVersion("@pulumi/pulumi"),
    // The last major version that compilers before 5.6 can read. `pulumi new typescript` wrote it for years.
    "@types/node": "^18.19.130",
    ...Object.fromEntries(versions.map((version) => [`typescript-${version}`, `npm:typescript@${version}`])),
  });
  return folder;
}

/**
 * Compiles the programs of test/types, and one about every connector, with the settings of the project that
 * `pulumi new typescript` creates, except for those of the combination. Fails if a program does not compile, or if an error
 * that it expects does not occur.
 *
 * @param folder - a folder of `installCompilers`.
 * @returns the folder with the compiled programs.
 */
export async function compile(folder: string, combination: Combination): Promise<string> {
  const { typescript, moduleResolution } = combination;
  const project = path.join(folder, `${typescript}-${moduleResolution}`);
  await mkdir(project);
  // authSpecs.ts compares the types with sources.
  const names = (await readdir(programs)).filter((file) => file !== "authSpecs.ts");
  const sources = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(path.join(programs, name), "utf8") })),
  );
  sources.push({ name: "connectors.ts", text: connectorProgram(connectorStatements()) });
  const files = Object.keys(formatsOf[moduleResolution]).flatMap((ending) =>
    sources.map(({ name, text }) => ({ file: name.replace(/ts$/, ending), text })),
  );
  await Promise.all(files.map(({ file, text }) => writeFile(path.join(project, file), text)));
  const tsconfig = { compilerOptions: optionsOf(combination), files: files.map(({ file }) => file) };
  await writeFile(path.join(project, "tsconfig.json"), JSON.stringify(tsconfig));
  const compiler = path.join(compilerOf(folder, combination), "bin", "tsc");
  await run(process.execPath, [compiler, "-p", project]).catch(({ stdout }: { stdout: string }) => {
    throw new Error(stdout);
  });
  return path.join(project, "bin");
}

function optionsOf(combination: Combination): object {
  const { typescript, moduleResolution } = combination;
  return {
    strict: true,
    outDir: "bin",
    target: "es2020",
    lib: ["es2020"],
    module: { node: "commonjs", node16: "node16", nodenext: "nodenext", bundler: "esnext" }[moduleResolution],
    moduleResolution,
    skipLibCheck: !compilesPulumi(combination),
    types: ["node"],
    sourceMap: true,
    experimentalDecorators: true,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
    // TypeScript 6 accepts `node` only with this option.
    ...(moduleResolution === "node" && /^6/.test(typescript) ? { ignoreDeprecations: "6.0" } : {}),
  };
}

/** Compiles and runs the programs of one combination, and adds its row to the table of combinations. */
export async function compileInMatrix(folder: string, combination: Combination): Promise<void> {
  const manifest = path.join(compilerOf(folder, combination), "package.json");
  const { version }: { version: string } = JSON.parse(await readFile(manifest, "utf8"));
  await inMatrix("TypeScript", titleOf({ ...combination, typescript: version }), async () => {
    const compiled = await compile(folder, combination);
    for (const ending of Object.keys(formatsOf[combination.moduleResolution])) {
      const program = path.join(compiled, `program.${ending.replace(/ts$/, "js")}`);
      const { stdout } = await run(process.execPath, [program]);
      expect(stdout).toBe("id of approval, id of base, function, function\n");
    }
    return "compiles and runs";
  });
}

function compilerOf(folder: string, { typescript }: Combination): string {
  return path.join(folder, "node_modules", `typescript-${typescript}`);
}
