import { beforeEach, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { createSchema, resourceCase } from "../support/resourceCases";

const testBed = sharedTestBed();
let dataset: ManagedResource;
let inputs: Properties;
beforeEach(async () => {
  inputs = await resourceCase("dataset").prepare(testBed.plain);
  dataset = new ManagedResource(testBed.host, "dataset");
  await dataset.up(inputs);
});

const onService = async () => {
  const { body } = await testBed.plain.send("GET", `/data/foundation/catalog/dataSets/${dataset.id}`);
  return body[dataset.id] as Properties;
};
const fill = () =>
  testBed.plain.admin("POST", `dataSets/${dataset.id}/batch`, { id: "01ARZ3NDEKTSV4RRFFQ69G5FAV" });
const otherSchema = async () => ({
  ...inputs,
  schemaRef: { id: await createSchema(testBed.plain, "Another") },
});

it("is not deleted while it contains data, unless forceDestroy is in state", async () => {
  await fill();
  await expect(dataset.destroy()).rejects.toThrow(/holds data and is not deleted[\s\S]*forceDestroy: true/);
  expect(await onService()).toBeDefined();

  await testBed.plain.forgetRequests();
  expect(await dataset.up({ ...inputs, forceDestroy: true })).toBe("update");
  expect(await testBed.plain.requestLines()).toEqual([]);
  await dataset.destroy();
  expect(await onService()).toBeUndefined();
});

it("is not replaced while it contains data: the diff fails before anything is deleted", async () => {
  await fill();
  const wanted = { ...(await otherSchema()), forceDestroy: true };
  // It has to be in state: in the program alone it has no effect.
  await expect(dataset.up(wanted)).rejects.toThrow(/holds data and is not replaced/);
  await dataset.up({ ...inputs, forceDestroy: true });
  const { id } = dataset;
  expect(await dataset.up(wanted)).toBe("replace");
  expect(dataset.id).not.toBe(id);
});

it("treats a content type with and without a space as equal", async () => {
  const contentType = "application/vnd.adobe.xed-full+json; version=1";
  const spaced = { ...inputs, schemaRef: { ...(inputs.schemaRef as Properties), contentType } };
  expect(await dataset.up(spaced)).toBe("same");
});

it("is replaced when its schema changes and it is empty", async () => {
  expect(await dataset.up(await otherSchema())).toBe("replace");
});

it("keeps the tags that the service added through every update", async () => {
  const serviceTag = (await onService()).tags as Properties;
  expect(Object.keys(serviceTag)).toContain("adobe/pqs/table");
  for (const tags of [{ unifiedIdentity: ["enabled:true"] }, undefined]) {
    const { tags: _, ...others } = inputs;
    await dataset.up(tags === undefined ? others : { ...others, tags });
    expect(await onService()).toMatchObject({
      tags: { ...tags, "adobe/pqs/table": serviceTag["adobe/pqs/table"] },
    });
    expect(await dataset.refresh()).toBe("same");
  }
  // A state does not show whether a tag of Profile was declared in tags or in profile, where leaving it out changes nothing.
  expect((await onService()).tags).toMatchObject({
    unifiedProfile: expect.arrayContaining(["enabled:true"]),
  });
});

it("never touches the values that the service appends to a tag", async () => {
  await testBed.plain.switches({ profileTagValues: "accept", upsertWhileEnabled: "accept" });
  const appended = "enabledAt:2024-11-05 12:33:59";
  const tagged = (...unifiedProfile: string[]) => ({ ...inputs, tags: { unifiedProfile } });
  await dataset.up(tagged("enabled:true", "priority:0"));
  const { tags } = await onService();
  await testBed.plain.admin("PATCH", `dataSets/${dataset.id}`, {
    tags: { ...(tags as Properties), unifiedProfile: [appended, "priority:0", "enabled:true"] },
  });
  expect(await dataset.refresh()).toBe("same");
  await testBed.plain.forgetRequests();
  expect(await dataset.up(tagged("enabled:true", "priority:0"))).toBe("same");
  expect(await testBed.plain.requestLines()).toEqual([]);
  expect(await dataset.up(tagged("enabled:true", "priority:1"))).toBe("update");
  expect((await testBed.plain.requests()).at(-1)?.body).toEqual([
    { op: "remove", path: "/tags/unifiedProfile/1" },
    { op: "add", path: "/tags/unifiedProfile/-", value: "priority:1" },
  ]);
  expect((await onService()).tags).toMatchObject({
    unifiedProfile: [appended, "enabled:true", "priority:1"],
  });
  expect(await dataset.refresh()).toBe("same");
});

it("is gone when the service returns an empty map", async () => {
  await testBed.plain.switches({ unknownDataSet: "emptyObject" });
  await testBed.plain.admin("DELETE", `dataSets/${dataset.id}`);
  expect(await dataset.refresh()).toBe("gone");
});

it("never compares or removes the members that the service adds to a real dataset", async () => {
  await testBed.plain.switches({ dataSetServerMembers: "all" });
  const enabled = { ...inputs, tags: { unifiedProfile: ["enabled:true"] } };
  const real = new ManagedResource(testBed.host, "dataset");
  await real.up({ ...enabled, name: "A real dataset" });
  const read = async () =>
    (await testBed.plain.send("GET", `/data/foundation/catalog/dataSets/${real.id}`)).body[
      real.id
    ] as Properties;
  const members = await read();
  expect(members).toMatchObject({ state: "ACTIVE", classification: {}, extensions: {} });
  expect(Object.keys(members.tags as Properties)).toContain("adobe/siphon/table/format");
  expect(await real.refresh()).toBe("same");
  await real.up({ ...enabled, name: "Renamed", tags: { ...enabled.tags, team: ["a"] } });
  await real.up({ ...inputs, name: "Renamed" });
  const { tags, ...kept } = await read();
  expect(kept).toMatchObject({ name: "Renamed", state: "ACTIVE", classification: {}, extensions: {} });
  expect(tags).toMatchObject({ "adobe/siphon/table/format": ["delta"] });
  expect(Object.keys(tags as Properties)).not.toContain("team");
  expect(await real.refresh()).toBe("same");
});
