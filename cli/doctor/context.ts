import { type ConfigKeyName, type Problem, rowsOf, type Service, type Session } from "../../provider/cliApi";
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

/** The services that are configured or that the stack has resources of; AEP if there are none. */
export function servicesOf({ session, project }: CheckContext): ReadonlySet<Service> {
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
