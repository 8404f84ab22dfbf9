import type { JsonObject } from "../../provider/cliApi";
import type { StackExport, StateResource } from "../pulumi/stack";

/** A thing that an interrupted create made. */
export interface Recovered {
  /** The resource as it stands among the pending operations, secrets encrypted. */
  readonly resource: StateResource;
  readonly id: string;
  readonly outputs: JsonObject;
}

/** A state in which nothing is pending and what was recovered is recorded, as the engine would have done it. */
export function repaired(exported: StackExport, recovered: readonly Recovered[], now: string): StackExport {
  let resources: readonly StateResource[] = exported.deployment.resources ?? [];
  for (const { resource, id, outputs } of recovered) {
    const complete: StateResource = { ...resource, id, outputs, created: now, modified: now };
    // A predecessor goes: it is gone already where it went first, and is deleted by the next `up` otherwise.
    resources = resources
      .filter((other) => other.urn !== resource.urn || other.pendingReplacement !== true)
      .map((other) => (other.urn === resource.urn ? { ...other, delete: true } : other));
    const place = 1 + resources.findLastIndex(({ urn }) => dependenciesOf(resource).has(urn));
    resources = resources.toSpliced(place, 0, complete);
  }
  const { pending_operations: _, ...deployment } = exported.deployment;
  return { ...exported, deployment: { ...deployment, resources: [...resources] } };
}

/** What has to stand before a resource: the engine reads the state in this order. */
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
