import type { Json, JsonObject } from "./json";
import type { GatewayErrorCode } from "./refusal";

/** Which requests a fault hits. Default: the next request. */
export interface FaultMatch {
  /** Method of the request. */
  method?: string | undefined;
  /** What the path without its query begins with. */
  path?: string | undefined;
  /** The path template, as the counts show it. */
  template?: string | undefined;
  /** The first matching request that is hit, counted from when the fault is set. Default 1. */
  nth?: number | undefined;
  /** How many matching requests are hit. Default 1. */
  times?: number | undefined;
}

/** The kinds of faults, each with its own members. */
export interface FaultKinds {
  /** The change is made; the connection ends without a response. */
  answerLost: object;
  /** The connection is reset; no change is made. */
  resetBefore: object;
  /** The change is made, then the connection is reset. */
  resetAfter: object;
  /** The change is made; the response comes `delayMs` milliseconds late. */
  slow: { delayMs: number };
  /**
   * Another response is sent, for example 503; with `apply`, the change is still made. Default: no headers, no body, no
   * change.
   */
  answer: {
    status: number;
    headers?: Record<string, string> | undefined;
    body?: Json | undefined;
    apply?: boolean | undefined;
  };
  /** The gateway refuses with one of its codes; no change is made. */
  gatewayError: { code: GatewayErrorCode };
  /**
   * The gateway refuses by rate (429050); no change is made. `seconds` (default 1) is the value of Retry-After, if it is
   * sent; default of `retryAfter`: `none`.
   */
  throttled: {
    retryAfter?: "none" | "seconds" | "date" | undefined;
    seconds?: number | undefined;
  };
  /** The change is made; the response ends in the middle of its body. */
  truncated: object;
  /** The change is made; the response's body is an HTML page. */
  notJson: object;
  /** Every token in force ends, so that this request gets 401. */
  staleToken: object;
  /** Someone other than the client changes the entity just before the request is served. */
  edit: { patch: JsonObject | Json[] };
  /** The response reports success, but the entity does not change. */
  lostUpdate: object;
  /** A read by id finds nothing, as if the entity did not exist yet. */
  notVisible: object;
  /** A list lacks entities created within the last `ageMs` milliseconds. Default 60 000. */
  staleList: { ageMs?: number | undefined };
  /**
   * The addressed or just created entity gets this state, such as `Failed` of an endpoint or `updating` of a flow: before a
   * GET, after any other request.
   */
  state: { state: string };
}

/** A fault as a caller gives it. */
export type FaultInput = {
  [Kind in keyof FaultKinds]: { kind: Kind } & FaultKinds[Kind] & FaultMatch;
}[keyof FaultKinds];

/** Members that have a value once a fault is set. */
type Defaulted = "nth" | "times" | "headers" | "apply" | "retryAfter" | "seconds" | "ageMs";

type Complete<Input> = Input extends unknown
  ? Omit<Input, Defaulted> & { [Name in keyof Input & Defaulted]-?: Exclude<Input[Name], undefined> }
  : never;

/** A fault with its defaults. */
export type Fault = Complete<FaultInput>;
