import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { ClientSecrets } from "./clientSecrets";
import type { Clock } from "./clock";
import type { Faults } from "./faults";
import type { History } from "./history";
import type { EmulatorSettings, Sandbox } from "./options";
import type { RequestLog } from "./requestLog";
import type { Store } from "./store";
import type { Switches } from "./switches";
import type { Tokens } from "./tokens";

/** The state that all routes share. */
export interface Emulator {
  readonly settings: EmulatorSettings;
  /** Changed in place, so that every holder sees the values in force. */
  readonly switches: Switches;
  readonly clock: Clock;
  readonly store: Store;
  readonly log: RequestLog;
  /** The versions of entities since the start. */
  readonly history: History;
  readonly tokens: Tokens;
  /** The valid secrets of the client. */
  readonly clientSecrets: ClientSecrets;
  readonly faults: Faults;
  /** Makes every change of every service that is due by the clock. */
  settle(): void;
  /** Sets data, log, faults, clock, switches and client secrets back to their state at the first start. */
  reset(): void;
}

/** The bindings and variables of a request's context, for hono. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The raw body, also of a GET, whose body the HTTP adapter drops. */
    body: string;
    /** The sandbox the request is for. */
    sandbox: Sandbox;
    /** Set by a fault: this request finds nothing by its id. */
    blind: boolean | undefined;
    /** Set by a fault: how old the lists are that this request sees. */
    listAgeMs: number | undefined;
  };
}

/** The context of one request. */
export type RequestContext = Context<Env>;
