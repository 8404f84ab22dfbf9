import {
  ConnectError,
  type ConnectFailure,
  connectFailure,
  errorCode,
  proxyRefusal,
  reasonOf,
} from "./proxy/connectError";
import type { ConnectionLimits, Connections } from "./proxy/connections";
import { type HttpProxy, Proxies } from "./proxy/proxies";
import { ResponseLimitError, type ResponseLimits, readWithin, responseLimits } from "./responseLimits";
import type { WireRequest, WireResponse } from "./wire";

/** No complete response was received; `sent` says whether the service may have received the request. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly sent: boolean;
  /** What to do. `undefined` if that depends on the request only. */
  readonly advice: string | undefined;
  /** Whether a proxy refused the request. */
  readonly isRefused: boolean;

  constructor(sent: boolean, { reason, advice, isRefused = false }: ConnectFailure, cause: unknown) {
    super(reason, { cause });
    this.sent = sent;
    this.advice = advice;
    this.isRefused = isRefused;
  }
}

/** Limits in force. The gateway gives up after about 60 s, so a longer silence means a lost response. */
const timeouts: ConnectionLimits = { connect: 10_000, tunnel: 20_000, response: 75_000 };

/**
 * Carries requests over kept-alive connections, through a proxy if the environment names one for their host.
 *
 * undici's `retry` interceptor is not used: it does not distinguish a refused POST from one with a lost response, does not
 * renew a token, and resumes incomplete JSON by byte range. Redirects are not followed (undici's default), so a token is
 * never sent to another host.
 */
export class Transport {
  readonly #connectionLimits: ConnectionLimits;
  readonly #limits: ResponseLimits;
  readonly #proxies: Proxies;
  #connections: Promise<Connections> | undefined;

  constructor(
    options: {
      /** Milliseconds of silence after which a response counts as lost. */
      responseTimeout?: number | undefined;
      /** Milliseconds in which a proxy must open a tunnel. */
      tunnelTimeout?: number;
      limits?: ResponseLimits;
      /** Default: none. */
      proxies?: Proxies;
    } = {},
  ) {
    const { responseTimeout: response = timeouts.response, tunnelTimeout: tunnel = timeouts.tunnel } =
      options;
    this.#connectionLimits = { ...timeouts, response, tunnel };
    this.#limits = options.limits ?? responseLimits;
    this.#proxies = options.proxies ?? new Proxies({});
  }

  /**
   * Sends one request and reads the complete response, or throws a {@link TransportError}, or a
   * {@link ResponseLimitError} for a response that exceeds a limit.
   */
  async exchange(wire: WireRequest): Promise<WireResponse> {
    const { proxy } = this.#proxies.routeTo(wire.url);
    const response = await this.#receive(wire, proxy);
    // Only proxies send this status. If a request with https has it, the proxy has opened no tunnel but inspects TLS.
    if (response.status === 407 && proxy !== undefined) {
      throw new TransportError(false, proxyRefusal(407, wire.url, proxy), undefined);
    }
    return response;
  }

  async #receive(wire: WireRequest, proxy: HttpProxy | undefined): Promise<WireResponse> {
    this.#connections ??= this.#open();
    const connections = await this.#connections;
    // Each informational response (1xx) restarts the timeout of undici.
    const late = new AbortController();
    const { stall } = this.#limits;
    const reason = new Error(`no response within ${stall / 1_000} seconds`);
    const timer = setTimeout(() => late.abort(reason), stall);
    try {
      const signal = wire.signal === undefined ? late.signal : AbortSignal.any([wire.signal, late.signal]);
      const response = await connections.request({ ...wire, signal }, proxy);
      clearTimeout(timer);
      return {
        status: response.statusCode,
        headers: singleHeaders(response.headers),
        text: await readWithin(response.body, (reason) => response.body.destroy(reason), this.#limits),
        proxy,
      };
    } catch (error) {
      if (error instanceof ConnectError) {
        throw new TransportError(false, connectFailure(error, wire.url, proxy), error);
      }
      // An invalid request: it was not sent, and a retry would fail too.
      if (errorCode(error) === "UND_ERR_INVALID_ARG" || error instanceof ResponseLimitError) {
        throw error;
      }
      throw new TransportError(true, { reason: reasonOf(error) }, error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes the connections; requests in progress are finished first. */
  async close(): Promise<void> {
    await (await this.#connections)?.close();
  }

  // Loaded with the first request (0.1 s, 13 MB): a run without changes sends none.
  async #open(): Promise<Connections> {
    const { Connections } = await import("./proxy/connections.js");
    return new Connections(this.#connectionLimits);
  }
}

function singleHeaders(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
