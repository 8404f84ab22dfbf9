import type { Dispatcher, request } from "undici";
import type { Method } from "./retryTable";

/** One HTTP exchange as it goes over the wire. */
export interface WireRequest {
  readonly method: Method;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** A whole answer. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** No whole answer came; `sent` tells whether the service may have seen the request. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly sent: boolean;

  constructor(sent: boolean, reason: string, cause: unknown) {
    super(reason, { cause });
    this.sent = sent;
  }
}

/** Milliseconds to wait. The gateway gives up after about 60 s, so a longer silence means a lost answer. */
const timeouts = { connect: 10_000, answer: 75_000 };

/** Errors that come before a single byte of the request has left: these requests did not happen. */
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
 * undici's `retry` interceptor is not used: it cannot tell a POST that was refused from one whose answer was lost,
 * does not renew a token, and resumes cut-off JSON by byte range. Redirects are not followed (undici's default),
 * so a token never leaves for another host.
 */
export class Transport {
  readonly #responseTimeout: number;
  #wire: Promise<{ dispatcher: Dispatcher; request: typeof request }> | undefined;

  constructor(options: { responseTimeout?: number } = {}) {
    this.#responseTimeout = options.responseTimeout ?? timeouts.answer;
  }

  /** Sends one request and reads the whole answer, or throws a {@link TransportError}. */
  async exchange(wire: WireRequest): Promise<WireResponse> {
    this.#wire ??= this.#open();
    const { dispatcher, request } = await this.#wire;
    try {
      const answer = await request(wire.url, {
        dispatcher,
        method: wire.method,
        headers: wire.headers,
        body: wire.body ?? null,
      });
      return {
        status: answer.statusCode,
        headers: singleHeaders(answer.headers),
        text: await answer.body.text(),
      };
    } catch (error) {
      const code = errorCode(error);
      // Nothing was sent, and nothing would be the next time: this request was made wrongly.
      if (code === "UND_ERR_INVALID_ARG") {
        throw error;
      }
      throw new TransportError(!isBeforeSending(error, code), reasonOf(error, code), error);
    }
  }

  /** Closes the connections; calls in flight are finished first. */
  async close(): Promise<void> {
    await (await this.#wire)?.dispatcher.close();
  }

  // Loaded with the first request (0.1 s, 13 MB): a run that changes nothing has none.
  async #open() {
    const { Agent, request } = await import("undici");
    const dispatcher = new Agent({
      // Over HTTP/2 undici sends a request again by itself when its stream was refused; here the retry table decides.
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

// A name that resolves to several addresses fails with one error for all of them.
function firstOf(error: unknown): { code?: unknown; syscall?: unknown } | undefined {
  return error instanceof AggregateError ? error.errors[0] : (error as object | undefined);
}

function errorCode(error: unknown): string | undefined {
  const code = firstOf(error)?.code;
  return typeof code === "string" ? code : undefined;
}

// Codes such as EHOSTUNREACH come for connections under way too, so for these the system call tells.
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
