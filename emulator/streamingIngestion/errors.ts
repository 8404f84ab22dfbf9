import type { JsonObject } from "../core/json";
import { Refusal } from "../core/refusal";

/** A refusal by an inlet. Only the title of invalid messages is documented. */
export class InletError extends Refusal {
  /**
   * @param status - the HTTP status.
   * @param title - the title of the problem.
   * @param cause - more about the problem, if there is more.
   */
  constructor(
    readonly status: number,
    readonly title: string,
    message: string,
    readonly details?: JsonObject,
  ) {
    super(message);
  }

  override body(): JsonObject {
    return {
      type: "http://ns.adobe.com/adobecloud/problem/data-collection-service/inlet",
      status: this.status,
      title: this.title,
      report: { message: this.message, ...(this.details === undefined ? {} : { cause: this.details }) },
    };
  }
}

/** A refusal of a message that is no XDM message for its inlet. */
export function invalidMessage(message: string, details?: JsonObject): InletError {
  return new InletError(400, "Invalid XDM Message Format", message, details);
}

/** A refusal of a request without a valid token by an inlet that requires authentication. */
export class InletAuthorizationError extends Refusal {
  constructor(
    readonly status: 401 | 403,
    message: string,
  ) {
    super(message);
  }

  // The sample has the status as a string.
  override body(): JsonObject {
    return {
      type: "https://ns.adobe.com/adobecloud/problem/data-collection-service-authorization",
      status: String(this.status),
      title: "Authorization",
      report: { message: this.message },
    };
  }
}
