import { type ConfigKeyName, type Problem, rowsOf, type Service, type Session } from "../../provider/cliApi";
import { providerUrnOf } from "../pulumi/explicitProviders";
import { type Project, resourcesOf } from "./project";

/** What the checks read. */
export interface CheckContext {
  readonly environment: NodeJS.ProcessEnv;
  /** Version of Node.js, without a `v`. */
  readonly node: string;
  /** The version that Pulumi reports, or why it could not be read. */
  readonly engine: string | Problem;
  readonly project: Project;
  /** Uses the configuration of the stack and the environment, or the environment only. */
  readonly session: Session;
}

/** What the checks of an explicit provider read. */
export interface ProviderContext {
  /** Name of the provider. */
  readonly name: string;
  readonly context: CheckContext;
}

/** The same context for the resources of one provider: of an explicit one with this URN, or of the default one. */
export function contextOf(context: CheckContext, session: Session, urn?: string): CheckContext {
  const { project } = context;
  if (project.is !== "read") {
    return { ...context, session };
  }
  const resources = project.resources.filter((resource) => providerUrnOf(resource) === urn);
  return { ...context, session, project: { ...project, resources } };
}

/** Whether a resource of this package uses the configuration of the stack. */
export function usesDefaultProvider({ project }: CheckContext): boolean {
  return resourcesOf(project).some(
    (resource) => serviceOf(resource.type) !== undefined && providerUrnOf(resource) === undefined,
  );
}

/** The services that are configured or that the stack has resources of; AEP if there are none. */
export function servicesOf({ session, project }: CheckContext): ReadonlySet<Service> {
  const configured = (["aep", "madconnect"] as const).filter((service) =>
    rowsOf(service).some(
      ([key, row]) => row.service === service && row.fallback === undefined && isGiven(session, key),
    ),
  );
  const held = resourcesOf(project).flatMap(({ type }) => serviceOf(type) ?? []);
  const services = new Set([...configured, ...held]);
  return services.size === 0 ? new Set(["aep"]) : services;
}

function serviceOf(type: string): Service | undefined {
  if (type.startsWith("pulumi-nodejs:dynamic/aep/madconnect:")) {
    return "madconnect";
  }
  return /^pulumi-nodejs:dynamic\/aep(\/azure)?:/.test(type) ? "aep" : undefined;
}

/** Names of the services in messages. */
export const serviceTitles: Readonly<Record<Service, string>> = { aep: "AEP", madconnect: "MadConnect" };

// An invalid value still counts as configured.
function isGiven({ settings }: Session, key: ConfigKeyName): boolean {
  try {
    return settings.get(key) !== undefined;
  } catch {
    return true;
  }
}
