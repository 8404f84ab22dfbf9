import type { JsonObject } from "../core/json";
import { Refusal } from "../core/refusal";
import type { Switches } from "../core/switches";

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
