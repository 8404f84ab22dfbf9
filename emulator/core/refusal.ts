import type { Hono } from "hono";
import {
  type ErrorCode,
  errorCodes,
  type GatewayErrorCode,
  gatewayErrors,
  type SchemaRegistryErrorCode,
  schemaRegistryErrorCodes,
} from "../specs/errorCodes";
import type { Env } from "./emulator";
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
  /**
   * The JSON body.
   *
   * @param now - the service's time in milliseconds.
   */
  abstract body(requestId: string, switches: Switches, now: number): JsonObject;
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

const problemTitles: Readonly<Record<number, string>> = {
  400: "BadRequestError",
  404: "NotFoundError",
  405: "MethodNotAllowedError",
  406: "NotAcceptableError",
  412: "PreconditionFailedError",
  415: "UnsupportedMediaTypeError",
};

/**
 * A refusal in the form of the Schema Registry's older errors. Catalog's and Data Prep's own are undocumented, and
 * this form, the platform's only one without codes, stands in for them.
 */
export class ProblemError extends Refusal {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }

  override body(): JsonObject {
    return {
      type: "/placeholder/type/uri",
      status: this.status,
      title: problemTitles[this.status] ?? "Error",
      detail: this.message,
    };
  }
}

/** A refusal by the Schema Registry, with a code. */
export class SchemaRegistryError extends Refusal {
  readonly status: number;

  constructor(
    readonly code: SchemaRegistryErrorCode,
    message: string,
    readonly subErrors: JsonObject[] = [],
  ) {
    super(message);
    this.status = Number(code.slice(-3));
  }

  override body(requestId: string, switches: Switches, now: number): JsonObject {
    if (switches.schemaRegistryErrors === "older") {
      return new ProblemError(this.status, this.message).body();
    }
    const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(new Date(now).toISOString()) ?? [];
    return {
      type: `http://ns.adobe.com/aep/errors/${this.code}`,
      title: schemaRegistryErrorCodes[this.code],
      status: this.status,
      report: {
        registryRequestId: requestId,
        timestamp: `${month}-${day}-${year} ${time}`,
        "detailed-message": this.message,
        "sub-errors": this.subErrors,
      },
      detail: this.message,
    };
  }
}

/** Gives the checks that all services share the error form of one service, for all its routes. */
export function translateErrors(routes: Hono<Env>, translate: (error: ServiceError) => Refusal): void {
  routes.onError((error) => {
    throw error instanceof ServiceError ? translate(error) : error;
  });
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

/** A refusal by Azure Resource Manager. */
export class ArmError extends Refusal {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    override readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  override body(): JsonObject {
    return { error: { code: this.code, message: this.message } };
  }
}

/** A refusal by Entra ID, with the number of its code. */
export class EntraError extends Refusal {
  constructor(
    readonly status: number,
    readonly error: string,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }

  override body(requestId: string, _switches: Switches, now: number): JsonObject {
    const timestamp = `${new Date(now).toISOString().slice(0, 19).replace("T", " ")}Z`;
    return {
      error: this.error,
      error_description: `AADSTS${this.code}: ${this.message} Trace ID: ${requestId} Correlation ID: ${requestId} Timestamp: ${timestamp}`,
      error_codes: [this.code],
      timestamp,
      trace_id: requestId,
      correlation_id: requestId,
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
