import { Problem } from "../../provider/cliApi";
import { type Interruptions, interruptionsOf } from "../interruptions";
import { chosenStack, projectAbove, projectName } from "../project";
import type { Pulumi } from "../pulumi/commandLine";
import { type ExplicitProvider, explicitProviders } from "../pulumi/explicitProviders";
import { secretsOfStack } from "../pulumi/secrets";
import { exportStack, type StackConfig, type StateResource, stackConfigEntries } from "../pulumi/stack";

/** A Pulumi project and its stack, as far as they could be read. */
export type Project =
  | { readonly is: "none"; readonly folder: string }
  | { readonly is: "unreadable"; readonly folder: string; readonly problem: Problem }
  | {
      readonly is: "read";
      /** Folder of `Pulumi.yaml`. */
      readonly folder: string;
      /** Name of the project; `undefined` if `Pulumi.yaml` was not found. */
      readonly name: string | undefined;
      readonly stack: string;
      readonly config: StackConfig;
      readonly resources: readonly StateResource[];
      /** The explicit providers in the state, secrets in clear. */
      readonly providers: readonly ExplicitProvider[];
      /** The secrets of config and state, which no output may show. */
      readonly secrets: readonly string[];
      readonly interruptions: Interruptions;
    };

/** Reads the stack of the project that contains a folder. */
export async function readProject(
  pulumi: Pulumi,
  folder: string,
  chosen: string | undefined,
): Promise<Project> {
  const found = projectAbove(folder);
  if (found === undefined && chosen === undefined) {
    return { is: "none", folder };
  }
  const root = found ?? folder;
  try {
    const stack = await chosenStack(pulumi, chosen);
    const config = await stackConfigEntries(pulumi, stack);
    // In clear, because no output may show the secrets.
    const state = await exportStack(pulumi, stack, "decrypted");
    return {
      is: "read",
      folder: root,
      name: projectName(root),
      stack,
      config,
      resources: state.deployment.resources ?? [],
      providers: explicitProviders(state),
      secrets: secretsOfStack(config, state),
      interruptions: await interruptionsOf(pulumi, folder, stack, state),
    };
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    return { is: "unreadable", folder: root, problem };
  }
}

/** The resources of the stack, as far as it could be read. */
export function resourcesOf(project: Project): readonly StateResource[] {
  return project.is === "read" ? project.resources : [];
}
