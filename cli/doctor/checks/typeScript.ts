import { existsSync } from "node:fs";
import path from "node:path";
import { isAtLeast } from "../../../provider/requirements";
import { addingCommand, packageFolder } from "../../../sdk/packageManager";
import { installedVersion, programFolder, usesOwnLoader } from "../../project";
import { type Check, type CheckResult, failure, ok, skipped, warning } from "../check";

/** The lowest version that understands the types of this package: `typesVersions` in `package.json` has it too. */
const lowest = "5.0";

/** The first version that Pulumi cannot load: it has no API in JavaScript. */
const tooNew = "7.0";

/** The compiler of programs in TypeScript: Pulumi loads the one of the project, if there is one. */
export const typeScript: Check = {
  name: "TypeScript",
  run: async ({ project }) => {
    if (project.is === "none") {
      return [skipped("not checked: there is no project")];
    }
    const folder = programFolder(project.folder);
    const version = installedVersion(folder, "typescript");
    if (version === undefined && !existsSync(path.join(folder, "tsconfig.json"))) {
      return [skipped("not needed: the program has no tsconfig.json, and typescript is not installed")];
    }
    const problem = problemOf(version);
    // A program that is compiled before, or by another loader, does not depend on what Pulumi loads.
    const report = usesOwnLoader(project.folder) ? warning : failure;
    return [problem === undefined ? ok(String(version)) : resultOf(report, problem, packageFolder(folder))];
  },
};

function resultOf(report: typeof failure, problem: string, place: string): CheckResult {
  return report(problem, `In ${place}: ${addingCommand(place, "typescript@5")}`);
}

function problemOf(version: string | undefined): string | undefined {
  if (version === undefined) {
    return (
      "typescript is not installed, so Pulumi compiles the program with its own version 3.8.3, and pulumi-aep " +
      `requires ${lowest}.`
    );
  }
  if (!isAtLeast(version, lowest)) {
    return `${version} is too old: the types of pulumi-aep require ${lowest}.`;
  }
  return isAtLeast(version, tooNew)
    ? `${version} is too new: Pulumi cannot load TypeScript 7 and ends with "Cannot read properties of undefined".`
    : undefined;
}
