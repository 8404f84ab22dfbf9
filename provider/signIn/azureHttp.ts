import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline" with {
  "resolution-mode": "import",
};
import { namesOf } from "../config/keys";
import { proxyBehindPage, received } from "../http/attempt";
import { errorCode, reasonOf } from "../http/proxy/connectError";
import { responseLimits } from "../http/responseLimits";
import { ProxyPageError, UnreachableError } from "../http/serviceError";
import { type Transport, TransportError } from "../http/transport";
import type { WireRequest, WireResponse } from "../http/wire";
import { Problem } from "../messages/problem";

/**
 * Carries the requests of Azure's identity library over the provider's transport, so that the same variables have the
 * same meaning. The library itself reads ALL_PROXY too, prefers upper case, ignores subdomains in NO_PROXY, and sends
 * requests to loopback and to the service of managed identities through the proxy.
 */
export class AzureHttp implements HttpClient {
  readonly #transport: Transport;
  #failure: Problem | undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Options for a credential. */
  get options(): { httpClient: HttpClient; proxyOptions: { host: string; port: number } } {
    // The library would read the variables nevertheless, and fail on a URL without a scheme. Nothing is sent there.
    return { httpClient: this, proxyOptions: { host: "http://unused.invalid", port: 1 } };
  }

  /** Why requests could not reach Azure, if the provider knows more about it than the library. */
  get failure(): Problem | undefined {
    return this.#failure;
  }

  /** Sends a GET that is not one of the library. */
  async get(url: URL, headers: Readonly<Record<string, string>>): Promise<WireResponse> {
    return this.#exchange({ method: "GET", url, headers, signal: AbortSignal.timeout(responseLimits.stall) });
  }

  /** Sends a request of the library. */
  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const { createHttpHeaders, RestError } = await import("@azure/core-rest-pipeline");
    const exchange = this.#exchange({
      method: methodOf(request),
      url: new URL(request.url),
      headers: request.headers.toJSON(),
      body: bodyOf(request),
      signal: signalOf(request),
    });
    const { status, headers, text } = await exchange.catch((error: unknown) => {
      // The library repeats requests with the codes of failed connections.
      const code = error instanceof TransportError && !error.isRefused ? codeOf(error) : undefined;
      throw new RestError(reasonOf(error), { request, ...(code === undefined ? {} : { code }) });
    });
    const given = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return { request, status, headers: createHttpHeaders(Object.fromEntries(given)), bodyAsText: text };
  }

  async #exchange(wire: WireRequest): Promise<WireResponse> {
    const { url, method } = wire;
    const name = { method, path: url.pathname };
    this.#failure = undefined;
    try {
      const response = await this.#transport.exchange(wire);
      const proxy = proxyBehindPage(received(response));
      this.#failure = proxy && new ProxyPageError(name, url, response.status, proxy);
      return response;
    } catch (error) {
      if (error instanceof Problem) {
        this.#failure = error;
      } else if (error instanceof TransportError && !error.sent && url.protocol === "https:") {
        // Services of the machine have plain http: on most machines there are none, which is no failure.
        const request = { ...name, origin: url.origin };
        this.#failure = new UnreachableError(request, error.message, error, error.advice ?? networkAdvice);
      }
      throw error;
    }
  }
}

const networkAdvice = `Check the network and ${namesOf("azureAuthorityUrl")}. If your network requires a proxy, set HTTPS_PROXY to its URL.`;

function codeOf({ cause }: TransportError): string | undefined {
  return errorCode(cause instanceof Error && cause.cause !== undefined ? cause.cause : cause);
}

const methods: readonly WireRequest["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function methodOf(request: PipelineRequest): WireRequest["method"] {
  const method = methods.find((one) => one === request.method);
  if (method === undefined) {
    throw new Error(`Azure's library sends a request with the unexpected method ${request.method}`);
  }
  return method;
}

function bodyOf({ body }: PipelineRequest): string | undefined {
  if (body === undefined || body === null || typeof body === "string") {
    return body ?? undefined;
  }
  throw new Error("Azure's library sends a request with an unexpected body");
}

function signalOf({ abortSignal, timeout }: PipelineRequest): AbortSignal {
  const ended = new AbortController();
  if (abortSignal?.aborted === true) {
    ended.abort();
  }
  abortSignal?.addEventListener("abort", () => ended.abort());
  return timeout > 0 ? AbortSignal.any([ended.signal, AbortSignal.timeout(timeout)]) : ended.signal;
}
