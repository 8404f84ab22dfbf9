import { isAtLeast, lowest } from "../../../provider/requirements";
import { addingCommand, packageFolder } from "../../../sdk/packageManager";
import { installedVersion, programFolder } from "../../project";
import { type Check, type CheckResult, failure, ok, skipped, warning } from "../check";
import type { CheckContext } from "../context";

/** The packages that the project resolves: programs and the provider run with them. */
export const packages: Check = {
  name: "packages",
  run: async ({ engine, project }) => {
    if (project.is === "none") {
      return [skipped("not checked: there is no project")];
    }
    const folder = programFolder(project.folder);
    return [
      resultOf("@pulumi/pulumi", folder, (version, install) => sdkProblem(version, install, engine)),
      resultOf("pulumi-aep", folder, () => undefined),
    ];
  },
};

function resultOf(
  name: string,
  folder: string,
  problemOf: (version: string, install: (name: string) => string) => CheckResult | undefined,
): CheckResult {
  const place = packageFolder(folder);
  const install = (added: string) => `In ${place}: ${addingCommand(place, added)}`;
  const version = installedVersion(folder, name);
  if (version === undefined) {
    return failure(
      `${name} is not installed in the program's folder, from which Pulumi loads it.`,
      install(name),
    );
  }
  return problemOf(version, install) ?? ok(`${name} ${version}`);
}

function sdkProblem(
  version: string,
  install: (name: string) => string,
  engine: CheckContext["engine"],
): CheckResult | undefined {
  const sdk = `@pulumi/pulumi ${version}`;
  if (!isAtLeast(version, lowest.sdk)) {
    return failure(`${sdk} is too old: pulumi-aep requires ${lowest.sdk}.`, install("@pulumi/pulumi@latest"));
  }
  if (typeof engine === "string" && !isAtLeast(engine, version)) {
    return warning(
      `${sdk} is newer than Pulumi ${engine.replace(/^v/, "")}: a preview can show replacements that up does not make.`,
      `Install Pulumi ${version} or newer: https://www.pulumi.com/docs/install/.`,
    );
  }
  return undefined;
}
