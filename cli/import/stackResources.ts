import { type Kind, kinds, Problem, tokenOf } from "../../provider/cliApi";
import type { ExportedInputs } from "../export/kinds";
import type { ExportedEntity } from "../export/read/entity";
import type { StackExport, StateResource } from "../pulumi/stack";
import { labelOf } from "./entity";
import { shortName } from "./typeNames";

/** A resource of this package in a stack. */
export interface StackResource {
  readonly kind: Kind;
  readonly id: string;
  /** Name of the resource. */
  readonly name: string;
  readonly state: StateResource;
}

/** The resources of this package in a stack, without those that are being deleted. */
export function resourcesIn({ deployment }: StackExport): StackResource[] {
  return (deployment.resources ?? []).flatMap((state) => {
    const kind = kinds.find((candidate) => tokenOf(candidate) === state.type);
    if (kind === undefined || state.id === undefined || state.delete === true) {
      return [];
    }
    return [{ kind, id: state.id, name: state.urn.split("::").at(-1) ?? "", state }];
  });
}

/** The inputs of the stack's resources of a kind, by id. */
export function inputsIn(all: readonly StackResource[]): ExportedInputs {
  return (kind) =>
    new Map(all.flatMap((one) => (one.kind === kind ? [[one.id, one.state.inputs ?? {}]] : [])));
}

/** Fails if the stack has a resource of this kind with this name. */
export function demandFreeName(kind: Kind, name: string, stack: string, all: readonly StackResource[]): void {
  const taken = all.find((one) => one.kind === kind && one.name === name && isAtRoot(one));
  if (taken !== undefined) {
    throw new Problem({
      what: `The stack ${stack} already has a ${shortName(kind)} with the name ${JSON.stringify(name)}: ${taken.id}.`,
      advice: "Choose another name.",
    });
  }
}

/** Fails if a resource of the stack manages this entity. */
export function demandUnmanaged(entity: ExportedEntity, stack: string, all: readonly StackResource[]): void {
  const managed = all.find(
    ({ kind, id, state }) => kind === entity.kind && isSameId(id, entity.id) && state.external !== true,
  );
  if (managed !== undefined) {
    throw new Problem({
      what: `The ${labelOf(entity)} is already in the stack ${stack}: ${managed.state.urn}.`,
      advice: "There is nothing to import.",
    });
  }
}

/** The resource of the stack with this id. */
export function resourceWith(
  kind: Kind,
  id: string,
  all: readonly StackResource[],
): StackResource | undefined {
  const found = all.filter((one) => one.kind === kind && isSameId(one.id, id));
  return found.find(({ state }) => state.external !== true) ?? found[0];
}

// The import puts the resource at the root, and names are unique below one parent and type.
function isAtRoot({ state }: StackResource): boolean {
  return /^urn:pulumi:[^:]+::[^:]+::[^$]+$/.test(state.urn);
}

// Azure's ids ignore case; other services never return an id that differs only in case.
function isSameId(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
