import type { JsonObject } from "./json";
import type { Switches } from "./switches";

/** A response that refuses a request, in the error format of one service. */
export abstract class Refusal extends Error {
  /** The HTTP status. */
  abstract readonly status: number;
  /** Headers beside the usual ones. */
  readonly headers: Readonly<Record<string, string>> = {};
  /**
   * The JSON body.
   *
   * @param now - the service's time in milliseconds.
   */
  abstract body(requestId: string, switches: Switches, now: number): JsonObject;
}

/** What the checks that services share find wrong with a request, and the usual HTTP status of each. */
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

/** What a check that services share finds wrong with a request. */
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
