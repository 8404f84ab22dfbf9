import { ServiceError } from "../http/serviceError";
import { wordOrQuoted } from "../messages/foreignText";

/**
 * How long Azure may refuse requests after a role assignment or the creation of a resource before it is an error.
 * Azure's documentation says that role assignments take up to 10 minutes. Milliseconds.
 */
const patience = 600_000;

/** Refusals of Azure that end by themselves shortly after a role assignment or the creation of a resource. */
const passing: readonly { readonly status: number; readonly code: RegExp; readonly reason: string }[] = [
  {
    status: 403,
    code: /^(Linked)?AuthorizationFailed$/,
    reason: "A new role assignment takes some minutes to apply.",
  },
  {
    status: 404,
    code: /^((Parent)?ResourceNotFound|ResourceGroupNotFound)$/,
    reason: "A new resource takes some seconds to appear.",
  },
];

/** The time during which Azure does not know a new role assignment or a new resource yet. */
export class PropagationDelay {
  #since: number | undefined;

  /** Whether the last request was refused for such a reason. */
  get isOn(): boolean {
    return this.#since !== undefined;
  }

  /**
   * Sends requests; if Azure refuses one for such a reason, and not for too long, the result is that of `waiting`. The
   * first refusal is reported.
   *
   * @throws the refusal when it has lasted for 10 minutes
   */
  async during<Result>(
    send: () => Promise<Result>,
    waiting: (refusal: ServiceError) => Result,
    { now, report }: { now: () => number; report: (reason: string) => void },
  ): Promise<Result> {
    try {
      const result = await send();
      this.#since = undefined;
      return result;
    } catch (error) {
      const row = error instanceof ServiceError ? rowOf(error) : undefined;
      if (row === undefined || !(error instanceof ServiceError)) {
        throw error;
      }
      if (this.#since === undefined) {
        this.#since = now();
        report(
          `Azure refused a request with ${wordOrQuoted(error.code ?? "")}. ${row.reason} The provider tries again for ${patience / 60_000} minutes`,
        );
      } else if (now() - this.#since >= patience) {
        throw error;
      }
      return waiting(error);
    }
  }
}

function rowOf(error: ServiceError) {
  return passing.find(({ status, code }) => error.status === status && code.test(error.code ?? ""));
}
