import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunnableManager } from "./packageManagers";
import { npmrc } from "./registrySettings";

/** Contents of files by path; an object is written as JSON, which is YAML too. */
export type Files = Readonly<Record<string, string | object>>;

/** Creates a repository as a user of a package manager has it, with these files. */
export async function userRepository(manager: RunnableManager, files: Files): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  const { ".npmrc": settings = "", ...others } = files;
  await writeFiles(root, { ...manager.files, ...others, ".npmrc": `${await npmrc()}${settings}` });
  return root;
}

/** Creates files, and the folders that contain them. */
export async function writeFiles(root: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}

/** Deletes a repository. */
export function removeRepository(root: string): Promise<void> {
  return rm(root, { recursive: true, force: true });
}

const args =
  '{ title: "ACME orders", allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }] }';

/** A project with a program in TypeScript, with the settings of its modules. */
export function typeScriptProject(module: "node16" | "nodenext"): Files {
  return {
    "Pulumi.yaml": { name: "acme", runtime: "nodejs", main: "index.ts" },
    "tsconfig.json": {
      compilerOptions: { strict: true, target: "es2022", module, skipLibCheck: true },
      files: ["index.ts"],
    },
    "index.ts": [
      'import type { Output } from "@pulumi/pulumi";',
      'import * as aep from "pulumi-aep";',
      `const schema = new aep.Schema("orders", ${args});`,
      "export const id: Output<string> = schema.id;",
      "",
    ].join("\n"),
  };
}

/** A program in JavaScript that creates a resource through a module. */
export function programThrough(module: string): Files {
  return { "index.js": `exports.id = require("${module}").orders().id;\n` };
}

/** The project of a program in JavaScript. */
export const javaScriptProject: Files = {
  "Pulumi.yaml": { name: "acme", runtime: "nodejs", main: "index.js" },
};

/** The module that creates the resource. */
export const library: Files = {
  "index.js": `const aep = require("pulumi-aep");\nexports.orders = () => new aep.Schema("orders", ${args});\n`,
};

/** A workspace with a program that creates its resource through a library; only the library depends on `pulumi-aep`. */
export function workspace(manager: RunnableManager, sdk: string, pulumiAep: string): Files {
  return {
    "package.json": { name: "acme", private: true, workspaces: ["packages/*"] },
    ...below("packages/acme-sources", {
      ...library,
      "package.json": {
        name: "acme-sources",
        version: "1.0.0",
        dependencies: { "pulumi-aep": `file:${pulumiAep}` },
        peerDependencies: { "@pulumi/pulumi": "^3.249.0" },
        devDependencies: { "@pulumi/pulumi": sdk },
      },
    }),
    ...below("packages/infra", {
      ...javaScriptProject,
      ...programThrough("acme-sources"),
      "package.json": {
        name: "acme-infra",
        private: true,
        dependencies: { "acme-sources": manager.workspaceVersion, "@pulumi/pulumi": sdk },
      },
    }),
  };
}

/** The same files in a folder. */
export function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}
