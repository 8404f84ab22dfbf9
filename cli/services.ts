import {
  aepRealm,
  type Call,
  Connectors,
  FlowService,
  placeName,
  type Scope,
  type Session,
  unlimitedCall,
} from "../provider/cliApi";
import type { CommandContext } from "./command";

/** The services of AEP that commands call, within one sandbox. */
export interface AepServices {
  readonly flowService: FlowService;
  readonly connectors: Connectors;
  readonly scope: Scope;
  /** The sandbox and organisation for messages: "in sandbox dev of organisation …". */
  readonly place: string;
}

/** The services in the sandbox that a session is configured for. Long waits of their requests are reported. */
export function aepServices(session: Session, context: CommandContext): AepServices {
  const { settings } = session;
  settings.demand("aep");
  const scope = { orgId: settings.require("orgId"), sandbox: settings.require("sandbox") };
  const call: Call = { ...unlimitedCall("invoke"), report: context.error };
  const gateway = session.gateway("aep", call);
  return {
    flowService: new FlowService(gateway, scope),
    connectors: new Connectors(gateway, scope),
    scope,
    place: placeName(aepRealm, scope),
  };
}
