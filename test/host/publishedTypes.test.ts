import { readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { checkout } from "../support/installedPackage";

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
  readonly typesVersions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(checkout, "package.json"), "utf8"));
}

/** The files of the types that programs import, by subpath. */
async function entries(): Promise<Record<string, string>> {
  const { exports } = await manifest();
  return Object.fromEntries(
    Object.entries(exports).flatMap(([subpath, target]) =>
      typeof target === "string" ? [] : [[subpath, target.types]],
    ),
  );
}

/** The packages that declaration files import, directly or through other files of the package. */
async function packagesOf(file: string, seen = new Set<string>()): Promise<Set<string>> {
  seen.add(file);
  const { importedFiles } = ts.preProcessFile(await readFile(file, "utf8"));
  const packages = new Set<string>();
  for (const { fileName } of importedFiles) {
    if (!fileName.startsWith(".")) {
      packages.add(fileName);
      continue;
    }
    const base = path.resolve(path.dirname(file), fileName);
    const found = [`${base}.d.ts`, path.join(base, "index.d.ts")].find(ts.sys.fileExists);
    expect(found, `${fileName} in ${file}`).toBeDefined();
    if (found !== undefined && !seen.has(found)) {
      for (const one of await packagesOf(found, seen)) {
        packages.add(one);
      }
    }
  }
  return packages;
}

// Types of other packages would have to suit every version and setting of TypeScript too: those of zod need esModuleInterop.
test("the types of each subpath import no package other than Pulumi's", async () => {
  const found = Object.entries(await entries()).map(async ([subpath, file]) => [
    subpath,
    [...(await packagesOf(path.join(checkout, file)))],
  ]);
  expect(Object.fromEntries(await Promise.all(found))).toEqual({
    ".": ["@pulumi/pulumi"],
    "./azure": ["@pulumi/pulumi"],
    "./madconnect": ["@pulumi/pulumi"],
    "./provider": ["@pulumi/pulumi"],
  });
});

test("the types of aep-emulator import no package", async () => {
  const packages = await packagesOf(path.join(checkout, "emulator/dist/index.d.ts"));
  expect([...packages].filter((name) => !name.startsWith("node:"))).toEqual([]);
});

test("the setting moduleResolution: node finds the same types as the others", async () => {
  const { typesVersions } = await manifest();
  const { ".": _main, ...subpaths } = await entries();
  const forNode = Object.entries(typesVersions[">=5.0"] ?? {}).map(([name, [file]]) => [`./${name}`, file]);
  expect(Object.fromEntries(forNode)).toEqual(subpaths);
});
