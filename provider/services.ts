import { Catalog } from "./api/catalog";
import { Connectors } from "./api/connectors";
import { FlowService } from "./api/flowService";
import { SchemaRegistry } from "./api/schemaRegistry";
import { type ConfigReader, missingConfiguration } from "./config";
import type { Reach } from "./definition";
import { redact } from "./lifecycle/redact";
import { waitForAuthoring } from "./privateLink";
import { Session } from "./session";

/** The services within one sandbox, as functions of a program call them. */
export interface Services {
  readonly reach: Reach;
  readonly flowService: FlowService;
  readonly connectors: Connectors;
  readonly schemaRegistry: SchemaRegistry;
  readonly catalog: Catalog;
  /** Waits, bounded, until interactive authoring is on. */
  waitForAuthoring(): Promise<void>;
}

let session: Session | undefined;

/** Runs a function of a program; the whole program shares one session, and so one token and one budget. */
export async function withServices<Result>(
  read: ConfigReader,
  sandbox: string | undefined,
  run: (services: Services) => Promise<Result>,
): Promise<Result> {
  session ??= new Session(read);
  const { settings } = session;
  try {
    settings.validate();
    const missing = settings.missing();
    if (missing.length > 0) throw missingConfiguration(missing);
    const scope = { orgId: settings.require("orgId"), sandbox: sandbox ?? settings.require("sandbox") };
    const reach = { session, scope };
    const connectors = new Connectors(session, scope);
    return await run({
      reach,
      connectors,
      flowService: new FlowService(session, scope),
      schemaRegistry: new SchemaRegistry(session, scope),
      catalog: new Catalog(session, scope),
      waitForAuthoring: () => waitForAuthoring(connectors, reach),
    });
  } catch (error) {
    if (error instanceof Error) error.message = redact(error.message, session.secrets());
    throw error;
  }
}

/** Forgets the session, for tests that run several programs in one process. */
export async function closeServices(): Promise<void> {
  await session?.close();
  session = undefined;
}
