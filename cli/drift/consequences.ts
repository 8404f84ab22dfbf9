import { type Definition, type Restoration, restorationOf, subjectOf } from "../../provider/cliApi";
import { definitionOf } from "../pulumi/definition";
import type { StackExport, StateResource } from "../pulumi/stack";
import { keysOf } from "./propertyPath";
import { type Refreshed, type Side, secret } from "./refresh";
import { offline, type ResourceDrift } from "./resourceDrift";

/** What follows for one entity if the program's values are restored. */
export interface Consequence {
  readonly urn: string;
  readonly id: string;
  /**
   * What `pulumi up --refresh` does with the entity; `refused`: the provider refuses to restore its values; `left as it
   * is`: it does not restore one of them, because the service has set it.
   */
  readonly action: Restoration["action"];
  /** The consequence in one line, with kind, name and id of the entity. */
  readonly message: string;
}

/** A resource of this package in the state, and what a refresh has read. */
interface Known {
  readonly urn: string;
  readonly id: string;
  readonly definition: Definition;
  readonly old: Side;
  readonly read: Side;
  readonly dependencies: Readonly<Record<string, readonly string[] | null>>;
}

/** An entity that gets a new id. */
interface Renewed {
  readonly id: string;
  readonly subject: string;
}

/**
 * What restoring the program's values does besides updates in place: entities are re-created or replaced, others are
 * replaced with them, and approvals are repeated. In the order of the state, so that a cause comes before its effects.
 */
export async function consequencesOf(
  refreshed: readonly Refreshed[],
  drifted: readonly ResourceDrift[],
  { deployment }: StackExport,
): Promise<Consequence[]> {
  const found = new Map(refreshed.map((one) => [one.urn, one]));
  const drifts = new Map(drifted.map((one) => [one.urn, one]));
  const renewed = new Map<string, Renewed>();
  const consequences: Consequence[] = [];
  for (const resource of drifted.length === 0 ? [] : (deployment.resources ?? [])) {
    const known = await knownResource(resource, found.get(resource.urn));
    if (known === undefined) {
      continue;
    }
    const { urn, id, definition, read } = known;
    const restoration = ownRestoration(known, drifts.get(urn)) ?? withAnother(known, renewed);
    if (restoration === undefined) {
      continue;
    }
    const { action } = restoration;
    const subject = subjectOf(definition, id, read.outputs);
    if (action === "replaced" || action === "re-created") {
      renewed.set(urn, { id, subject });
    }
    consequences.push({ urn, id, action, message: messageOf(subject, restoration) });
  }
  return consequences;
}

/** `undefined` for a resource of another provider, or one that a program does not manage or no longer contains. */
async function knownResource(
  { urn, delete: isDeleted, external, propertyDependencies }: StateResource,
  refreshed: Refreshed | undefined,
): Promise<Known | undefined> {
  const old = refreshed?.old ?? undefined;
  if (isDeleted === true || external === true || old === undefined || old.delete === true) {
    return undefined;
  }
  const definition = await definitionOf(old);
  const isGone = refreshed?.op === "delete";
  const read = (isGone ? undefined : refreshed?.new) ?? old;
  return (
    definition && { urn, id: old.id ?? "", definition, old, read, dependencies: propertyDependencies ?? {} }
  );
}

/** What restoring its own values does to an entity that has drifted. */
function ownRestoration(
  { definition, old, read }: Known,
  drift: ResourceDrift | undefined,
): Restoration | undefined {
  if (drift === undefined) {
    return undefined;
  }
  if (drift.change === "gone") {
    const consequence = definition.consequence?.(old.outputs, old.inputs);
    return { action: "re-created", ...(consequence === undefined ? {} : { consequence }) };
  }
  const paths = drift.properties.map(({ path }) => keysOf(path).join("."));
  return restorationOf({ definition, session: offline() }, read, old.inputs, paths);
}

/** An entity that is replaced because a property contains the id of one that is replaced or re-created. */
function withAnother(
  { definition, old, read, dependencies }: Known,
  renewed: ReadonlyMap<string, Renewed>,
): Restoration | undefined {
  const causes = Object.keys(definition.replaceOnChange).flatMap((property) => {
    const value = JSON.stringify(old.inputs[property] ?? null);
    return (dependencies[property] ?? [])
      .flatMap((urn) => renewed.get(urn) ?? [])
      .filter(({ id }) => value.includes(id) || value.includes(secret))
      .map(({ subject }) => subject);
  });
  if (causes.length === 0) {
    return undefined;
  }
  const consequence = definition.consequence?.(read.outputs, old.inputs);
  return {
    action: "replaced",
    reason: ` together with the ${[...new Set(causes)].join(" and the ")}`,
    ...(consequence === undefined ? {} : { consequence }),
  };
}

function messageOf(subject: string, { action, reason = "", consequence }: Restoration): string {
  const what = `The ${subject} ${action === "refused" ? "cannot be restored" : `is ${action}`}${reason}`;
  return consequence === undefined ? `${what}.` : `${what}: ${consequence}`;
}
