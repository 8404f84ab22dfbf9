import { urlKeysOf } from "../config/keys";
import { Problem } from "../messages/problem";
import { maxLevels, pathBeyond } from "../values/depth";
import type { RequestName } from "./adviceTable";
import type { HttpProxy } from "./proxy/proxies";
import { ResponseLimitError } from "./responseLimits";
import { mayHaveHappened, mayRetry, type Outcome, parseRetryAfter } from "./retryTable";
import { LostResponseError, ProxyPageError, ServiceError, UnreachableError } from "./serviceError";
import { TransportError } from "./transport";
import type { WireResponse } from "./wire";

/** A response with a 2xx status. */
export interface ServiceResponse {
  readonly status: number;
  /** The JSON body, or `undefined` if there is none. */
  readonly body: unknown;
}

/** A request that was sent once. */
export interface SentRequest {
  readonly name: RequestName;
  readonly url: URL;
  readonly sentAt: number;
  /** The token that was sent. */
  readonly token?: string | undefined;
}

/** An attempt that did not succeed. */
export interface FailedAttempt extends SentRequest {
  readonly outcome: Outcome;
  readonly error: Error;
  readonly retryAfter?: number | undefined;
}

/** A response and its body: JSON, `undefined` if it is empty, or one of two marks. */
export interface ReceivedResponse {
  readonly wire: WireResponse;
  readonly body: unknown;
}

const unreadable = Symbol("unreadable");
const tooDeep = Symbol("too deep");

/** Reads the body of a response. */
export function received(wire: WireResponse): ReceivedResponse {
  return { wire, body: parseJson(wire.text) };
}

/** The proxy that most likely sent a response itself, because it is text or markup: services send JSON. */
export function proxyBehindPage({ wire, body }: ReceivedResponse): HttpProxy | undefined {
  return body === unreadable && !/^\s*[[{]/.test(wire.text) ? wire.proxy : undefined;
}

/** The meaning of a response. `refuses` tells whether the body of a 2xx response is a refusal. */
export function withResponse(
  sent: SentRequest,
  response: ReceivedResponse,
  refuses: (body: unknown) => boolean,
  wallTime: number,
): { response: ServiceResponse } | FailedAttempt {
  const { wire, body } = response;
  if (wire.status >= 200 && wire.status < 300 && !refuses(body)) {
    return withSuccess(sent, response);
  }
  const proxy = proxyBehindPage(response);
  const requestId = wire.headers["x-request-id"] ?? wire.headers["x-ms-request-id"];
  return {
    ...sent,
    outcome: wire.status,
    error:
      proxy === undefined
        ? new ServiceError(sent.name, { status: wire.status, body, requestId })
        : new ProxyPageError(sent.name, sent.url, wire.status, proxy),
    retryAfter: parseRetryAfter(wire.headers["retry-after"], wire.headers.date, wallTime),
  };
}

function withSuccess(
  sent: SentRequest,
  response: ReceivedResponse,
): { response: ServiceResponse } | FailedAttempt {
  const { wire, body } = response;
  const proxy = proxyBehindPage(response);
  // The body of a DELETE response is not documented, and not needed.
  if (sent.name.method === "DELETE" && proxy === undefined) {
    return { response: { status: wire.status, body: undefined } };
  }
  if (body === tooDeep) {
    return excessive(sent, `the response has more than ${maxLevels} levels of JSON`);
  }
  if (body !== unreadable) {
    return { response: { status: wire.status, body } };
  }
  const reason =
    proxy === undefined
      ? "the response is incomplete or not JSON"
      : `the response is a page, most likely from the proxy ${proxy.name}`;
  return {
    ...sent,
    outcome: "lost",
    error: new LostResponseError(sent.name, reason, undefined, sent.sentAt),
  };
}

/** The meaning of an error that occurred instead of a complete response; errors of other kinds are thrown again. */
export function withoutResponse(sent: SentRequest, error: unknown): FailedAttempt {
  if (error instanceof ResponseLimitError) {
    return excessive(sent, error.message, error);
  }
  if (!(error instanceof TransportError)) {
    throw error;
  }
  const { name, url, sentAt } = sent;
  return error.sent
    ? { ...sent, outcome: "lost", error: new LostResponseError(name, error.message, error, sentAt) }
    : {
        ...sent,
        outcome: error.isRefused ? "refusedByProxy" : "notSent",
        error: new UnreachableError({ ...name, origin: url.origin }, error.message, error, error.advice),
      };
}

/** The error of a request after its last attempt. */
export function finalError({ outcome, error, name, sentAt }: FailedAttempt, idempotent?: boolean): Error {
  // A 5xx leaves it as uncertain as silence whether a change was applied, unless the request may simply be repeated.
  const isUncertain = !mayRetry(name.method, outcome, idempotent) && mayHaveHappened(outcome);
  return isUncertain && (error instanceof ServiceError || error instanceof ProxyPageError)
    ? new LostResponseError(name, error.message, error, sentAt)
    : error;
}

// The entity may exist although its response is unusable: a change counts as lost.
function excessive(sent: SentRequest, reason: string, cause?: unknown): FailedAttempt {
  const { name, sentAt } = sent;
  const error =
    name.method === "GET"
      ? new Problem(
          {
            what: `${name.method} ${name.path} returned an unusable response: ${reason}.`,
            advice: `Check proxies and the configured URLs (${urlKeysOf(name.service ?? "aep")}); if they are right, please report this with the request.`,
          },
          { cause },
        )
      : new LostResponseError(name, reason, cause, sentAt);
  return { ...sent, outcome: "excessive", error };
}

function parseJson(text: string): unknown {
  if (text.trim() === "") {
    return undefined;
  }
  try {
    const body: unknown = JSON.parse(text);
    return pathBeyond(maxLevels, body) === undefined ? body : tooDeep;
  } catch {
    return unreadable;
  }
}
