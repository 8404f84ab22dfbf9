import type { Dispatcher, request } from "undici";
import { ResponseLimitError, type ResponseLimits, readWithin, responseLimits } from "./responseLimits";
import type { Method } from "./retryTable";

/** One HTTP request as it is sent. */
export interface WireRequest {
  readonly method: Method;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Ends the exchange when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A complete response. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** No complete response was received; `sent` says whether the service may have received the request. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly sent: boolean;

  constructor(sent: boolean, reason: string, cause: unknown) {
    super(reason, { cause });
    this.sent = sent;
  }
}

/** Timeouts in milliseconds. The gateway gives up after about 60 s, so a longer silence means a lost response. */
const timeouts = { connect: 10_000, response: 75_000 };

/** Errors that occur before any byte of the request is sent. */
const notSentCodes: ReadonlySet<string> = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/**
 * Carries requests over kept-alive connections.
 *
 * undici's `retry` interceptor is not used: it does not distinguish a refused POST from one with a lost response, does not
 * renew a token, and resumes incomplete JSON by byte range. Redirects are not followed (undici's default), so a token is
 * never sent to another host.
 */
export class Transport {
  readonly #responseTimeout: number;
  readonly #limits: ResponseLimits;
  #wire: Promise<{ dispatcher: Dispatcher; request: typeof request }> | undefined;

  constructor(options: { responseTimeout?: number | undefined; limits?: ResponseLimits } = {}) {
    this.#responseTimeout = options.responseTimeout ?? timeouts.response;
    this.#limits = options.limits ?? responseLimits;
  }

  /**
   * Sends one request and reads the complete response, or throws a {@link TransportError}, or a
   * {@link ResponseLimitError} for a response that exceeds a limit.
   */
  async exchange(wire: WireRequest): Promise<WireResponse> {
    this.#wire ??= this.#open();
    const { dispatcher, request } = await this.#wire;
    // Each informational response (1xx) restarts the timeout of undici.
    const late = new AbortController();
    const { stall } = this.#limits;
    const reason = new Error(`no response within ${stall / 1_000} seconds`);
    const timer = setTimeout(() => late.abort(reason), stall);
    try {
      const response = await request(wire.url, {
        dispatcher,
        method: wire.method,
        headers: wire.headers,
        body: wire.body ?? null,
        signal: wire.signal === undefined ? late.signal : AbortSignal.any([wire.signal, late.signal]),
      });
      clearTimeout(timer);
      return {
        status: response.statusCode,
        headers: singleHeaders(response.headers),
        text: await readWithin(response.body, (reason) => response.body.destroy(reason), this.#limits),
      };
    } catch (error) {
      const code = errorCode(error);
      // An invalid request: it was not sent, and a retry would fail too.
      if (code === "UND_ERR_INVALID_ARG" || error instanceof ResponseLimitError) {
        throw error;
      }
      throw new TransportError(!isBeforeSending(error, code), reasonOf(error, code), error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes the connections; requests in progress are finished first. */
  async close(): Promise<void> {
    await (await this.#wire)?.dispatcher.close();
  }

  // Loaded with the first request (0.1 s, 13 MB): a run without changes sends none.
  async #open() {
    const { Agent, request } = await import("undici");
    const dispatcher = new Agent({
      // With HTTP/2, undici repeats a request by itself when its stream is refused; here the retry table decides.
      allowH2: false,
      connect: { timeout: timeouts.connect },
      headersTimeout: this.#responseTimeout,
      bodyTimeout: this.#responseTimeout,
    });
    return { dispatcher, request };
  }
}

function singleHeaders(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

// For a name with several addresses there is one error for all of them.
function firstOf(error: unknown): { code?: unknown; syscall?: unknown } | undefined {
  return error instanceof AggregateError ? error.errors[0] : (error as object | undefined);
}

function errorCode(error: unknown): string | undefined {
  const code = firstOf(error)?.code;
  return typeof code === "string" ? code : undefined;
}

// Codes such as EHOSTUNREACH also occur on open connections; the system call shows the difference.
function isBeforeSending(error: unknown, code: string | undefined): boolean {
  return firstOf(error)?.syscall === "connect" || notSentCodes.has(code ?? "");
}

function reasonOf(error: unknown, code: string | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  return code === undefined || message.includes(code)
    ? message
    : message === ""
      ? code
      : `${message} (${code})`;
}
