import type { JsonObject } from "../core/json";
import { type Invalid, Refusal } from "../core/refusal";
import type { Switches } from "../core/switches";

/** Titles of the Schema Registry's error codes in use; the last part of a code is its HTTP status. */
const errorCodes = {
  // Used for refusals whose rule is documented, but not their code.
  "XDM-1000-400": "Schema validation error",
  "XDM-1000-409": "Schema validation error",
  "XDM-1006-400": "Accept header invalid",
  "XDM-1007-400": "Accept header invalid",
  "XDM-1008-400": "Accept header invalid",
  "XDM-1009-400": "Accept header invalid",
  "XDM-1010-404": "Resource not found",
  "XDM-1011-404": "Resource not found",
  "XDM-1012-404": "Resource not found",
  "XDM-1013-404": "Resource not found",
  "XDM-1014-404": "Resource not found",
  "XDM-1015-404": "Resource not found",
  "XDM-1016-404": "Resource not found",
  "XDM-1021-400": "Namespace validation error",
  "XDM-1406-422": "Schema validation error",
  "XDM-1413-400": "Merge Schema Error",
  "XDM-1521-400": "Title not unique",
  "XDM-1526-400": "Union descriptor validation error",
  "XDM-1527-400": "Union descriptor validation error",
  "XDM-1528-400": "Union descriptor validation error",
  "XDM-1536-400": "Breaking change violation",
  "XDM-1536-403": "Breaking change violation",
  "XDM-2010-403": "Permission management access denied",
  "XDM-4000-400": "Validation error",
} as const;

/** An error code of the Schema Registry. */
export type SchemaRegistryErrorCode = keyof typeof errorCodes;

const problemTitles: Readonly<Record<number, string>> = {
  400: "BadRequestError",
  403: "ForbiddenError",
  404: "NotFoundError",
  405: "MethodNotAllowedError",
  406: "NotAcceptableError",
  412: "PreconditionFailedError",
  415: "UnsupportedMediaTypeError",
  422: "UnprocessableEntityError",
};

/**
 * A refusal in the Schema Registry's older error format, the platform's only one without codes. Catalog and Data Prep
 * use it here, because their own formats are undocumented.
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

/** Refuses a request that a shared check found invalid, in the format without codes. */
export function problemOf({ status, message }: Invalid): ProblemError {
  return new ProblemError(status, message);
}

/** What an error's body contains besides its code and message. */
interface ErrorDetails {
  /** The problems of single members. */
  readonly subErrors?: readonly JsonObject[];
  /** The title and text where the message is only in the reasons; default: the message is the text. */
  readonly bareTitle?: string;
}

/** A refusal by the Schema Registry, with a code. */
export class SchemaRegistryError extends Refusal {
  readonly status: number;

  constructor(
    readonly code: SchemaRegistryErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.status = Number(code.slice(-3));
  }

  override body(requestId: string, switches: Switches, now: number): JsonObject {
    if (switches.schemaRegistryErrors === "older") {
      return new ProblemError(this.status, this.message).body();
    }
    const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(new Date(now).toISOString()) ?? [];
    const { bareTitle, subErrors = [] } = this.details;
    const place = bareTitle === undefined ? "detail" : switches.registryErrorReason;
    const text = place === "detail" ? this.message : (bareTitle ?? this.message);
    return {
      type: `http://ns.adobe.com/aep/errors/${this.code}`,
      title: bareTitle ?? errorCodes[this.code],
      status: this.status,
      report: {
        registryRequestId: requestId,
        timestamp: `${month}-${day}-${year} ${time}`,
        "detailed-message": text,
        "sub-errors": [...subErrors],
        ...(place === "additionalDetails" ? { additionalDetails: [{ errorReason: this.message }] } : {}),
        ...(place === "details" ? { details: [{ message: this.message }] } : {}),
      },
      detail: text,
    };
  }
}

/** A refusal of a resource whose code is undocumented. */
export function invalid(message: string): SchemaRegistryError {
  return new SchemaRegistryError("XDM-1000-400", message, { bareTitle: "Schema validation error" });
}

/** A refusal of a descriptor, whose code is undocumented. */
export function invalidDescriptor(message: string, status: 400 | 409 = 400): SchemaRegistryError {
  return new SchemaRegistryError(`XDM-1000-${status}`, message, { bareTitle: "Descriptor validation error" });
}

/** A refusal of a change that would break existing data, or of a deletion of what is in use. */
export function breaking(message: string, status: 400 | 403 = 400): SchemaRegistryError {
  return new SchemaRegistryError(`XDM-1536-${status}`, message, { bareTitle: "Breaking change violation" });
}
