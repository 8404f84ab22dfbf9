import {
  aepRealm,
  Connectors,
  FlowService,
  placeName,
  type Scope,
  type Session,
  unlimitedCall,
} from "../provider/cliApi";
import { type CommandContext, closing } from "./command";
import { openStack, type StackSelection } from "./pulumi/openStack";
import type { StackExport } from "./pulumi/stack";

/** The requests to AEP with which commands read, within one sandbox. Requests that change something: `writeToService`. */
export interface ServiceReads {
  readonly flowService: Pick<FlowService, "get" | "list" | "pages">;
  readonly connectors: Pick<Connectors, "getLandingZone" | "getLandingZoneCredentials">;
  readonly session: Session;
  readonly scope: Scope;
  /** The sandbox and organisation for messages: "in sandbox dev of organisation …". */
  readonly place: string;
}

/** The options of commands that select a stack, a sandbox and the configuration for it. */
export const selectionOptions = {
  stack: { type: "string", short: "s" },
  cwd: { type: "string" },
  provider: { type: "string" },
  sandbox: { type: "string" },
} as const;

/** A stack, and the requests with its configuration. */
export interface StackServices {
  readonly stack: string;
  readonly state: StackExport;
  readonly services: ServiceReads;
}

/** Runs an action with the services of the selected stack. */
export async function withStackServices(
  selection: StackSelection,
  context: CommandContext,
  action: (opened: StackServices) => Promise<number>,
): Promise<number> {
  context.doing("reading the stack");
  const { stack, state, session } = await openStack(selection, context);
  return closing(context, [session], () =>
    action({ stack, state, services: serviceReads(session, context) }),
  );
}

/** The requests in the sandbox that a session is configured for. Their long waits are reported. */
function serviceReads(session: Session, context: CommandContext): ServiceReads {
  const { settings } = session;
  settings.demand("aep");
  const scope = { orgId: settings.require("orgId"), sandbox: settings.require("sandbox") };
  const gateway = session.gateway("aep", { ...unlimitedCall("invoke"), report: context.error });
  return {
    flowService: new FlowService(gateway, scope),
    connectors: new Connectors(gateway, scope),
    session,
    scope,
    place: placeName(aepRealm, scope),
  };
}
