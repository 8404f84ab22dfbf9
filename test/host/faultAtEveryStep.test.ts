import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../emulator/index";
import { faultCases, hostUnder } from "../support/cases/faultCases";
import type { InProcessHost } from "../support/host/inProcessHost";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { entitiesOf, idOf, type ResourceCase, resourceCases } from "../support/resourceCases";

// With interactive authoring, and for flows with the action that disables them: the more steps the better.
const bed = sharedInProcessBed({
  host: { config: { "aep:interactiveAuthoring": "auto" } },
  sharedTime: true,
});

// With interactive authoring, and for flows with the action that disables them: the more steps the better.
async function prepared(resource: ResourceCase): Promise<Properties> {
  const inputs = await resource.prepare(bed.plain);
  return { ...inputs, ...resource.withEndState };
}

/** Requests of a create that nothing disturbs, the one for a token included. */
async function stepsOf(resource: ResourceCase): Promise<string[]> {
  const inputs = await prepared(resource);
  bed.emulator.log.clear();
  await new ManagedResource(bed.host, resource.kind).up(inputs);
  return bed.emulator.log.list().map(({ method, template }) => `${method} ${template}`);
}

/** Creates under faults, and holds what came of it against what may come of it. */
async function createUnder(
  resource: ResourceCase,
  host: InProcessHost,
  faults: readonly FaultInput[],
): Promise<void> {
  const inputs = await prepared(resource);
  const before = (await entitiesOf(resource, bed.plain)).map(idOf);
  const fresh = async () =>
    (await entitiesOf(resource, bed.plain)).map(idOf).filter((id) => !before.includes(id));
  const managed = new ManagedResource(host, resource.kind);
  for (const fault of faults) {
    bed.emulator.faults.add(fault);
  }
  const failure = await managed.up(inputs).catch((error: Error) => error);
  bed.emulator.faults.clear();

  if (failure instanceof Error) {
    // Either nothing, and an error; or the one thing, kept although it is not finished.
    expect(await fresh()).toEqual(managed.id === "" ? [] : [managed.id]);
    expect(managed.halfMade).toBe(managed.id !== "");
    if (managed.halfMade) {
      expect(await managed.refresh()).not.toBe("gone");
    }
    await managed.up(inputs);
  }
  expect(await fresh()).toEqual([managed.id]);
  expect(await managed.refresh()).toBe("same");
  expect(await managed.up(inputs)).toBe("same");
}

describe.each(resourceCases)("creating a $kind", (resource) => {
  it.each(faultCases)("comes out right at whichever step $what", async ({ fault }) => {
    const steps = await stepsOf(resource);
    expect(steps.filter((step) => step.startsWith("POST"))).not.toEqual([]);
    for (const index of steps.keys()) {
      bed.emulator.reset();
      await createUnder(resource, bed.anotherHost(hostUnder(fault)), [{ ...fault, nth: index + 1 }]);
    }
  });

  // Not what comes in place of every further request: what is looked for in vain is an error that says so.
  const whileLooking = faultCases.filter(({ fault }) => fault.kind !== "gatewayError");
  it.each([
    ...whileLooking,
    { what: "the list is stale", fault: { kind: "staleList" } satisfies FaultInput },
  ])("finds what a lost answer left behind when, while it looks, $what", async ({ fault }) => {
    await createUnder(resource, bed.anotherHost(hostUnder(fault)), [
      { kind: "answerLost", method: "POST", path: resource.path },
      { ...fault, method: "GET", path: resource.path, nth: resource.firstLookup ?? 1 },
    ]);
  });
});
