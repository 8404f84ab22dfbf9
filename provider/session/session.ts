import type { Gateway } from "../api/gateway";
import { Sandboxes } from "../api/sandboxes";
import type { ConfigOrigin } from "../config/keys";
import type { ScopeValues } from "../config/realm";
import { type ConfigReader, Settings } from "../config/settings";
import { type Call, pause, refuseEnded, within } from "../http/call";
import { type Clock, systemClock } from "../http/clock";
import { Proxies, type Route } from "../http/proxy/proxies";
import type { TimeRange } from "../http/serviceTime";
import type { Token } from "../http/token";
import { announce } from "../http/waitAccount";
import { BatchedReads, type Listing } from "./batchedReads";
import { Clients, type ServiceName } from "./clients";
import { type CreationNotes, withoutNotes } from "./creation";
import { ProductionGuard } from "./productionGuard";
import { RunRecord } from "./runRecord";

/** External dependencies of the provider; tests replace them. */
export interface Dependencies {
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  /** Default: those of the environment. */
  readonly proxies?: Proxies;
  /** Where users can change the configuration, for advice in messages. Default: the stack config, or the environment. */
  readonly configOrigin?: ConfigOrigin;
  /** Milliseconds of silence after which a response counts as lost. */
  readonly responseTimeout?: number;
  /** Notes about creates, for the next process if this one is killed. Default: none. */
  readonly notes?: CreationNotes;
  /** Signs in to Azure. Default: by the credentials that `azure-native` uses. */
  readonly azureToken?: () => Promise<Token>;
}

/** Everything one process shares: configuration, connections, tokens, request budget, the ids it has created. */
export class Session {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly proxies: Proxies;
  /** Aborted once the process has been abandoned, see {@link Session.abandon}. */
  readonly abandoned: AbortSignal;
  /** Ids that the state contains or that this process has put into it: never taken for the result of a lost create. */
  readonly handedOut = new Set<string>();
  /** Ids that this process has adopted, by a note or because they existed, and the URNs of their resources. */
  readonly adopted = new Map<string, string | undefined>();
  /** POSTs under way, by what their entities have in common: one without a response has not handed out its id yet. */
  readonly posting = new Map<string, Set<Promise<unknown>>>();
  /** Ids of entities that this process has deleted and that others may refer to. */
  readonly deleted = new Set<string>();
  /** What the engine has requested of this process, and what was reported. */
  readonly run = new RunRecord();
  /** Notes about creates. */
  readonly notes: CreationNotes;
  /** Refuses changes in sandboxes whose data is productive, if the configuration asks for it. */
  readonly guard: ProductionGuard;
  readonly #reads = new Map<string, BatchedReads>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #abandonment = new AbortController();
  readonly #clients: Clients;

  constructor(
    read: ConfigReader,
    dependencies: Dependencies = { clock: systemClock, environment: process.env },
  ) {
    const { clock, responseTimeout, azureToken, notes = withoutNotes } = dependencies;
    this.notes = notes;
    this.proxies = dependencies.proxies ?? new Proxies(dependencies.environment);
    this.settings = new Settings(read, dependencies.environment, dependencies.configOrigin);
    this.abandoned = this.#abandonment.signal;
    this.clock = abandonable(clock, this.abandoned);
    this.guard = new ProductionGuard({
      settings: this.settings,
      clock: this.clock,
      run: this.run,
      // Not within a call: others wait for the same list, so it must not end with one of them.
      typesIn: (orgId) => new Sandboxes(this.gateway("aep"), orgId).types(),
    });
    this.#clients = new Clients({
      settings: this.settings,
      clock: this.clock,
      proxies: this.proxies,
      responseTimeout,
      azureToken,
      mayChange: () => !this.abandoned.aborted,
      beforeWrite: (request, call) => this.guard.refuseRequest(request, call),
    });
  }

  /** The way to a service, within the limits of a call; the scope's headers come from the API classes. */
  gateway(service: ServiceName, call?: Call): Gateway {
    const { client } = this.#clients.of(service);
    return {
      client: call === undefined ? client : client.during(call),
      forgetReads: () => this.forgetReads(),
    };
  }

  /** Adobe's time now, as far as responses of the platform or else of the token service show it; else the machine's. */
  platformNow(): number {
    const now = this.clock.now();
    const known = this.platformTime(now) ?? this.#clients.known("aep")?.tokenServiceTime.at(now);
    return known?.earliest ?? this.clock.wall();
  }

  /** The platform's time at a local time, once a response has shown it; each response may narrow the range. */
  platformTime(local: number): TimeRange | undefined {
    return this.#clients.known("aep")?.serviceTime.at(local);
  }

  /** The values no message may show: those configured, the tokens fetched with them, and the credentials of proxies. */
  secrets(): string[] {
    return [...this.settings.secrets(), ...this.#clients.tokens(), ...this.proxies.secrets()];
  }

  /** The reads of one collection, shared by all reads of it during a refresh. */
  batchedReads(scope: ScopeValues, listing: Listing): BatchedReads {
    const key = JSON.stringify([scope, String(listing.collection)]);
    let reads = this.#reads.get(key);
    if (reads === undefined) {
      reads = new BatchedReads(listing, this.clock);
      this.#reads.set(key, reads);
    }
    return reads;
  }

  /** Discards what was read together, after every change: one may show in more than the changed entity. */
  forgetReads(): void {
    for (const reads of this.#reads.values()) {
      reads.forget();
    }
  }

  /**
   * Makes sure that there is a token; its response also shows Adobe's time. Costs nothing: the next request needs it
   * too. Returns the machine's time at which the token ends, if it is known.
   */
  async signIn(service: ServiceName = "aep", call?: Call): Promise<number | undefined> {
    const { token } = this.#clients.of(service);
    await within(call, this.clock, token.get(call?.report), "a token");
    return token.endsAt;
  }

  /** Connects to a host, without credentials, and returns the way there. */
  async probe(url: URL): Promise<Route> {
    await this.#clients.probe(url);
    return this.proxies.routeTo(url);
  }

  /** Announces what a call waits for, unless one of its waits was announced in the last minute. */
  announce(call: Call, message: string): void {
    announce(call, call.report, this.clock, message);
  }

  /** Sleeps, unless the call ends before; the error then quotes the cause of the wait. */
  pause(call: Call, milliseconds: number, purpose: string, cause?: Error): Promise<void> {
    return pause(call, this.clock, milliseconds, purpose, cause);
  }

  /** Runs everything with the same key one after the other. */
  async inTurn<Result>(
    key: string,
    run: () => Promise<Result>,
    call?: Call,
    purpose = "its turn",
  ): Promise<Result> {
    const before = this.#turns.get(key) ?? Promise.resolve();
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let givenUp: { readonly error: unknown } | undefined;
    const turn = before.then(() => {
      // The timer of a deadline may fire before the clock has reached it.
      if (givenUp !== undefined) {
        throw givenUp.error;
      }
      refuseEnded(call, this.clock, purpose);
      begin();
      return run();
    });
    this.#turns.set(
      key,
      turn.catch(() => {}),
    );
    try {
      await within(call, this.clock, Promise.race([begun, turn]), purpose);
    } catch (error) {
      givenUp = { error };
      throw error;
    }
    return turn;
  }

  /**
   * From now on no request that changes something is sent, because its result could not be recorded, and all waiting
   * ends. Requests under way are finished.
   */
  abandon(): void {
    this.#abandonment.abort();
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#clients.close();
  }
}

/** A clock whose sleeps end with a session. */
function abandonable(clock: Clock, abandoned: AbortSignal): Clock {
  const either = (signal = abandoned) =>
    signal === abandoned ? signal : AbortSignal.any([abandoned, signal]);
  return {
    now: () => clock.now(),
    wall: () => clock.wall(),
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, either(signal)),
    limit: (milliseconds, signal) => clock.limit(milliseconds, either(signal)),
  };
}
