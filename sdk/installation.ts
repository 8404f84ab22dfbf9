import { createRequire } from "node:module";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isAtLeast, ownVersion } from "../provider/requirements";
import { addingCommand, packageFolder } from "./packageManager";

/** Pulumi starts a program in the folder in which it later starts the provider's process. A program can leave it. */
const programFolder = process.cwd();

let isChecked = false;

/**
 * Stops a program from whose folder Pulumi cannot load the provider, for example because only a library of a workspace
 * depends on this package. Otherwise the provider's process would report a missing module, with a stack trace.
 *
 * Only a program that Pulumi starts is checked: unit tests have no provider, and an inline program of the Automation API
 * does not run in the folder of its provider.
 *
 * @throws pulumi.RunError if the provider cannot be loaded, or is older than the classes that the program imports
 */
export function checkInstallation(): void {
  if (isChecked || process.env.PULUMI_NODEJS_MONITOR === undefined) {
    return;
  }
  const problem = installationProblem(programFolder, ownVersion);
  if (problem?.isFatal) {
    throw new pulumi.RunError(problem.message);
  }
  if (problem !== undefined) {
    void pulumi.log.warn(problem.message);
  }
  isChecked = true;
}

/** Why the provider cannot serve a program, or cannot serve it reliably. */
export interface InstallationProblem {
  readonly isFatal: boolean;
  readonly message: string;
}

/**
 * Compares the version that a program imports with the one that Pulumi loads in the program's folder.
 *
 * @param imported - the version that the program imports
 */
export function installationProblem(folder: string, imported: string): InstallationProblem | undefined {
  const loaded = versionLoadedIn(folder);
  if (loaded === imported) {
    return undefined;
  }
  const place = packageFolder(folder);
  const manifest = JSON.stringify(path.join(place, "package.json"));
  const command = addingCommand(place, `pulumi-aep@${imported}`);
  if (loaded === undefined) {
    const message =
      `pulumi-aep is not installed in the program's folder ${JSON.stringify(folder)}, from which Pulumi loads its provider: ` +
      `add it to the dependencies in ${manifest} (${command}).`;
    return { isFatal: true, message };
  }
  // The provider reads what older versions have written, but an older provider does not know newer inputs.
  const isFatal = !isAtLeast(loaded, imported);
  const advice = isFatal
    ? `set the version ${imported} in ${manifest} (${command}).`
    : `update the package that depends on ${imported} (${JSON.stringify(__dirname)}).`;
  const message =
    `The program imports pulumi-aep ${imported}, but Pulumi loads the provider of pulumi-aep ${loaded} ` +
    `from the program's folder ${JSON.stringify(folder)}: ${advice}`;
  return { isFatal, message };
}

/** The version of the provider that the provider reference loads, see `providerReference`. */
function versionLoadedIn(folder: string): string | undefined {
  const fromProgram = createRequire(path.join(folder, "/"));
  try {
    fromProgram.resolve("pulumi-aep/provider");
    return fromProgram("pulumi-aep/package.json").version;
  } catch {
    return undefined;
  }
}
