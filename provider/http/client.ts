import type { Service } from "../config/keys";
import type { Scope } from "../config/realm";
import { Problem } from "../messages/problem";
import type { RequestName } from "./adviceTable";
import {
  type FailedAttempt,
  finalError,
  proxyBehindPage,
  type ReceivedResponse,
  received,
  type SentRequest,
  type ServiceResponse,
  withoutResponse,
  withResponse,
} from "./attempt";
import { type CallLimits, within } from "./call";
import { changesSomething } from "./changes";
import type { Clock } from "./clock";
import { isMissingPermission } from "./missingPermission";
import type { UrlPath } from "./path";
import type { RequestBudget } from "./requestBudget";
import { type Method, maxAttempts, maxRetryAfter, mayRetry, pauseBefore } from "./retryTable";
import { waitForRetry } from "./retryWait";
import { ServiceError } from "./serviceError";
import type { ServiceTime } from "./serviceTime";
import type { TokenSource } from "./token";
import type { Transport } from "./transport";
import type { Report } from "./waitAccount";

/** A request to a service, without the parts that all its requests have in common. */
export interface ServiceRequest {
  readonly method: Method;
  readonly path: UrlPath;
  /** Headers of this request only, such as `If-Match`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent form-encoded. */
  readonly form?: URLSearchParams;
  /** Whether repeating the request has no further effect. Default: depends on the method. */
  readonly idempotent?: boolean;
  /** Organisation and sandbox of what the request changes. Not sent by itself. Default: the request belongs to none. */
  readonly scope?: Scope | undefined;
}

/** Decides about a request that changes something, before it is sent: throws an error if it must not be sent. */
export type WriteGuard = (request: ServiceRequest, call: CallLimits | undefined) => Promise<void>;

/** The differences between services on the level of HTTP. */
export interface ClientOptions {
  readonly origin: string;
  /** The service whose configuration keys messages mention. Default: AEP. */
  readonly service?: Service;
  /** Whether the body of a response with a 2xx status is a refusal. Default: never. */
  readonly refuses?: (body: unknown) => boolean;
  /** Headers of every request; none of them is secret. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The source of the bearer token; left out for the token service itself. */
  readonly token?: TokenSource;
  readonly transport: Transport;
  readonly budget: RequestBudget;
  readonly clock: Clock;
  readonly serviceTime: ServiceTime;
  /** Whether requests that change something may still be sent. Default: yes. */
  readonly mayChange?: () => boolean;
  /** Called once before each request that changes something. Default: each may be sent. */
  readonly beforeWrite?: WriteGuard | undefined;
  /** The call of the provider that the requests belong to: when it ends, all waits end. Default: no limits. */
  readonly call?: CallLimits;
  /** Announces long waits of requests that belong to no call. Default: they are not announced. */
  readonly report?: Report;
}

/** What a header can contain; undici also refuses everything else. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Sends requests to one service: token, headers, retries and errors are the same for all of them. */
export class HttpClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** The same client for one call of the provider. */
  during(call: CallLimits): HttpClient {
    return new HttpClient({ ...this.#options, call });
  }

  /** Sends a request, with retries, and returns its response; throws {@link ServiceError}, {@link LostResponseError} or {@link UnreachableError}. */
  async send(request: ServiceRequest): Promise<ServiceResponse> {
    const { token: tokens, clock, call, report } = this.#options;
    const purpose = purposeOf(request);
    // Here, because every request of every service passes here. Before the wait for a place in the request budget: the
    // guard may send a request of its own.
    if (changesSomething(request)) {
      await this.#options.beforeWrite?.(request, call);
    }
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(request);
      if ("response" in result) {
        return result.response;
      }

      const { token, error } = result;
      const mayBeToken =
        result.outcome === 401 &&
        !(error instanceof ServiceError && isMissingPermission(error.path, error.status, error.body));
      if (mayBeToken && token !== undefined && !renewed) {
        // A 401 comes from the gateway before the service receives the request, so even a POST may be repeated.
        renewed = true;
        await within(call, clock, tokens?.refused(token) ?? Promise.resolve(), `a token for ${purpose}`);
        continue;
      }
      if (
        attempt >= maxAttempts(result.outcome) ||
        (result.retryAfter ?? 0) > maxRetryAfter ||
        !mayRetry(request.method, result.outcome, request.idempotent)
      ) {
        throw finalError(result, request.idempotent);
      }
      await waitForRetry(
        { call, request, report, clock, name: purpose, error: result.error },
        pauseBefore(attempt, result.retryAfter),
      );
    }
  }

  async #attempt(request: ServiceRequest): Promise<{ response: ServiceResponse } | FailedAttempt> {
    const {
      transport,
      clock,
      serviceTime,
      call,
      mayChange = () => true,
      refuses = () => false,
    } = this.#options;
    const url = new URL(this.#options.origin + request.path);
    let sent: SentRequest = { name: this.#nameOf(request), url, sentAt: clock.now() };
    let response: ReceivedResponse;
    try {
      response = await this.#inBudget(async () => {
        // Again, because the token may have ended during the wait for a turn.
        const token = await this.#token(request);
        // A request without a token is for a token service, which changes nothing.
        if (changesSomething(request) && token !== undefined && !mayChange()) {
          throw abandoned(request);
        }
        if (request.method === "POST") {
          call?.posting?.();
        }
        sent = { ...sent, token, sentAt: clock.now() };
        // A request that changes something is finished whatever happens to its call: its response may hold the id of
        // what was created. The transport bounds how long that takes.
        const cancellable = changesSomething(request) ? undefined : call && { ...call, deadline: undefined };
        const exchange = transport.exchange({
          method: request.method,
          url,
          headers: this.#headers(request, token),
          body:
            request.form?.toString() ??
            (request.json === undefined ? undefined : JSON.stringify(request.json)),
          signal: cancellable?.signal,
        });
        const wire = await within(cancellable, clock, exchange, `a response to ${purposeOf(request)}`);
        const receivedAt = clock.now();
        const parsed = received(wire);
        // The clock of a proxy can be wrong.
        if (proxyBehindPage(parsed) === undefined) {
          serviceTime.learn(wire.headers.date, sent.sentAt, receivedAt);
        }
        return parsed;
      }, request);
    } catch (error) {
      return withoutResponse(sent, error);
    }
    return withResponse(sent, response, refuses, clock.wall());
  }

  // The token is taken after the wait for a place: one that was taken before may have ended.
  #inBudget<T>(exchange: () => Promise<T>, request: ServiceRequest): Promise<T> {
    const { budget, token, call } = this.#options;
    return token === undefined
      ? budget.runWithin(exchange, call)
      : budget.run(exchange, call, () => this.#token(request));
  }

  async #token(request: ServiceRequest): Promise<string | undefined> {
    const { token, clock, call } = this.#options;
    return token && (await within(call, clock, token.get(call?.report), `a token for ${purposeOf(request)}`));
  }

  #nameOf(request: ServiceRequest): RequestName {
    return { method: request.method, path: request.path.shown, service: this.#options.service };
  }

  #headers(request: ServiceRequest, token: string | undefined): Record<string, string> {
    const headers = {
      accept: "application/json",
      ...this.#options.headers,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(request.json === undefined ? {} : { "content-type": "application/json" }),
      ...(request.form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      ...request.headers,
    };
    const invalid = Object.entries(headers).find(([, value]) => !headerValue.test(value));
    if (invalid !== undefined) {
      throw new Problem({
        what: `${purposeOf(request)} was not sent: the value of its header ${invalid[0]} has a character that HTTP does not allow.`,
        advice:
          "Check the configuration and the inputs for typographic characters; if there are none, please report this.",
      });
    }
    return headers;
  }
}

function purposeOf({ method, path }: ServiceRequest): string {
  return `${method} ${path}`;
}

function abandoned({ method, path }: ServiceRequest): Problem {
  return new Problem({
    what: `${method} ${path} was not sent, because the Pulumi run that it belongs to is ending or was killed.`,
    advice: "Run pulumi up again; after a killed run, run npx pulumi-aep recover before that.",
  });
}
