import type { Emulator, RequestContext } from "../core/emulator";
import type { JsonObject } from "../core/json";
import { Refusal } from "../core/refusal";
import type { Switches } from "../core/switches";

/** The path of all MadConnect services. */
export const madconnectPath = "/es/v2";

/** The accounts that the client may manage: its own, which the samples show, and a sub-account. */
export const madconnectAccounts = ["a3ba4fbd9d51df11", "5c0e7d2b91f84a36"] as const;

/** A response in the envelope that every response has; 0 means success. */
export function envelope(response: JsonObject | JsonObject[] = {}): JsonObject {
  return { statusCode: 0, statusMessage: "Success", response };
}

// The codes of refusals before any service handles the request.
const beforeServices: ReadonlySet<number> = new Set([401, 429]);

/** A refusal in MadConnect's envelope. Its codes are undocumented; HTTP's are used. */
export class MadconnectRefusal extends Refusal {
  readonly status: number;

  /** @param statusCode - the envelope's; whether HTTP's is the same depends on a switch. */
  constructor(
    { madconnectHttpStatus }: Switches,
    readonly statusCode: number,
    message: string,
    override readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    const shown =
      madconnectHttpStatus === "everyFailure" ||
      (madconnectHttpStatus === "tokenFailures" && beforeServices.has(statusCode));
    this.status = shown ? statusCode : 200;
  }

  override body(): JsonObject {
    return { statusCode: this.statusCode, statusMessage: this.message, response: {} };
  }
}

/**
 * The account that a request is for.
 *
 * @param service - the service of the request: according to the guide, connectors always require an account.
 */
export function accountOf(
  { switches }: Emulator,
  context: RequestContext,
  service: "connections" | "connectors",
): string {
  const given = context.req.query("accountId") ?? "";
  if (given === "") {
    if (service === "connectors" || switches.madconnectMissingAccount === "refuse") {
      throw new MadconnectRefusal(switches, 400, "accountId is missing");
    }
    return madconnectAccounts[0];
  }
  const found = madconnectAccounts.find((account) => account === given);
  if (found === undefined) {
    throw new MadconnectRefusal(switches, 403, `The client has no access to account ${given}`);
  }
  return found;
}
