import { FlowService } from "../../api/flowService";
import type { Scope, ScopeValues } from "../../config/realm";
import type { Call } from "../../http/call";
import { ServiceError } from "../../http/serviceError";
import { Problem } from "../../messages/problem";
import type { SandboxFinding } from "../../session/runRecord";
import type { Session } from "../../session/session";
import type { JsonObject } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import type { Definition, HookContext } from "../definition";
import { subjectOf } from "../subject";

/** Longest time that a diff may read from a service. Milliseconds. */
const longestCheck = 5_000;

/** A call, limited to the time in which a diff may read what would make a creation fail. */
export function shortCall(session: Session, call: Call): Call {
  const end = session.clock.now() + longestCheck;
  return { ...call, deadline: Math.min(end, call.deadline ?? end) };
}

/**
 * Checks that the sandbox that an entity moves to exists and can be used, before anything is deleted. If that cannot be
 * found out, it warns: a preview and an update make the same calls, so only the deletion is certain to be an update.
 */
export async function checkNewSandbox(
  definition: Definition,
  id: string,
  recorded: JsonObject,
  inputs: JsonObject,
  context: HookContext<ScopeValues>,
): Promise<void> {
  const { session, scope, call } = context;
  const { sandbox } = inputs;
  if (typeof sandbox !== "string" || isUnknown(sandbox) || scope.orgId === undefined) {
    return;
  }
  const { sandboxes } = session.run;
  const place: Scope = { orgId: scope.orgId, sandbox };
  const key = JSON.stringify(place);
  const isFirst = !sandboxes.has(key);
  const finding = sandboxes.get(key) ?? find(session, place, call);
  sandboxes.set(key, finding);
  const found = await finding;
  if (found.is === "usable") {
    return;
  }
  const subject = subjectOf(definition, id, recorded);
  const [what = "", ...details] = found.error.message.split("\n");
  if (found.is === "refused") {
    throw new Problem(
      {
        what: `The ${subject} cannot be replaced, because sandbox "${sandbox}" cannot be used. Nothing was deleted.`,
        details: [what, ...details.slice(0, 1)],
        advice: "Correct the argument sandbox, or the config key aep:sandbox, or create the sandbox first.",
      },
      { cause: found.error },
    );
  }
  session.run.unchecked ??= new Problem({
    what: `Nothing is deleted, because it is unknown whether sandbox "${sandbox}" can be used for the replacement.`,
    details: [what],
    advice: "Solve this, and then run pulumi up again.",
  });
  if (isFirst) {
    call.report(
      `Before the ${subject} is replaced, sandbox "${sandbox}" could not be checked: ${what}\n` +
        "Until it can be checked, pulumi up deletes nothing for this replacement.",
    );
  }
}

/** Refuses to delete an entity that is deleted first, if a replacement of this process could not be checked. */
export function refuseUnchecked(session: Session, id: string): void {
  const { deletedFirst, unchecked } = session.run;
  if (unchecked !== undefined && deletedFirst.has(id)) {
    throw new Problem(unchecked.parts, { cause: unchecked });
  }
}

// Any list shows whether a sandbox can be used; every credential that can create sources may read this one.
async function find(session: Session, scope: Scope, call: Call): Promise<SandboxFinding> {
  try {
    await new FlowService(session.gateway("aep", call), scope).pages("connections").next();
    return { is: "usable" };
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    // Not found, not resolvable, forbidden. Other errors may have other reasons.
    const isRefused = error instanceof ServiceError && /^FLOW-(210[0-7]|2111)-/.test(error.code ?? "");
    return { is: isRefused ? "refused" : "unknown", error };
  }
}
