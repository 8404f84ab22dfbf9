import { Agent, buildConnector, type Dispatcher, Pool, ProxyAgent } from "undici";
import type { WireRequest } from "../wire";
import { ConnectError } from "./connectError";
import type { HttpProxy } from "./proxies";

/** Limits of connections. Milliseconds. */
export interface ConnectionLimits {
  /** Time to connect to a host, TLS included. */
  readonly connect: number;
  /** Time in which a proxy must respond to `CONNECT`: it connects to the service in it. */
  readonly tunnel: number;
  /** Longest silence of a service. */
  readonly response: number;
}

/** Ways to the services through one proxy. */
interface Proxied {
  /** For https: connections through tunnels. */
  readonly tunnels: Dispatcher;
  /** For http: the proxy gets the whole URL. */
  readonly forward: Dispatcher;
}

/**
 * Kept-alive connections, direct and through proxies. An error before a request is sent is a {@link ConnectError}.
 *
 * undici's `EnvHttpProxyAgent` is not used: it sends requests to loopback through the proxy, does not report which proxy
 * it uses, waits five minutes for a response to `CONNECT`, and turns a 407 to a plain http request into an invalid argument.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #direct: Dispatcher;
  readonly #proxied = new Map<string, Proxied>();

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
    this.#direct = new Agent({ ...this.#bounds, factory: this.#poolWith(this.#connector("service")) });
  }

  /** Sends a request, and returns its response as soon as it has headers. */
  request(wire: WireRequest, proxy: HttpProxy | undefined): Promise<Dispatcher.ResponseData> {
    const { url, method, headers, body = null, signal } = wire;
    const target = { origin: url.origin, path: url.pathname + url.search, method, headers, body, signal };
    if (proxy === undefined) {
      return this.#direct.request(target);
    }
    const { tunnels, forward } = this.#through(proxy);
    return url.protocol === "https:"
      ? tunnels.request(target)
      : forward.request({
          ...target,
          origin: proxy.origin,
          path: url.href,
          headers: { ...headers, host: url.host, ...authorizationOf(proxy) },
        });
  }

  /** Closes the connections; requests in progress are finished first. */
  async close(): Promise<void> {
    const proxied = [...this.#proxied.values()].flatMap(({ tunnels, forward }) => [tunnels, forward]);
    await Promise.all([this.#direct, ...proxied].map((dispatcher) => dispatcher.close()));
  }

  get #bounds() {
    // With HTTP/2, undici repeats a request by itself when its stream is refused; here the retry table decides.
    return { allowH2: false, headersTimeout: this.#limits.response, bodyTimeout: this.#limits.response };
  }

  #through(proxy: HttpProxy): Proxied {
    const key = JSON.stringify([proxy.origin, proxy.authorization]);
    const known = this.#proxied.get(key);
    if (known !== undefined) {
      return known;
    }
    const connect = this.#connector("proxy");
    // undici would expect the name of the service in the certificate of the proxy, or send an IP address as a name.
    const toProxy: buildConnector.connector = (options, done) =>
      connect({ ...options, servername: "" }, done);
    const opened = {
      tunnels: new ProxyAgent({
        ...this.#bounds,
        uri: proxy.origin,
        ...(proxy.authorization === undefined ? {} : { token: proxy.authorization }),
        connectTimeout: this.#limits.connect,
        clientFactory: (origin) =>
          new TunnelPool(origin, { allowH2: false, headersTimeout: this.#limits.tunnel, connect: toProxy }),
        factory: (origin, options) => new Pool(origin, { ...options, connect: throughTunnel(options) }),
      }),
      forward: new Agent({ ...this.#bounds, factory: this.#poolWith(toProxy) }),
    };
    this.#proxied.set(key, opened);
    return opened;
  }

  #connector(stage: "proxy" | "service"): buildConnector.connector {
    return failingWith(stage, buildConnector({ allowH2: false, timeout: this.#limits.connect }));
  }

  #poolWith(connect: buildConnector.connector) {
    return (origin: string | URL, options: object) => new Pool(origin, { ...options, connect });
  }
}

/** Connections to a proxy that become tunnels. */
class TunnelPool extends Pool {
  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>;
  override connect(
    options: Dispatcher.ConnectOptions,
    callback: (error: Error | null, data: Dispatcher.ConnectData) => void,
  ): void;
  override async connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    const response = await super.connect(options).catch((error: unknown) => {
      throw error instanceof ConnectError ? error : new ConnectError("tunnel", error);
    });
    if (response.statusCode !== 200) {
      response.socket.on("error", () => {}).destroy();
      throw new ConnectError("tunnel", new Error(`status ${response.statusCode}`), response.statusCode);
    }
    return response;
  }
}

/** A connector whose errors are a {@link ConnectError}, in whatever way they reach a request. */
function failingWith(
  stage: "proxy" | "service",
  connect: buildConnector.connector,
): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) =>
      error === null
        ? callback(null, socket)
        : callback(error instanceof ConnectError ? error : new ConnectError(stage, error), null),
    );
}

/** The connector of `ProxyAgent`, which opens a tunnel. Its types do not show it. */
function throughTunnel(options: object): buildConnector.connector {
  const { connect } = options as { connect: buildConnector.connector };
  return failingWith("service", connect);
}

function authorizationOf({ authorization }: HttpProxy): Record<string, string> {
  return authorization === undefined ? {} : { "proxy-authorization": authorization };
}
