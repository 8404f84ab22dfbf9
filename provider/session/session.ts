import { fetchMadconnectToken, isMadconnectRefusal } from "../api/madconnectEnvelope";
import type { ScopeValues } from "../config/realm";
import { type ConfigReader, type Service, Settings } from "../config/settings";
import type { Creation } from "../host/creationNote";
import { type ClientOptions, HttpClient } from "../http/client";
import { type Clock, systemClock } from "../http/clock";
import { Limits } from "../http/limits";
import { ServiceTime } from "../http/serviceTime";
import { type Token, TokenSource } from "../http/token";
import { Transport } from "../http/transport";
import { PrivateLink } from "../resources/interactiveAuthoring";
import { fetchAdobeToken } from "../signIn/adobe";
import { BatchedReads, type Listing } from "./batchedReads";

/** The organisation and sandbox a thing lives in; recorded in its state. */
export type Scope = {
  readonly orgId: string;
  readonly sandbox: string;
};

/** What the outside world is to the provider; tests put their own parts in. */
export interface Surroundings {
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds of silence after which an answer counts as lost. */
  readonly responseTimeout?: number;
  /** Signs in to Azure. Default: by the credentials that `azure-native` uses. */
  readonly azureToken?: () => Promise<Token>;
}

/** Everything one process shares: configuration, connections, token, request budget, the ids it has made. */
export class Session {
  readonly settings: Settings;
  readonly clock: Clock;
  /** Ids this process has put into state: never taken for the thing whose answer was lost. */
  readonly handedOut = new Set<string>();
  /** POSTs that are under way for things that look alike: whose answer is still out has not handed out its id yet. */
  readonly posting = new Map<string, Set<Promise<unknown>>>();
  /** The creates of this process and what became of them. */
  readonly creations: Creation[] = [];
  /** Kinds of things that were probed for replacement along with another one: they may be made anew. */
  readonly probed = new Set<string>();
  /** What this process knows of connections over private endpoints, by sandbox. */
  readonly privateLink = new PrivateLink();
  readonly #reads = new Map<string, BatchedReads>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #surroundings: Surroundings;
  readonly #abandoned = new AbortController();
  #wire: Pick<ClientOptions, "transport" | "limits" | "clock" | "mayChange"> | undefined;
  #platform:
    | { client: HttpClient; token: TokenSource; platformTime: ServiceTime; tokenServiceTime: ServiceTime }
    | undefined;
  #azure: { client: HttpClient; token: TokenSource } | undefined;
  #madconnect: { client: HttpClient; token: TokenSource } | undefined;

  constructor(
    read: ConfigReader,
    surroundings: Surroundings = { clock: systemClock, environment: process.env },
  ) {
    this.settings = new Settings(read, surroundings.environment);
    const { clock } = surroundings;
    this.clock = {
      now: () => clock.now(),
      sleep: (milliseconds) => clock.sleep(milliseconds, this.#abandoned.signal),
    };
    this.#surroundings = surroundings;
  }

  /** The client of Adobe Experience Platform's APIs; the scope's headers come from the API classes. */
  get platform(): HttpClient {
    return this.#open().client;
  }

  /** The client of Azure Resource Manager. */
  get azure(): HttpClient {
    return this.#openAzure().client;
  }

  /** The client of MadConnect. */
  get madconnect(): HttpClient {
    return this.#openMadconnect().client;
  }

  /** Adobe's time now, as far as the platform's answers or else the token service's have told; else the machine's. */
  platformNow(): number {
    const now = this.clock.now();
    return this.platformTime(now) ?? this.#platform?.tokenServiceTime.earliest(now) ?? now;
  }

  /** The earliest platform time that a local time may stand for, once an answer has told. */
  platformTime(local: number): number | undefined {
    return this.#platform?.platformTime.earliest(local);
  }

  /** How far apart the times are between which the platform's time lies for certain; each answer may narrow it. */
  get platformTimeWidth(): number {
    return this.#platform?.platformTime.width ?? Number.POSITIVE_INFINITY;
  }

  /** The values no message may show: those configured, and the tokens they got. */
  secrets(): string[] {
    const tokens = [this.#platform?.token.last, this.#azure?.token.last, this.#madconnect?.token.last];
    return [...this.settings.secrets(), ...tokens.filter((token) => token !== undefined)];
  }

  /** The reads of one collection, which all that read it for refresh share. */
  batchedReads(scope: ScopeValues, listing: Listing): BatchedReads {
    const key = JSON.stringify([scope, String(listing.collection)]);
    let reads = this.#reads.get(key);
    if (reads === undefined) {
      reads = new BatchedReads(listing, this.clock);
      this.#reads.set(key, reads);
    }
    return reads;
  }

  /** Forgets what was read together, after every change: one may show in more than the thing it was made to. */
  forgetReads(): void {
    for (const reads of this.#reads.values()) {
      reads.forget();
    }
  }

  /**
   * Makes sure a token is there, which also tells Adobe's time. Costs nothing: the next call needs it too. Gives the
   * local time at which it ends, as far as that is known.
   */
  async signIn(service: Service | "azure" = "aep"): Promise<number | undefined> {
    const { token } = this.#signedIn(service);
    await token.get();
    return token.endsAt;
  }

  /** Runs what has the same key one after the other. */
  async inTurn<Result>(key: string, run: () => Promise<Result>): Promise<Result> {
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(run, run);
    this.#turns.set(key, turn);
    return turn;
  }

  /**
   * From now on nothing is sent any more that would change something, for nobody would record it, and all waiting ends.
   * Requests that are under way are finished.
   */
  leaveThingsAlone(): void {
    this.#abandoned.abort();
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.#wire?.transport.close();
    this.#wire = undefined;
    this.#platform = undefined;
    this.#azure = undefined;
    this.#madconnect = undefined;
  }

  #signedIn(service: Service | "azure"): { token: TokenSource } {
    if (service === "azure") {
      return this.#openAzure();
    }
    return service === "madconnect" ? this.#openMadconnect() : this.#open();
  }

  // One budget and one set of connections, whichever service is called.
  get #shared() {
    if (this.#wire !== undefined) {
      return this.#wire;
    }
    const { settings, clock } = this;
    const limits = new Limits(
      {
        maxConcurrent: settings.number("maxConcurrentRequests") ?? Number.POSITIVE_INFINITY,
        maxPerSecond: settings.number("maxRequestsPerSecond"),
      },
      clock,
    );
    const transport = new Transport({ responseTimeout: this.#surroundings.responseTimeout });
    this.#wire = { transport, limits, clock, mayChange: () => !this.#abandoned.signal.aborted };
    return this.#wire;
  }

  #open() {
    if (this.#platform !== undefined) {
      return this.#platform;
    }
    const { settings, clock } = this;
    // Two hosts, two clocks: what one says must not decide what the other made when.
    const [platformTime, tokenServiceTime] = [new ServiceTime(), new ServiceTime()];
    const shared = this.#shared;
    const tokenService = new HttpClient({
      ...shared,
      serviceTime: tokenServiceTime,
      origin: originOf(settings.require("imsUrl")),
    });
    const token = new TokenSource(() => fetchAdobeToken(tokenService, settings), clock);
    const client = new HttpClient({
      ...shared,
      serviceTime: platformTime,
      origin: originOf(settings.require("apiUrl")),
      headers: { "x-api-key": settings.require("clientId") },
      token,
    });
    this.#platform = { client, token, platformTime, tokenServiceTime };
    return this.#platform;
  }

  #openAzure() {
    if (this.#azure !== undefined) {
      return this.#azure;
    }
    const { settings, clock } = this;
    const token = new TokenSource(
      this.#surroundings.azureToken ??
        // Loaded only here: the library behind it is large, and most programs have no use for it.
        (async () => (await import("../signIn/azure.js")).fetchAzureToken(settings)),
      clock,
    );
    const client = new HttpClient({
      ...this.#shared,
      serviceTime: new ServiceTime(),
      origin: originOf(settings.azureCloud.management),
      token,
    });
    this.#azure = { client, token };
    return this.#azure;
  }

  #openMadconnect() {
    if (this.#madconnect !== undefined) {
      return this.#madconnect;
    }
    const { settings, clock } = this;
    const options = {
      ...this.#shared,
      serviceTime: new ServiceTime(),
      origin: originOf(settings.require("madconnectUrl")),
      service: "madconnect",
      refuses: isMadconnectRefusal,
    } as const;
    const tokenService = new HttpClient(options);
    const token = new TokenSource(() => fetchMadconnectToken(tokenService, settings), clock);
    this.#madconnect = { client: new HttpClient({ ...options, token }), token };
    return this.#madconnect;
  }
}

function originOf(url: string): string {
  return url.replace(/\/+$/, "");
}
