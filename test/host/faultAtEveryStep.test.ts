import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../emulator/index";
import { faultCases, hostUnder } from "../support/cases/faultCases";
import type { InProcessHost } from "../support/host/inProcessHost";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { entitiesOf, idOf, type ResourceCase, resourceCases } from "../support/resourceCases";

// Interactive authoring adds steps in which faults can occur.
const bed = sharedInProcessBed({
  host: { config: { "aep:interactiveAuthoring": "auto" } },
  sharedTime: true,
});

// With interactive authoring, and for flows with the action that disables them: the more steps the better.
async function prepared(resource: ResourceCase): Promise<Properties> {
  const inputs = await resource.prepare(bed.plain);
  return { ...inputs, ...resource.withEndState };
}

/** Requests of a create without faults, including the request for a token. */
async function stepsOf(resource: ResourceCase): Promise<string[]> {
  const inputs = await prepared(resource);
  bed.emulator.log.clear();
  await new ManagedResource(bed.host, resource.kind).up(inputs);
  return bed.emulator.log.list().map(({ method, template }) => `${method} ${template}`);
}

/** Creates under faults, and checks that the result is one of those allowed. */
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
    // Either no entity and an error, or one entity that is kept although it is incomplete.
    expect(await fresh()).toEqual(managed.id === "" ? [] : [managed.id]);
    expect(managed.incomplete).toBe(managed.id !== "");
    if (managed.incomplete) {
      expect(await managed.refresh()).not.toBe("gone");
    }
    await managed.up(inputs);
  }
  expect(await fresh()).toEqual([managed.id]);
  expect(await managed.refresh()).toBe("same");
  expect(await managed.up(inputs)).toBe("same");
}

describe.each(resourceCases)("creating a $kind", (resource) => {
  it.each(faultCases)("ends in a correct state when at any step $what", async ({ fault }) => {
    const steps = await stepsOf(resource);
    expect(steps.filter((step) => step.startsWith("POST"))).not.toEqual([]);
    for (const index of steps.keys()) {
      bed.emulator.reset();
      await createUnder(resource, bed.anotherHost(hostUnder(fault)), [{ ...fault, nth: index + 1 }]);
    }
  });

  // Without gateway errors, which never pass: a search that fails is an error that reports the lost response.
  const whileLooking = faultCases.filter(({ fault }) => fault.kind !== "gatewayError");
  it.each([
    ...whileLooking,
    { what: "the list is stale", fault: { kind: "staleList" } satisfies FaultInput },
  ])("finds the entity of a lost response when during the search $what", async ({ fault }) => {
    await createUnder(resource, bed.anotherHost(hostUnder(fault)), [
      { kind: "answerLost", method: "POST", path: resource.path },
      { ...fault, method: "GET", path: resource.path, nth: resource.firstLookup ?? 1 },
    ]);
  });
});
