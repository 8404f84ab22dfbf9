import type { Json, JsonObject } from "./json";

/** One client request, as the emulator received it. */
export interface LoggedRequest {
  /** Starts at 1. */
  number: number;
  /** The service's time in milliseconds. */
  time: number;
  requestId: string;
  method: string;
  /** The path with its query, as received. */
  path: string;
  /** The path with placeholders such as `{id}`. */
  template: string;
  headers: Record<string, string>;
  /** The body; a string if it is not JSON, null if there is none. */
  body: Json;
  /** Null until the response is sent; it stays null if none is sent. */
  status: number | null;
  /** The time until the response was complete, in milliseconds of the machine; null as long as `status` is null. */
  durationMs: number | null;
  /** The body of a response with a status of 400 or more, unless a fault sets it; a string if it is not JSON. */
  response?: Json;
  /** The fault that was injected. */
  fault?: string;
}

/** A filter for logged requests. */
export interface RequestFilter {
  method?: string | undefined;
  /** What the path without its query begins with. */
  path?: string | undefined;
  template?: string | undefined;
  status?: number | undefined;
}

// An emulator that runs for weeks must not grow without limit.
const longest = 50_000;

/** Client requests in the order of their arrival. */
export class RequestLog {
  #requests: LoggedRequest[] = [];
  readonly #counts = new Map<string, Map<string, number>>();
  #number = 0;
  readonly #watchers = new Set<(request: LoggedRequest | undefined) => void>();

  /** Calls a function with every request that is added or gets its response; with undefined after all are removed. */
  watch(watcher: (request: LoggedRequest | undefined) => void): void {
    this.#watchers.add(watcher);
  }

  /** Adds a request; `respond` adds its response to the returned object. */
  add(request: Omit<LoggedRequest, "number" | "status" | "durationMs" | "template">): LoggedRequest {
    this.#number += 1;
    const logged = { number: this.#number, ...request, template: "", status: null, durationMs: null };
    this.#requests.push(logged);
    if (this.#requests.length > longest) {
      this.#requests = this.#requests.slice(longest / 2);
    }
    this.#tell(logged);
    return logged;
  }

  /** Adds the response to a request. */
  respond(logged: LoggedRequest, response: Pick<LoggedRequest, "status" | "durationMs" | "response">): void {
    Object.assign(logged, response);
    this.#tell(logged);
  }

  /** The request with a number. */
  find(number: number): LoggedRequest | undefined {
    const [first] = this.#requests;
    return first === undefined ? undefined : this.#requests[number - first.number];
  }

  /** Counts a request under its template. */
  count(method: string, template: string): void {
    const counts = this.#counts.get(method) ?? new Map<string, number>();
    this.#counts.set(method, counts.set(template, (counts.get(template) ?? 0) + 1));
  }

  /** Requests that match. */
  list(filter: RequestFilter = {}): LoggedRequest[] {
    return this.#requests.filter(
      (request) =>
        (filter.method === undefined || request.method === filter.method.toUpperCase()) &&
        (filter.path === undefined || (request.path.split("?")[0] ?? "").startsWith(filter.path)) &&
        (filter.template === undefined || request.template === filter.template) &&
        (filter.status === undefined || request.status === filter.status),
    );
  }

  /** How many requests each method and path template received. */
  counts(): JsonObject {
    return Object.fromEntries(
      [...this.#counts].map(([method, counts]) => [method, Object.fromEntries(counts)]),
    );
  }

  /** Removes all requests and counts. */
  clear(): void {
    this.#requests = [];
    this.#counts.clear();
    this.#number = 0;
    this.#tell(undefined);
  }

  #tell(request: LoggedRequest | undefined): void {
    for (const watcher of this.#watchers) {
      watcher(request);
    }
  }
}
