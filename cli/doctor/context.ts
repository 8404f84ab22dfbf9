import { type ConfigKeyName, type Problem, rowsOf, type Service, type Session } from "../../provider/cliApi";
import { type Project, resourcesOf } from "./project";

/** What the doctor looks at. */
export interface CheckContext {
  readonly environment: NodeJS.ProcessEnv;
  /** Version of Node.js, without a `v`. */
  readonly node: string;
  /** What Pulumi says is its version, or why it says nothing. */
  readonly engine: string | Problem;
  readonly project: Project;
  /** Signs in and calls with the stack's configuration, or with the environment's alone. */
  readonly session: Session;
}

/** The services that are configured or that the stack holds things of; AEP where nothing tells. */
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

/** What lines call the services. */
export const serviceTitles: Readonly<Record<Service, string>> = { aep: "AEP", madconnect: "MadConnect" };

// A value that is not usable is one all the same.
function isGiven({ settings }: Session, key: ConfigKeyName): boolean {
  try {
    return settings.get(key) !== undefined;
  } catch {
    return true;
  }
}
