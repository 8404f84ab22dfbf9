import type { JsonObject } from "./json";
import type { Switches } from "./switches";

/** A response that refuses a request, in the error format of one service. */
export abstract class Refusal extends Error {
  /** The HTTP status. */
  abstract readonly status: number;
  /** Additional headers. */
  readonly headers: Readonly<Record<string, string>> = {};
  /**
   * The JSON body.
   *
   * @param now - the service's time in milliseconds.
   */
  abstract body(requestId: string, switches: Switches, now: number): JsonObject;
}

/** The problems that checks shared by services find in a request, with the usual HTTP status of each. */
const problems = {
  emptyBody: 400,
  mediaType: 415,
  malformed: 400,
  missingField: 400,
  invalidPatch: 400,
  unsupportedPatchOperation: 400,
  query: 400,
  limitWithCount: 400,
  orderby: 400,
  filterOperator: 400,
  filterOperatorNotImplemented: 400,
  filterOperatorOnId: 400,
  filterField: 400,
  filterValueEmpty: 400,
  filterValueNotSingle: 400,
  missingSandbox: 400,
  unknownSandbox: 404,
} as const;

/** A problem that a check shared by services finds in a request. */
export type Problem = keyof typeof problems;

/** A request that a check shared by services finds invalid; each service refuses it in its own error format. */
export class Invalid extends Error {
  /** The usual HTTP status of the problem. */
  readonly status: number;

  constructor(
    readonly problem: Problem,
    message: string,
  ) {
    super(message);
    this.status = problems[problem];
  }
}

/** Errors of the gateway in front of all services. */
export const gatewayErrors = {
  "403010": { status: 403, message: "Oauth token is missing." },
  "401013": { status: 401, message: "Oauth token is not valid" },
  "403000": { status: 403, message: "Api Key is required" },
  "403003": { status: 403, message: "Api Key is invalid" },
  "400003": { status: 400, message: "Missing header" },
  "403025": { status: 403, message: "Profile is not valid" },
  "403027": { status: 403, message: "User region is missing" },
  "429050": { status: 429, message: "Too many requests" },
  // The sources name no code for an unknown path.
  "404000": { status: 404, message: "Resource not found" },
} as const;

/** A gateway error code. */
export type GatewayErrorCode = keyof typeof gatewayErrors;

/** A refusal by the gateway, before any service sees the request. */
export class GatewayError extends Refusal {
  readonly status: number;

  constructor(
    readonly code: GatewayErrorCode,
    override readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(gatewayErrors[code].message);
    this.status = gatewayErrors[code].status;
  }

  override body(_requestId: string, switches: Switches): JsonObject {
    return {
      error_code: switches.gatewayErrorCode === "integer" ? Number(this.code) : this.code,
      message: this.message,
    };
  }
}
