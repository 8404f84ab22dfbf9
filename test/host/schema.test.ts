import { beforeEach, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const testBed = sharedTestBed();
let schema: ManagedResource;
const inputs = resourceCase("schema").body;
beforeEach(async () => {
  schema = new ManagedResource(testBed.host, "schema");
  await schema.up(inputs);
});

it("has its $id as Pulumi id, and a short id and a version as outputs", async () => {
  expect(schema.outputs).toMatchObject({ $id: schema.id, version: "1.0" });
  expect(schema.outputs["meta:altId"]).toMatch(/^_\w+\.schemas\.\w+$/);
  await schema.up({ ...inputs, description: "Changed" });
  expect(schema.outputs).toMatchObject({ $id: schema.id, version: "1.1" });
});

it("removes single tags, wherever the service has them", async () => {
  const tagged = (...tags: string[]) => ({ ...inputs, "meta:immutableTags": tags });
  await schema.up(tagged("first", "second"));
  await testBed.plain.admin("PATCH", `schemas/${encodeURIComponent(schema.id)}`, {
    "meta:immutableTags": ["second", "first"],
  });
  expect(await schema.refresh()).toBe("same");
  expect(await schema.up(tagged("first"))).toBe("update");
  expect((await testBed.plain.requests()).at(-1)?.body).toEqual([
    { op: "remove", path: "/meta:immutableTags/0" },
  ]);
  expect(await schema.refresh()).toBe("same");
});

it("changes single field groups, wherever the service has them", async () => {
  const [a, b, c] = await Promise.all(
    ["A", "B", "C"].map(async (title) => {
      const group = await testBed.plain.admin("POST", "fieldGroups", { title, properties: {} });
      return { $ref: String(group.$id) };
    }),
  );
  const [itsClass] = inputs.allOf as unknown[];
  const withParts = (...allOf: unknown[]) => ({ ...inputs, allOf });
  await schema.up(withParts(itsClass, a, b));
  await testBed.plain.admin("PATCH", `schemas/${encodeURIComponent(schema.id)}`, { allOf: [b, itsClass, a] });
  expect(await schema.refresh()).toBe("same");
  await testBed.plain.forgetRequests();
  expect(await schema.up(withParts(b, a, itsClass))).toBe("same");
  expect(await testBed.plain.requestLines()).toEqual([]);
  await testBed.plain.admin("PATCH", `schemas/${encodeURIComponent(schema.id)}`, { allOf: [itsClass, b, a] });
  expect(await schema.up({ ...withParts(itsClass, c, a), allowBreaking: true })).toBe("update");
  expect((await testBed.plain.requests()).at(-1)?.body).toEqual([
    { op: "remove", path: "/allOf/1" },
    { op: "add", path: "/allOf/-", value: c },
  ]);
  expect(await schema.refresh()).toBe("same");
});

it("is created with its class first, wherever the program has it", async () => {
  const group = await testBed.plain.admin("POST", "fieldGroups", { title: "Late", properties: {} });
  const [itsClass] = inputs.allOf as unknown[];
  const second = new ManagedResource(testBed.host, "schema");
  await second.up({ ...inputs, title: "Another", allOf: [{ $ref: String(group.$id) }, itsClass] });
  expect((second.outputs.allOf as unknown[])[0]).toEqual(itsClass);
  expect(await second.refresh()).toBe("same");
});

it("reports the service's refusal of a title that is in use", async () => {
  const second = new ManagedResource(testBed.host, "schema");
  await expect(second.up(inputs)).rejects.toThrow(/status 400[\s\S]*XDM-/);
});

it("reports the service's refusal of a breaking change", async () => {
  const group = await testBed.plain.admin("POST", "fieldGroups", { title: "Orders", properties: {} });
  const [itsClass] = inputs.allOf as unknown[];
  const withGroup = { ...inputs, allOf: [itsClass, { $ref: String(group.$id) }] };
  expect(await schema.up(withGroup)).toBe("update");
  await testBed.plain.create("/data/foundation/catalog/dataSets", {
    name: "Orders",
    schemaRef: { id: schema.id, contentType: "application/vnd.adobe.xed+json;version=1" },
  });
  const removal = { ...inputs, allowBreaking: true };
  await expect(schema.up(removal)).rejects.toThrow(/PATCH .*tenant\/schemas.* was refused/);
});

it("reports the datasets that use it when it cannot be deleted", async () => {
  const dataSetId = await testBed.plain.create("/data/foundation/catalog/dataSets", {
    name: "Orders",
    schemaRef: { id: schema.id, contentType: "application/vnd.adobe.xed+json;version=1" },
  });
  await expect(schema.destroy()).rejects.toThrow(new RegExp(`is in use[\\s\\S]*${dataSetId}`));
});
