import { fetchMadconnectToken, isMadconnectRefusal } from "../api/madconnectEnvelope";
import type { Service } from "../config/keys";
import type { Settings } from "../config/settings";
import { withoutResponse } from "../http/attempt";
import { type ClientOptions, HttpClient, type WriteGuard } from "../http/client";
import type { Clock } from "../http/clock";
import type { Proxies } from "../http/proxy/proxies";
import { RequestBudget } from "../http/requestBudget";
import { ServiceTime } from "../http/serviceTime";
import { type Token, TokenSource } from "../http/token";
import { Transport } from "../http/transport";
import { fetchAdobeToken } from "../signIn/adobe";

/** A service that the provider has a client and a token for. */
export type ServiceName = Service | "azure";

/** The client of one service, with what it learns from the responses. */
export interface ServiceClient {
  readonly client: HttpClient;
  readonly token: TokenSource;
  /** The time of the service itself, and that of its token service: two hosts, two clocks. */
  readonly serviceTime: ServiceTime;
  readonly tokenServiceTime: ServiceTime;
}

/** What the clients are built from. */
export interface ClientParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly proxies: Proxies;
  readonly responseTimeout?: number | undefined;
  /** Signs in to Azure. Default: by the credentials that `azure-native` uses. */
  readonly azureToken?: (() => Promise<Token>) | undefined;
  /** Whether requests that change something may still be sent. */
  readonly mayChange: () => boolean;
  /** Decides about requests that change something in AEP, or on Azure for an endpoint of AEP. */
  readonly beforeWrite: WriteGuard;
}

/** The clients of all services, each opened when it is first used; they share connections and one request budget. */
export class Clients {
  readonly #parts: ClientParts;
  readonly #open = new Map<ServiceName, ServiceClient>();
  #wire: Pick<ClientOptions, "transport" | "budget" | "clock" | "mayChange"> | undefined;

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  /** The client of a service. */
  of(service: ServiceName): ServiceClient {
    const known = this.#open.get(service);
    if (known !== undefined) {
      return known;
    }
    const opened = this.#openClient(service);
    this.#open.set(service, opened);
    return opened;
  }

  /** The client of a service, if it has been used. */
  known(service: ServiceName): ServiceClient | undefined {
    return this.#open.get(service);
  }

  /** The last token of each service that has one. */
  tokens(): string[] {
    return [...this.#open.values()].flatMap(({ token }) => token.last ?? []);
  }

  /** Connects to a host: sends one request without credentials, whose response does not matter. */
  async probe(url: URL): Promise<void> {
    const name = { method: "GET", path: url.pathname } as const;
    try {
      await this.#shared.transport.exchange({ method: name.method, url, headers: {} });
    } catch (error) {
      const { outcome, error: problem } = withoutResponse(
        { name, url, sentAt: this.#parts.clock.now() },
        error,
      );
      // Otherwise there was a connection.
      if (outcome === "notSent" || outcome === "refusedByProxy") {
        throw problem;
      }
    }
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.#wire?.transport.close();
    this.#wire = undefined;
    this.#open.clear();
  }

  #openClient(service: ServiceName): ServiceClient {
    const { settings, beforeWrite } = this.#parts;
    switch (service) {
      case "aep":
        return this.#clientOf(
          () => ({
            origin: originOf(settings.require("apiUrl")),
            headers: { "x-api-key": settings.require("clientId") },
            beforeWrite,
          }),
          (shared) => {
            const tokenService = new HttpClient({ ...shared, origin: originOf(settings.require("imsUrl")) });
            return () => fetchAdobeToken(tokenService, settings);
          },
        );
      case "azure":
        return this.#clientOf(
          () => ({ origin: originOf(settings.azureCloud.management), beforeWrite }),
          (shared) =>
            this.#parts.azureToken ??
            // Loaded only here: the library behind it is large, and most programs do not use it.
            (async () => (await import("../signIn/azure.js")).fetchAzureToken(settings, shared.transport)),
        );
      case "madconnect": {
        // MadConnect has no sandbox.
        const own = () =>
          ({
            origin: originOf(settings.require("madconnectUrl")),
            service: "madconnect",
            refuses: isMadconnectRefusal,
          }) as const;
        return this.#clientOf(own, (shared) => {
          const tokenService = new HttpClient({ ...shared, ...own() });
          return () => fetchMadconnectToken(tokenService, settings);
        });
      }
    }
  }

  #clientOf(
    own: () => Pick<ClientOptions, "origin" | "headers" | "service" | "refuses" | "beforeWrite">,
    tokenFrom: (shared: Omit<ClientOptions, "origin">) => () => Promise<Token>,
  ): ServiceClient {
    const [serviceTime, tokenServiceTime] = [new ServiceTime(), new ServiceTime()];
    const report = (message: string) => token.announce(message);
    const fetchToken = tokenFrom({ ...this.#shared, serviceTime: tokenServiceTime, report });
    const token: TokenSource = new TokenSource(fetchToken, this.#parts.clock);
    const client = new HttpClient({ ...this.#shared, ...own(), serviceTime, token });
    return { client, token, serviceTime, tokenServiceTime };
  }

  get #shared() {
    if (this.#wire !== undefined) {
      return this.#wire;
    }
    const { settings, clock, proxies, mayChange, responseTimeout } = this.#parts;
    const budget = new RequestBudget(
      {
        maxConcurrent: settings.number("maxConcurrentRequests") ?? Number.POSITIVE_INFINITY,
        maxPerSecond: settings.number("maxRequestsPerSecond"),
      },
      clock,
    );
    const transport = new Transport({ proxies, responseTimeout });
    this.#wire = { transport, budget, clock, mayChange };
    return this.#wire;
  }
}

function originOf(url: string): string {
  return url.replace(/\/+$/, "");
}
