import { namesOf } from "../config/keys";
import type { Scope } from "../config/realm";
import type { Settings } from "../config/settings";
import { type CallLimits, within } from "../http/call";
import type { ServiceRequest } from "../http/client";
import type { Clock } from "../http/clock";
import { Problem } from "../messages/problem";
import type { RunRecord } from "./runRecord";
import { explanationOf, type SandboxProtection } from "./sandboxProtection";

/** What the guard uses of its session. */
export interface GuardParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly run: RunRecord;
  /** Reads the types of an organisation's sandboxes, by name. */
  typesIn(orgId: string): Promise<ReadonlyMap<string, string>>;
}

/** The result of one request for the list of sandboxes. */
type Listed = { readonly types: ReadonlyMap<string, string> } | { readonly error: Error };

/**
 * How long a list serves that does not show the sandbox. Milliseconds. After that it is read again: a function of a
 * long-lived process must find a sandbox to which its credential has been given access.
 */
const unsureAfter = 60_000;

const key = "protectProduction";

/**
 * Refuses changes in sandboxes whose data is productive, if `aep:protectProduction` is set. The type is what AEP reports, as
 * production sandboxes can have any name; a sandbox whose type is not certain counts as productive.
 */
export class ProductionGuard {
  readonly #parts: GuardParts;
  readonly #lists = new Map<string, { readonly until: number; readonly listed: Promise<Listed> }>();

  constructor(parts: GuardParts) {
    this.#parts = parts;
  }

  /** Whether changes in sandboxes whose data is productive are refused. */
  get isOn(): boolean {
    return this.#parts.settings.isOn(key);
  }

  /** Throws if a request would change something in a protected sandbox. */
  async refuseRequest(request: ServiceRequest, call: CallLimits | undefined): Promise<void> {
    const { method, path, scope } = request;
    const nothing =
      call?.subject === undefined
        ? `${method} ${path.shown} was not sent`
        : `The ${call.operation} of ${call.subject} was refused before it changed anything`;
    await this.refuseProtected(scope, nothing, call);
  }

  /**
   * Throws if a sandbox is protected.
   *
   * @param nothing what did not happen, as the beginning of the message: "No run was started"
   */
  async refuseProtected(
    scope: Scope | undefined,
    nothing: string,
    call: CallLimits | undefined,
  ): Promise<void> {
    if (!this.isOn) {
      return;
    }
    const found: SandboxProtection =
      scope === undefined
        ? { is: "unread", error: new Problem({ what: "The request names no sandbox; please report this." }) }
        : await within(call, this.#parts.clock, this.protectionOf(scope), "the list of sandboxes");
    if (found.is !== "development") {
      throw this.#refusal(scope, nothing, call, found);
    }
  }

  /** What AEP reports about a sandbox: the list is read once per organisation, and again only if it left this unsure. */
  async protectionOf(scope: Scope): Promise<SandboxProtection> {
    const listed = await this.#listOf(scope);
    if ("error" in listed) {
      return { is: "unread", error: listed.error };
    }
    const type = listed.types.get(scope.sandbox);
    if (type === undefined) {
      return { is: "unlisted", listed: [...listed.types.keys()] };
    }
    return type === "development" || type === "production" ? { is: type } : { is: "unknownType", type };
  }

  async #listOf(scope: Scope): Promise<Listed> {
    const { clock } = this.#parts;
    const known = this.#lists.get(scope.orgId);
    if (known !== undefined) {
      const listed = await known.listed;
      const isSure = "types" in listed && listed.types.has(scope.sandbox);
      // Another call may have begun to read it again meanwhile.
      if (isSure || clock.now() < known.until) {
        return listed;
      }
    }
    if (this.#lists.get(scope.orgId) !== known) {
      return this.#listOf(scope);
    }
    const listed = this.#parts.typesIn(scope.orgId).then(
      (types) => ({ types }),
      (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
    );
    this.#lists.set(scope.orgId, { until: clock.now() + unsureAfter, listed });
    return listed;
  }

  #refusal(
    scope: Scope | undefined,
    nothing: string,
    call: CallLimits | undefined,
    found: Exclude<SandboxProtection, { is: "development" }>,
  ): Problem {
    const { reason, details, advice } = explanationOf(scope, found);
    return new Problem(
      {
        what: `${nothing}: ${reason}, and ${namesOf(key)} is set.`,
        ...(details.length === 0 ? {} : { details }),
        advice: `${advice} ${this.#howToAllow(call)}`.trimStart(),
      },
      found.is === "unread" ? { cause: found.error } : {},
    );
  }

  #howToAllow(call: CallLimits | undefined): string {
    const allow = `To allow changes, set aep:${key} to false in the place where it is set: the stack config, the environment, or the aep.Provider.`;
    // Without a program, the engine configures the provider as the last up was.
    return call?.operation === "delete" && !this.#parts.run.hasChecked
      ? `${allow} Without --run-program, a destroy uses the configuration that the last pulumi up recorded: run pulumi up first, or pass --run-program.`
      : allow;
  }
}
