import type { HttpProxy } from "./proxy/proxies";
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
  /** The proxy that the request was sent through, which can have sent the response itself. */
  readonly proxy?: HttpProxy | undefined;
}
