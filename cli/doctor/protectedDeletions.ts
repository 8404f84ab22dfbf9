import { explanationOf, type JsonObject, type Scope, type Session } from "../../provider/cliApi";
import { type CheckResult, failure } from "./check";

/** A resource that a destroy deletes, and the session with the configuration of its provider. */
export interface Deleted {
  readonly session: Session;
  readonly outputs: JsonObject;
}

/** One failure for each sandbox in which `aep:protectProduction` refuses the deletion of resources. */
export async function refusalsOfGuard(deleted: readonly Deleted[]): Promise<CheckResult[]> {
  const places = Map.groupBy(
    deleted.filter(({ session }) => session.guard.isOn).flatMap(placeOf),
    ({ key }) => key,
  );
  const results = await Promise.all(
    [...places.values()].map(([place, ...others]) =>
      place === undefined ? [] : refusalIn(place.session, place.scope, 1 + others.length),
    ),
  );
  return results.flat();
}

// Resources of MadConnect have no sandbox.
function placeOf({ session, outputs: { orgId, sandbox } }: Deleted) {
  return typeof orgId === "string" && typeof sandbox === "string"
    ? [{ key: JSON.stringify([orgId, sandbox]), session, scope: { orgId, sandbox } }]
    : [];
}

async function refusalIn(session: Session, scope: Scope, count: number): Promise<CheckResult[]> {
  const found = await session.guard.protectionOf(scope);
  if (found.is === "development") {
    return [];
  }
  const { reason, details } = explanationOf(scope, found);
  const resources = `${count} ${count === 1 ? "resource" : "resources"}`;
  const line = `The deletion of ${resources} is refused: ${reason}, and aep:protectProduction is set.`;
  return [
    failure(
      [line, ...details].join("\n"),
      "To allow it, set aep:protectProduction to false and run pulumi up first: a destroy uses the configuration that the last pulumi up recorded.",
    ),
  ];
}
