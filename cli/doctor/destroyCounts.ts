import { nameIn, type StateResource } from "../pulumi/stack";

/** Whether a destroy calls the provider to delete the entity of a resource. */
export function isDeleted({ type, id, external, retainOnDelete, deletedWith }: StateResource): boolean {
  const isKept = external === true || retainOnDelete === true || (deletedWith ?? "") !== "";
  return id !== undefined && !type.startsWith("pulumi:") && !isKept;
}

/** The deletions of a destroy in words, with what else Pulumi counts as deleted, so that both numbers can be compared. */
export function countsOf(resources: readonly StateResource[], stack: string): string {
  const deleted = resources.filter(isDeleted).length;
  const others = othersIn(resources.filter((one) => !isDeleted(one) && one.external !== true));
  const counted = deleted + others.reduce((sum, { count }) => sum + count, 0);
  const own = `${numberOf(deleted, "resource")} of ${stack}`;
  return counted === deleted
    ? own
    : `${own}. pulumi destroy counts ${counted}, with ${inWords(others.map(({ words }) => words))}`;
}

/** Resources that a destroy removes from the state without a request, as far as Pulumi counts them. */
function othersIn(resources: readonly StateResource[]) {
  const isStack = ({ type }: StateResource) => type === "pulumi:pulumi:Stack";
  const isProvider = ({ type }: StateResource) => type.startsWith("pulumi:providers:");
  const of = (belongs: (resource: StateResource) => boolean) => resources.filter(belongs).length;
  const [stacks, components, providers, kept] = [
    of(isStack),
    of((one) => one.id === undefined && !isStack(one)),
    // Pulumi counts no default provider.
    of((one) => isProvider(one) && !/^default(_|$)/.test(nameIn(one.urn))),
    of((one) => one.id !== undefined && !isProvider(one)),
  ];
  return [
    { count: stacks, words: "the stack" },
    { count: components, words: numberOf(components, "component") },
    { count: providers, words: numberOf(providers, "explicit provider") },
    { count: kept, words: `${numberOf(kept, "resource")} with retainOnDelete or deletedWith` },
  ].filter(({ count }) => count > 0);
}

function inWords(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter((part) => part !== "").join(" and ");
}

function numberOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
