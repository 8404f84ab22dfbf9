import { existsSync } from "node:fs";
import path from "node:path";
import { type ConfigKeyName, Problem, rowsOf, type Service, type Session } from "../../provider/cliApi";
import type { Pulumi } from "../pulumi/commandLine";
import { exportStack, type StackConfig, type StateResource, stackConfigEntries } from "../pulumi/stack";

/** What the doctor looks at. */
export interface Patient {
  readonly environment: NodeJS.ProcessEnv;
  /** Version of Node.js, without a `v`. */
  readonly node: string;
  /** What Pulumi says is its version, or why it says nothing. */
  readonly engine: string | Problem;
  readonly project: Project;
  /** Signs in and calls with the stack's configuration, or with the environment's alone. */
  readonly session: Session;
}

/** A Pulumi project and what could be read of its stack. */
export type Project =
  | { readonly is: "none"; readonly folder: string }
  | { readonly is: "unreadable"; readonly folder: string; readonly problem: Problem }
  | {
      readonly is: "read";
      /** Folder of `Pulumi.yaml`. */
      readonly folder: string;
      readonly stack: string;
      readonly config: StackConfig;
      readonly resources: readonly StateResource[];
    };

/** Reads the stack of the project that a folder lies in. */
export async function readProject(
  pulumi: Pulumi,
  folder: string,
  chosen: string | undefined,
): Promise<Project> {
  const found = projectFolder(folder);
  if (found === undefined && chosen === undefined) {
    return { is: "none", folder };
  }
  const root = found ?? folder;
  try {
    const stack = chosen ?? (await pulumi(["stack", "--show-name"])).trim();
    const config = await stackConfigEntries(pulumi, stack);
    const { deployment } = await exportStack(pulumi, stack, "encrypted");
    return { is: "read", folder: root, stack, config, resources: deployment.resources ?? [] };
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    return { is: "unreadable", folder: root, problem };
  }
}

/** The services that are configured or that the stack holds things of; AEP where nothing tells. */
export function servicesOf({ session, project }: Patient): ReadonlySet<Service> {
  const configured = (["aep", "madconnect"] as const).filter((service) =>
    rowsOf(service).some(
      ([key, row]) => row.service === service && row.fallback === undefined && isGiven(session, key),
    ),
  );
  const held = resourcesOf(project).flatMap(({ type }): Service[] => {
    if (type.startsWith("pulumi-nodejs:dynamic/aep/madconnect:")) {
      return ["madconnect"];
    }
    return /^pulumi-nodejs:dynamic\/aep(\/azure)?:/.test(type) ? ["aep"] : [];
  });
  const services = new Set([...configured, ...held]);
  return services.size === 0 ? new Set(["aep"]) : services;
}

/** What lines call the services. */
export const serviceTitles: Readonly<Record<Service, string>> = { aep: "AEP", madconnect: "MadConnect" };

/** The resources of the stack, as far as it could be read. */
export function resourcesOf(project: Project): readonly StateResource[] {
  return project.is === "read" ? project.resources : [];
}

// A value that is not usable is one all the same.
function isGiven({ settings }: Session, key: ConfigKeyName): boolean {
  try {
    return settings.get(key) !== undefined;
  } catch {
    return true;
  }
}

const projectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

// As Pulumi does it: the next project on the way up.
function projectFolder(folder: string): string | undefined {
  if (projectFiles.some((name) => existsSync(path.join(folder, name)))) {
    return folder;
  }
  const parent = path.dirname(folder);
  return parent === folder ? undefined : projectFolder(parent);
}
