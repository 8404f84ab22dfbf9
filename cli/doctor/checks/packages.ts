import { createRequire } from "node:module";
import path from "node:path";
import { type Check, type CheckResult, failure, ok } from "../check";
import { isAtLeast } from "../version";

const { peerDependencies }: { peerDependencies: Record<string, string> } = require("pulumi-aep/package.json");

/** The packages that the project resolves: programs and the provider run with them. */
export const packages: Check = {
  name: "packages",
  run: async ({ project }) => {
    if (project.is === "none") {
      return [ok("not checked: there is no project")];
    }
    return ["@pulumi/pulumi", "pulumi-aep"].map((name) => resultOf(name, project.folder));
  },
};

function resultOf(name: string, folder: string): CheckResult {
  const install = `In ${folder}: npm install ${name}`;
  const version = versionIn(folder, name);
  if (version === undefined) {
    return failure(
      `${name} is not installed in the project's folder, where the engine looks for it.`,
      install,
    );
  }
  const minimum = peerDependencies[name];
  if (minimum !== undefined && !isAtLeast(version, minimum)) {
    return failure(`${name} ${version} is too old: ${minimum} is required.`, `${install}@latest`);
  }
  return ok(`${name} ${version}`);
}

function versionIn(folder: string, name: string): string | undefined {
  try {
    const manifest: { version: string } = createRequire(`${folder}${path.sep}`)(`${name}/package.json`);
    return manifest.version;
  } catch {
    return undefined;
  }
}
