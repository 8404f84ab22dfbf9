import { type ErrorCode, errorCodes, type GatewayErrorCode, gatewayErrors } from "./errorCodes";
import type { JsonObject } from "./json";
import type { Switches } from "./switches";

/** What an error is about, for its report. */
export interface ErrorSubject {
  /** The collection. */
  type?: string;
  /** The entity. */
  id?: string;
}

/** An answer that refuses. */
export abstract class Refusal extends Error {
  /** The HTTP status. */
  abstract readonly status: number;
  /** Headers beside the usual ones. */
  readonly headers: Readonly<Record<string, string>> = {};
  /** The JSON body. */
  abstract body(requestId: string, switches: Switches): JsonObject;
}

/** A refusal by the Flow Service or the connectors service, with a documented code. */
export class ServiceError extends Refusal {
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
      // One spec documents this refusal by its message member alone.
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

/** The refusal for an id that is not there. */
export function notFound(switches: Switches, type: string, id: string): ServiceError {
  return new ServiceError(`FLOW-1439-${switches.notFoundStatus}`, `${type} not found with id = [${id}]`, {
    type,
    id,
  });
}
