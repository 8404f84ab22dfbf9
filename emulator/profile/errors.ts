import type { JsonObject } from "../core/json";
import { Refusal } from "../core/refusal";

/** The refusal of a credential that lacks the permission, although its token is valid. Only the title is recorded. */
export class NoProfilePermission extends Refusal {
  readonly status = 401;

  constructor() {
    super("Access Denied. The user is not authorized to make the request.");
  }

  override body(): JsonObject {
    return { title: "Unauthorized", status: this.status, detail: this.message };
  }
}
