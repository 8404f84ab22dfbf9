import type { FaultInput } from "../../../emulator/index";
import type { InProcessOptions } from "../host/inProcessHost";

/** Longer than any host waits for a response. Milliseconds. */
const beyondTimeout = 600_000;

const status = (code: number, apply: boolean): FaultInput => ({
  kind: "answer",
  status: code,
  body: {},
  apply,
});

/** A fault of one request. */
export interface FaultCase {
  readonly what: string;
  readonly fault: FaultInput;
  /** Whether the service processes the request nevertheless. */
  readonly done: boolean;
}

/** Faults after which it is unknown whether the service made the change. */
export const uncertainFaults: readonly FaultCase[] = [
  { what: "the response is lost", fault: { kind: "answerLost" }, done: true },
  { what: "the connection is reset after the change", fault: { kind: "resetAfter" }, done: true },
  { what: "the connection is reset before the change", fault: { kind: "resetBefore" }, done: false },
  { what: "the response comes too late", fault: { kind: "slow", delayMs: beyondTimeout }, done: true },
  { what: "the response is cut off", fault: { kind: "truncated" }, done: true },
  { what: "the response is not JSON", fault: { kind: "notJson" }, done: true },
  { what: "500 comes after the change", fault: status(500, true), done: true },
  { what: "500 comes before the change", fault: status(500, false), done: false },
  { what: "502 comes after the change", fault: status(502, true), done: true },
  { what: "502 comes before the change", fault: status(502, false), done: false },
  { what: "503 comes after the change", fault: status(503, true), done: true },
  { what: "503 comes before the change", fault: status(503, false), done: false },
  { what: "504 comes after the change", fault: status(504, true), done: true },
  { what: "504 comes before the change", fault: status(504, false), done: false },
];

/** Faults that change nothing and that pass. */
export const passingFaults: readonly FaultCase[] = [
  { what: "429 comes", fault: { kind: "throttled", times: 2 }, done: false },
  {
    what: "429 with seconds comes",
    fault: { kind: "throttled", retryAfter: "seconds", seconds: 7, times: 2 },
    done: false,
  },
  {
    what: "429 with a date comes",
    fault: { kind: "throttled", retryAfter: "date", seconds: 7, times: 2 },
    done: false,
  },
  { what: "the token has expired", fault: { kind: "staleToken" }, done: false },
];

/** Refusals of the gateway: they change nothing, and a retry does not help. */
export const gatewayRefusals: readonly FaultCase[] = (
  ["403000", "403003", "403010", "403025", "403027", "400003", "404000"] as const
).map((code) => ({
  what: `the gateway responds with ${code}`,
  fault: { kind: "gatewayError", code },
  done: false,
}));

/** Every fault that can hit any request. */
export const faultCases: readonly FaultCase[] = [...uncertainFaults, ...passingFaults, ...gatewayRefusals];

/**
 * Options for a host that meets this fault. Only a response that comes too late takes a short response timeout:
 * on a busy machine, any response can take longer than that.
 */
export function hostUnder({ kind }: FaultInput): InProcessOptions {
  return kind === "slow" ? { responseTimeout: 500 } : {};
}
