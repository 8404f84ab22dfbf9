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

it("has versions that begin at 0 and increase by one with each update", async () => {
  await mappings.up(inputs);
  expect(mappings.outputs.version).toBe(0);
  await mappings.up({ ...inputs, mappings: rows("_id") });
  expect(mappings.outputs.version).toBe(1);
  expect(await mappings.refresh()).toBe("same");
  expect(mappings.outputs.version).toBe(1);
});

it("is read in its version when a read without version returns the first", async () => {
  await mappings.up(inputs);
  await mappings.up({ ...inputs, mappings: rows("_id") });
  await testBed.plain.switches({ mappingSetWithoutVersion: "zero" });
  expect(await mappings.refresh()).toBe("same");
  expect(mappings.outputs.version).toBe(1);
});

it("treats mappings in any order as equal", async () => {
  await mappings.up({ ...inputs, mappings: rows("_id", "person.name.firstName") });
  expect(await mappings.up({ ...inputs, mappings: rows("person.name.firstName", "_id") })).toBe("same");
});

it('is created in the older shape of the guide\'s "Create a mapping", whose counters show no change', async () => {
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
  "leaves the state with a message when the service does not delete it (%i)",
  async (status) => {
    await testBed.plain.switches({ mappingSetDelete: status });
    await mappings.up(inputs);
    const { id } = mappings;
    await mappings.destroy();
    expect(testBed.host.output).toContain(`The mapping set ${id} stays on the service`);
  },
);

it("reports nothing when it is already gone", async () => {
  await testBed.plain.switches({ mappingSetDelete: 204 });
  await mappings.up(inputs);
  const { id } = mappings;
  await testBed.plain.admin("DELETE", `mappingSets/${id}`);
  await mappings.destroy();
  expect(testBed.host.output).not.toContain(id);
});

it("requires either the schema of the current shape or that of the older one", async () => {
  const both = { ...inputs, xdmSchema: "x" };
  const { failures } = await testBed.host.check("mappingSet", {}, both);
  expect(failures).toEqual([{ property: "outputSchema", reason: expect.stringContaining("either") }]);
  const same = { ...inputs, outputSchema: { schemaRef: { id: "https://s" } }, xdmSchema: "https://s" };
  expect((await testBed.host.check("mappingSet", {}, same)).failures).toEqual([]);
});

it("has destinations with the placeholder of the tenant, which are sent with its name", async () => {
  const wanted = { ...inputs, mappings: rows("_{TENANT_ID}.orderId", "_id", "_{TENANT_ID}.customer.id") };
  const literal = { ...inputs, mappings: rows("_emulator.orderId", "_id", "_emulator.customer.id") };
  await testBed.plain.forgetRequests();
  await mappings.up(wanted);
  const [post] = await testBed.plain.requests();
  expect(post?.body).toMatchObject({
    mappings: [
      { destination: "_emulator.orderId", source: "from._{TENANT_ID}.orderId" },
      { destination: "_id" },
      { destination: "_emulator.customer.id" },
    ],
  });
  expect(mappings.outputs).toMatchObject({ mappings: wanted.mappings });
  expect(await mappings.refresh()).toBe("same");
  const sameSources = wanted.mappings.map((mapping, index) => ({
    ...mapping,
    destination: literal.mappings[index]?.destination,
  }));
  await testBed.plain.forgetRequests();
  expect(await mappings.up({ ...inputs, mappings: sameSources.toReversed() })).toBe("same");
  expect(await testBed.plain.requestLines()).toEqual([]);
  expect(await mappings.up({ ...inputs, mappings: [...sameSources, ...rows("timestamp")] })).toBe("update");
  expect(await mappings.refresh()).toBe("same");
  const put = (await testBed.plain.requests()).find(({ method }) => method === "PUT");
  expect(JSON.stringify(put?.body)).not.toContain('"destination":"_{TENANT_ID}');
});

it("with the literal tenant stays as written, and is read with the placeholder", async () => {
  const literal = { ...inputs, mappings: rows("_emulator.orderId", "_id") };
  await mappings.up(literal);
  expect(await mappings.refresh()).toBe("same");
  expect(mappings.outputs).toMatchObject({ mappings: literal.mappings });
  expect(await testBed.host.read("mappingSet", mappings.id, {})).toMatchObject({
    mappings: [{ destination: "_{TENANT_ID}.orderId" }, { destination: "_id" }],
  });
});
