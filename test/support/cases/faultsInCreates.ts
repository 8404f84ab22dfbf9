import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../../emulator/index";
import type { InProcessHost } from "../host/inProcessHost";
import { ManagedResource } from "../host/managedResource";
import type { Properties } from "../host/providerHost";
import { type InProcessBed, sharedInProcessBed } from "../host/sharedTestBed";
import { entitiesOf, idOf, type ResourceCase, resourceCases } from "../resourceCases";
import { type FaultCase, faultCases, hostUnder } from "./faultCases";
import type { FaultChoice } from "./faultChoice";

// With interactive authoring, and for flows with the action that disables them: the more steps the better.
async function prepared(bed: InProcessBed, resource: ResourceCase): Promise<Properties> {
  const inputs = await resource.prepare(bed.plain);
  return { ...inputs, ...resource.withEndState };
}

/** Requests of a create without faults, including the request for a token. */
async function stepsOf(bed: InProcessBed, resource: ResourceCase): Promise<string[]> {
  const inputs = await prepared(bed, resource);
  bed.emulator.log.clear();
  await new ManagedResource(bed.host, resource.kind).up(inputs);
  return bed.emulator.log.list().map(({ method, template }) => `${method} ${template}`);
}

/** Creates under faults, and checks that the result is one of those allowed. */
async function createUnder(
  bed: InProcessBed,
  resource: ResourceCase,
  host: InProcessHost,
  faults: readonly FaultInput[],
): Promise<void> {
  const inputs = await prepared(bed, resource);
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

/**
 * Tests that a create ends in a correct state when one of its requests meets a fault, for every request of it.
 *
 * @param isChosen - which faults each case is tested with
 */
export function testFaultsInCreates(isChosen: FaultChoice): void {
  // Interactive authoring adds steps in which faults can occur.
  const bed = sharedInProcessBed({
    host: { config: { "aep:interactiveAuthoring": "auto" } },
    sharedTime: true,
  });
  const atAnyStep = (resource: ResourceCase) => faultCases.filter((one) => isChosen(resource, one));
  // Without gateway errors, which never pass: a search that fails is an error that reports the lost response.
  const whileLooking = (resource: ResourceCase): FaultCase[] => [
    ...atAnyStep(resource).filter(({ fault }) => fault.kind !== "gatewayError"),
    ...[staleList].filter((one) => isChosen(resource, one)),
  ];

  describe.each(resourceCases.filter((resource) => atAnyStep(resource).length > 0))(
    "creating a $kind",
    (resource) => {
      it.each(atAnyStep(resource))("ends in a correct state when at any step $what", async ({ fault }) => {
        const steps = await stepsOf(bed, resource);
        expect(steps.filter((step) => step.startsWith("POST"))).not.toEqual([]);
        for (const index of steps.keys()) {
          bed.emulator.reset();
          const host = bed.anotherHost(hostUnder(fault));
          await createUnder(bed, resource, host, [{ ...fault, nth: index + 1 }]);
        }
      });

      it.each(whileLooking(resource))(
        "finds the entity of a lost response when during the search $what",
        async ({ fault }) => {
          await createUnder(bed, resource, bed.anotherHost(hostUnder(fault)), [
            { kind: "answerLost", method: "POST", path: resource.path },
            { ...fault, method: "GET", path: resource.path, nth: resource.firstLookup ?? 1 },
          ]);
        },
      );
    },
  );
}

const staleList: FaultCase = { what: "the list is stale", fault: { kind: "staleList" }, done: false };
