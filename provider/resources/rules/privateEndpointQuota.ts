import { Connectors } from "../../api/connectors";
import { isSandboxType, Sandboxes, type SandboxType } from "../../api/sandboxes";
import type { Scope } from "../../config/realm";
import type { HookContext, Replacement } from "../../lifecycle/definition";
import { type Refusal, refused } from "../../lifecycle/refusal";
import { endpointQuotaAdvice } from "../../messages/endpointQuota";
import { type Json, type JsonObject, textOf } from "../../values/json";
import { isUnknown } from "../../values/unknown";

/** Documented number of private endpoints of an organisation in all its sandboxes of one type. */
const limits: Readonly<Record<SandboxType, number>> = { production: 10, development: 1 };

/** A sandbox without room for the endpoint. */
export const beyondQuota: Refusal = {
  step: "preview",
  title: "The endpoint moves to a sandbox whose quota of private endpoints is used up",
  advice: endpointQuotaAdvice,
};

/**
 * Refuses to move an endpoint to a sandbox that certainly has no room for it, before the old one is deleted. In the same
 * sandbox, the new endpoint takes the place of the old one.
 */
export async function refuseBeyondQuota(
  id: string,
  recorded: JsonObject,
  context: HookContext<Scope>,
  replacement: Replacement | undefined,
): Promise<void> {
  if (replacement === undefined || replacement.isProbe || !replacement.paths.includes("sandbox")) {
    return;
  }
  const { sandbox } = replacement.inputs;
  if (typeof sandbox !== "string" || isUnknown(sandbox)) {
    return;
  }
  const found = await endpointsIn(sandbox, context);
  // A list of the whole organisation, which the documentation also mentions, does not show what is in the sandbox.
  if (found === undefined || found.ids.includes(id) || found.ids.length < limits[found.type]) {
    return;
  }
  const limit = limits[found.type];
  throw refused(beyondQuota, {
    what:
      `The private endpoint ${JSON.stringify(textOf(recorded.name))} (${id}) cannot be moved to sandbox "${sandbox}": an organisation ` +
      `can have ${limit} ${limit === 1 ? "endpoint" : "endpoints"} in all ${found.type} sandboxes. Nothing was deleted.`,
    details: [`  already in this sandbox: ${found.ids.map(textOf).join(", ")}`],
  });
}

/** The type of a sandbox and the ids of its endpoints; `undefined` if they cannot be found out within the call. */
async function endpointsIn(
  sandbox: string,
  context: HookContext<Scope>,
): Promise<{ readonly type: SandboxType; readonly ids: readonly Json[] } | undefined> {
  const { session, scope, call } = context;
  const gateway = session.gateway("aep", call);
  try {
    const [types, endpoints] = await Promise.all([
      new Sandboxes(gateway, scope.orgId).types(),
      new Connectors(gateway, { ...scope, sandbox }).listPrivateEndpoints(),
    ]);
    const type = types.get(sandbox);
    return isSandboxType(type) ? { type, ids: endpoints.map(({ id }) => id) } : undefined;
  } catch {
    // The quota is only checked where it is known; the service refuses the creation otherwise.
    return undefined;
  }
}
