import type { JsonObject } from "../../provider/cliApi";
import type { StackExport, StateResource } from "../pulumi/stack";

/** An entity that an interrupted create has created. */
export interface Recovered {
  /** The resource in the pending operation, secrets encrypted. */
  readonly resource: StateResource;
  readonly id: string;
  readonly outputs: JsonObject;
}

/** The state without pending operations and with the recovered resources, as the engine would have written it. */
export function repaired(exported: StackExport, recovered: readonly Recovered[], now: string): StackExport {
  let resources: readonly StateResource[] = exported.deployment.resources ?? [];
  for (const { resource, id, outputs } of recovered) {
    const complete: StateResource = { ...resource, id, outputs, created: now, modified: now };
    // A predecessor that was deleted first is removed; any other is deleted by the next `up`.
    resources = resources
      .filter((other) => other.urn !== resource.urn || other.pendingReplacement !== true)
      .map((other) => (other.urn === resource.urn ? { ...other, delete: true } : other));
    const place = 1 + resources.findLastIndex(({ urn }) => dependenciesOf(resource).has(urn));
    resources = resources.toSpliced(place, 0, complete);
  }
  const { pending_operations: _, ...deployment } = exported.deployment;
  return { ...exported, deployment: { ...deployment, resources: [...resources] } };
}

/** URNs that must come before a resource, because the engine reads the state in this order. */
export function dependenciesOf(resource: StateResource): ReadonlySet<string> {
  const { parent, provider, dependencies, propertyDependencies, deletedWith } = resource;
  const all = [
    parent,
    provider?.slice(0, provider.lastIndexOf("::")),
    deletedWith,
    ...(dependencies ?? []),
    ...Object.values(propertyDependencies ?? {}).flatMap((urns) => urns ?? []),
  ];
  return new Set(all.filter((urn) => urn !== undefined));
}
