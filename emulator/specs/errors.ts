import type { JsonObject } from "../core/json";
import { type Invalid, type Problem, Refusal } from "../core/refusal";
import type { Switches } from "../core/switches";
import { type ErrorCode, errorCodes } from "./errorCodes";

/** The entity that an error is about, for its report. */
export interface ErrorSubject {
  /** The collection. */
  type?: string;
  /** The entity. */
  id?: string;
}

/** A refusal by the Flow Service or the connectors service, with a documented code. */
export class FlowServiceError extends Refusal {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly subject: ErrorSubject = {},
  ) {
    super(message);
    this.status = Number(code.slice(-3));
  }

  override body(requestId: string, switches: Switches): JsonObject {
    const texts = { errorMessage: this.message, errorDetails: this.message };
    if (switches.flowServiceErrors === "older") {
      return texts;
    }
    return {
      type: `https://ns.adobe.com/aep/errors/${this.code}`,
      title: errorCodes[this.code],
      status: this.status,
      report: {
        "detailed-message": this.message,
        ...(this.subject.id === undefined ? {} : { id: this.subject.id }),
        "request-id": requestId,
        ...(this.subject.type === undefined ? {} : { type: this.subject.type }),
      },
      ...texts,
      // One spec documents this refusal with the member message only.
      ...(this.code === "FLOW-1413-400" ? { message: this.message } : {}),
    };
  }
}

/** A refusal that is documented with its status and message only, without a code. */
export class UncodedError extends Refusal {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }

  override body(): JsonObject {
    return { errorMessage: this.message, errorDetails: this.message };
  }
}

const codes: Readonly<Record<Problem, ErrorCode>> = {
  emptyBody: "FLOW-1405-400",
  mediaType: "CONNECTOR-1004-415",
  malformed: "FLOW-1100-400",
  missingField: "CONNECTOR-1304-400",
  invalidPatch: "FLOW-1455-400",
  unsupportedPatchOperation: "FLOW-1434-400",
  query: "FLOW-1451-400",
  limitWithCount: "FLOW-1401-400",
  orderby: "FLOW-1432-400",
  filterOperator: "FLOW-1450-400",
  filterOperatorNotImplemented: "FLOW-1440-400",
  filterOperatorOnId: "FLOW-1448-400",
  filterField: "FLOW-1449-400",
  filterValueEmpty: "FLOW-1453-400",
  filterValueNotSingle: "FLOW-1443-400",
  missingSandbox: "FLOW-2105-400",
  unknownSandbox: "FLOW-2100-404",
};

/** Refuses a request that a shared check found invalid, with the code of the error catalogue. */
export function codedRefusal({ problem, message }: Invalid): FlowServiceError {
  return new FlowServiceError(codes[problem], message);
}

/** The refusal of an unknown id. */
export function notFound(switches: Switches, type: string, id: string): FlowServiceError {
  return new FlowServiceError(`FLOW-1439-${switches.notFoundStatus}`, `${type} not found with id = [${id}]`, {
    type,
    id,
  });
}
