import { describe, expect, it } from "vitest";
import { ManagedResource } from "../host/managedResource";
import type { InProcessBed } from "../host/sharedTestBed";
import { entitiesOf, idOf, type ResourceCase, resourceCases } from "../resourceCases";
import { hostUnder, passingFaults, uncertainFaults } from "./faultCases";
import type { FaultChoice } from "./faultChoice";

/**
 * Tests that changes, deletions and reads succeed although their request meets a fault.
 *
 * @param isChosen - which faults each case is tested with
 */
export function testFaultsInOperations(bed: InProcessBed, isChosen: FaultChoice): void {
  const faultsOf = (resource: ResourceCase) =>
    [...uncertainFaults, ...passingFaults].filter((one) => isChosen(resource, one));
  const chosen = resourceCases.filter((resource) => faultsOf(resource).length > 0);

  describe.each(
    chosen.flatMap((resource) =>
      resource.change === undefined
        ? []
        : [{ kind: resource.kind, resource, changed: resource.change.inputs }],
    ),
  )("changing a $kind", ({ resource, changed }) => {
    it.each(faultsOf(resource))("is done once when $what", async ({ fault }) => {
      const inputs = await resource.prepare(bed.plain);
      const managed = new ManagedResource(bed.anotherHost(hostUnder(fault)), resource.kind);
      await managed.up(inputs);
      await managed.refresh();
      await bed.plain.forgetRequests();
      const method = resource.write ?? "PATCH";
      bed.emulator.faults.add({ ...fault, method, path: resource.path });
      expect(await managed.up({ ...inputs, ...changed })).toBe("update");
      expect(await managed.refresh()).toBe("same");
      const applied = (await bed.plain.requests()).filter(
        (request) => request.method === method && request.status === 200,
      );
      expect(applied.length).toBeLessThanOrEqual(1);
    });
  });

  describe.each(chosen.filter(({ kept }) => kept === undefined))("deleting a $kind", (resource) => {
    it.each(faultsOf(resource))("succeeds when $what", async ({ fault }) => {
      const managed = new ManagedResource(bed.anotherHost(hostUnder(fault)), resource.kind);
      await managed.up(await resource.prepare(bed.plain));
      const { id } = managed;
      bed.emulator.faults.add({ ...fault, method: "DELETE", path: resource.path });
      await managed.destroy();
      const left = await entitiesOf(resource, bed.plain);
      expect(left.map(idOf)).not.toContain(id);
    });
  });

  describe.each(chosen)("reading a $kind", (resource) => {
    it.each(faultsOf(resource))("succeeds when $what", async ({ fault }) => {
      const managed = new ManagedResource(bed.anotherHost(hostUnder(fault)), resource.kind);
      await managed.up(await resource.prepare(bed.plain));
      bed.emulator.faults.add({ ...fault, method: "GET", path: resource.path });
      expect(await managed.refresh()).toBe("same");
    });
  });
}
