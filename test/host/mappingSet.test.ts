import { beforeEach, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { createSchema, resourceCase } from "../support/resourceCases";

const testBed = sharedTestBed();
let mappings: ManagedResource;
let inputs: Properties;
beforeEach(async () => {
  inputs = await resourceCase("mappingSet").prepare(testBed.plain);
  mappings = new ManagedResource(testBed.host, "mappingSet");
});

const rows = (...destinations: string[]) =>
  destinations.map((destination) => ({
    sourceType: "ATTRIBUTE",
    source: `from.${destination}`,
    destination,
  }));

it("counts its versions from 0, one more with each change", async () => {
  await mappings.up(inputs);
  expect(mappings.outputs.version).toBe(0);
  await mappings.up({ ...inputs, mappings: rows("_id") });
  expect(mappings.outputs.version).toBe(1);
  expect(await mappings.refresh()).toBe("same");
  expect(mappings.outputs.version).toBe(1);
});

it("is read in the version it has where a read without one gives the first", async () => {
  await mappings.up(inputs);
  await mappings.up({ ...inputs, mappings: rows("_id") });
  await testBed.plain.switches({ mappingSetWithoutVersion: "zero" });
  expect(await mappings.refresh()).toBe("same");
  expect(mappings.outputs.version).toBe(1);
});

it("takes mappings in any order for the same", async () => {
  await mappings.up({ ...inputs, mappings: rows("_id", "person.name.firstName") });
  expect(await mappings.up({ ...inputs, mappings: rows("person.name.firstName", "_id") })).toBe("same");
});

it('is made in the older shape of the guide\'s "Create a mapping", whose own counters are no difference', async () => {
  const legacy = (destinationXdmPath: string, sourceAttribute: string) => ({
    destinationXdmPath,
    sourceAttribute,
    identity: false,
    identityGroup: null,
    namespaceCode: null,
    version: 0,
  });
  const sample = {
    xdmSchema: await createSchema(testBed.plain, "Older"),
    xdmVersion: "1.0",
    mappings: [
      legacy("_id", "Id"),
      legacy("person.name.firstName", "FirstName"),
      legacy("person.name.lastName", "LastName"),
    ],
  };
  await mappings.up(sample);
  expect(await mappings.refresh()).toBe("same");
  expect(await mappings.up(sample)).toBe("same");
  await mappings.up({ ...sample, mappings: sample.mappings.slice(0, 2) });
  expect(mappings.outputs.version).toBe(1);
  expect(await mappings.refresh()).toBe("same");
});

it.each([405, 404])(
  "leaves state with a message where the service does not delete it (%i)",
  async (status) => {
    await testBed.plain.switches({ mappingSetDelete: status });
    await mappings.up(inputs);
    const { id } = mappings;
    await mappings.destroy();
    expect(testBed.host.output).toContain(`The mapping set ${id} stays on the service`);
  },
);

it("says nothing of one that is gone already", async () => {
  await testBed.plain.switches({ mappingSetDelete: 204 });
  await mappings.up(inputs);
  const { id } = mappings;
  await testBed.plain.admin("DELETE", `mappingSets/${id}`);
  await mappings.destroy();
  expect(testBed.host.output).not.toContain(id);
});

it("wants either the schema of the current shape or the one of the older", async () => {
  const both = { ...inputs, xdmSchema: "x" };
  const { failures } = await testBed.host.check("mappingSet", {}, both);
  expect(failures).toEqual([{ property: "outputSchema", reason: expect.stringContaining("either") }]);
});
