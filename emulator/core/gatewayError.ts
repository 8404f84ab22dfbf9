import type { JsonObject } from "./json";
import { Refusal } from "./refusal";
import type { Switches } from "./switches";

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
  // The sources name no code for a path that leads nowhere.
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
