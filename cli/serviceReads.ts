import {
  aepRealm,
  Connectors,
  FlowService,
  placeName,
  type Scope,
  type Session,
  unlimitedCall,
} from "../provider/cliApi";
import type { CommandContext } from "./command";

/** The requests to AEP with which commands read, within one sandbox. Requests that change something: `writeToService`. */
export interface ServiceReads {
  readonly flowService: Pick<FlowService, "get" | "list">;
  readonly connectors: Pick<Connectors, "getLandingZone" | "getLandingZoneCredentials">;
  readonly session: Session;
  readonly scope: Scope;
  /** The sandbox and organisation for messages: "in sandbox dev of organisation …". */
  readonly place: string;
}

/** The requests in the sandbox that a session is configured for. Their long waits are reported. */
export function serviceReads(session: Session, context: CommandContext): ServiceReads {
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
