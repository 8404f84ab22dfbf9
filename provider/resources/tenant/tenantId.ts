import { SchemaRegistry } from "../../api/schemaRegistry";
import type { Scope } from "../../config/realm";
import { within } from "../../http/call";
import type { HookContext } from "../../lifecycle/definition";
import type { Session } from "../../session/session";
import type { Json, JsonObject } from "../../values/json";
import { usesPlaceholder } from "./placeholder";

/** Ids and alternative ids of the tenant's own resources. Those of standard resources end with names. */
const ownId = /^https:\/\/ns\.adobe\.com\/([\w-]+)\/(schemas|classes|mixins|datatypes)\/[0-9a-f]{16,}$/;
const ownAltId = /^_([\w-]+)\.(schemas|classes|mixins|datatypes)\.[0-9a-f]{16,}$/;

/**
 * The tenant id in an id or alternative id of the registry, without underscore; `undefined` for a standard resource and any
 * other value. It needs no request, so check, diff and reads can use it.
 */
export function tenantIn(id: Json): string | undefined {
  return matched(id)?.[1];
}

/**
 * The word for a collection in an id or alternative id of a tenant's own resource: `schemas`, `classes`, `mixins` for field
 * groups, or `datatypes`; `undefined` for a standard resource and any other value.
 */
export function collectionIn(id: Json): string | undefined {
  return matched(id)?.[2];
}

function matched(id: Json): RegExpExecArray | null {
  return typeof id === "string" ? (ownId.exec(id) ?? ownAltId.exec(id)) : null;
}

/** The tenant ids that each process has read or is reading, by organisation. */
const known = new WeakMap<Session, Map<string, Promise<string>>>();

/**
 * The tenant id of an organisation, without underscore. It is read once per organisation and process, and only by what
 * changes something: check, diff and preview must work without credentials.
 */
export function tenantOf({ session, scope, call }: HookContext<Scope>): Promise<string> {
  const ofSession = known.get(session) ?? new Map<string, Promise<string>>();
  known.set(session, ofSession);
  let tenant = ofSession.get(scope.orgId);
  if (tenant === undefined) {
    // Others may wait for it too, so it must not end with this call.
    tenant = new SchemaRegistry(session.gateway("aep"), scope).tenantId();
    ofSession.set(scope.orgId, tenant);
    // The next call tries again.
    tenant.catch(() => ofSession.delete(scope.orgId));
  }
  return within(call, session.clock, tenant, "the tenant of the organisation");
}

/**
 * The tenant id that a request needs: that of the resource that it changes, which needs no request, or else that of the
 * organisation. `undefined` if the request contains no placeholder.
 *
 * @param sent - what the request contains: a body or operations
 * @param id - `$id` of the changed resource; `undefined` in a create
 */
export async function tenantFor(
  sent: unknown,
  id: string | undefined,
  context: HookContext<Scope>,
): Promise<string | undefined> {
  return tenantIn(id) ?? (usesPlaceholder(sent as Json) ? await tenantOf(context) : undefined);
}

/**
 * Inputs as they are, once the tenant is known that a create needs for them: read before the POST, so that a failure
 * certainly created nothing.
 */
export async function withKnownTenant(
  inputs: JsonObject,
  context: HookContext<Scope>,
  step: "create" | "update",
): Promise<JsonObject> {
  if (step === "create") {
    await tenantFor(inputs, undefined, context);
  }
  return inputs;
}
