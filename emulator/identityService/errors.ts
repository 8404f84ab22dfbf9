import type { JsonObject } from "../core/json";
import { type Invalid, Refusal } from "../core/refusal";
import type { Switches } from "../core/switches";

/** The refusals of Identity Service that its spec shows, each with its members there. */
const shapes = {
  // The sample of POST has no error; that of PUT does.
  invalidNew: { status: 400, title: "Namespace validation", code: "INVALID_REQUEST_PARAMS" },
  invalidChange: {
    status: 400,
    title: "Namespace Validation",
    code: "INVALID_REQUEST_PARAMS",
    error: "INVALID_REQUEST_PARAMS",
  },
  conflict: { status: 409, title: "NAMESPACE_CODE_CONFLICT", code: "INTEGRATION_CODE_EXISTS" },
  unknown: {
    status: 404,
    title: "Namespace validation",
    code: "NAMESPACE_NOT_FOUND",
    error: "NAMESPACE_NOT_FOUND",
  },
  // Undocumented, in the same form.
  method: { status: 405, title: "Method Not Allowed", code: "METHOD_NOT_ALLOWED" },
  mediaType: { status: 415, title: "Unsupported Media Type", code: "UNSUPPORTED_MEDIA_TYPE" },
} as const satisfies Record<string, { status: number; title: string; code: string; error?: string }>;

/** A kind of refusal by Identity Service. */
export type NamespaceProblem = keyof typeof shapes;

/** A refusal by Identity Service of a request about namespaces. */
export class NamespaceError extends Refusal {
  readonly status: number;

  constructor(
    readonly problem: NamespaceProblem,
    message: string,
  ) {
    super(message);
    this.status = shapes[problem].status;
  }

  override body(_requestId: string, _switches: Switches, now: number): JsonObject {
    const { status, title, code, ...error } = shapes[this.problem];
    return { ...common(now), status, ...error, title, description: this.message, report: { code } };
  }
}

/** The refusal of a credential that lacks the permission, although its token is valid. */
export class NoIdentityPermission extends Refusal {
  readonly status = 401;

  constructor() {
    super("Authorization failed - Missing product context acp for given IMS token.");
  }

  override body(_requestId: string, _switches: Switches, now: number): JsonObject {
    return {
      ...common(now),
      status: this.status,
      error: "INVALID_IMS_TOKEN",
      title: "Namespace Validation",
      report: { message: this.message },
    };
  }
}

const common = (now: number): JsonObject => ({
  timestamp: new Date(now).toISOString(),
  type: "http://ns.adobe.com/adobecloud/problem/namespacevalidation",
});

/** Refuses a request that a shared check found invalid. */
export function namespaceRefusal({ status, message }: Invalid): NamespaceError {
  return new NamespaceError(status === 415 ? "mediaType" : "invalidNew", message);
}
