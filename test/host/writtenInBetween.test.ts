import { beforeEach, describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed, sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCase, resourceCases } from "../support/resourceCases";

const testBed = sharedTestBed();
/** For tests in which the provider pauses for seconds. */
const impatient = sharedInProcessBed({
  emulator: { switches: { interactiveAuthoringRequired: false } },
});

const guarded = resourceCases.flatMap((resource) =>
  resource.change && resource.drift && !resource.unguarded
    ? [{ ...resource, change: resource.change, drift: resource.drift }]
    : [],
);

describe.each(guarded)("a $kind that someone else changes between a read and the PATCH", (resource) => {
  let managed: ManagedResource;
  let inputs: Properties;
  const changed = () => ({ ...inputs, ...resource.change.inputs });
  const theyWrite = (patch: Record<string, string>, times = 1) =>
    testBed.emulator.faults.add({ kind: "edit", method: "PATCH", path: resource.path, patch, times });

  beforeEach(async () => {
    managed = new ManagedResource(testBed.host, resource.kind);
    inputs = await resource.prepare(testBed.plain);
    await managed.up(inputs);
    await managed.refresh();
  });

  it("keeps their change, and reports the field", async () => {
    theyWrite({ [resource.drift.field]: String(resource.drift.value) });
    const failure = await managed.up(changed()).catch((error: Error) => error.message);
    expect(failure).toContain(`\n  ${resource.drift.field}: the program has `);
    expect(await testBed.plain.get(`${resource.path}/${managed.id}`)).toMatchObject(resource.drift.edit);
  });

  it("keeps both changes when they are to different fields", async () => {
    theyWrite({ somethingElse: "theirs" });
    expect(await managed.up(changed())).toBe("update");
    expect(await testBed.plain.get(`${resource.path}/${managed.id}`)).toMatchObject({
      somethingElse: "theirs",
    });
    expect(await managed.refresh()).toBe("same");
  });

  it("fails after a bounded number of attempts when the changes never stop", async () => {
    theyWrite({ somethingElse: "theirs" }, 100);
    await expect(managed.up(changed())).rejects.toThrow(/412/);
    const writes = (await testBed.plain.requests()).filter(({ status }) => status === 412);
    expect(writes).toHaveLength(5);
  });
});

describe.each(
  resourceCases.flatMap((resource) => (resource.change ? [{ ...resource, change: resource.change }] : [])),
)("a $kind whose update is lost on the service", (resource) => {
  it("shows drift, and the next up repeats the update", async () => {
    const managed = new ManagedResource(impatient.host, resource.kind);
    const inputs = await resource.prepare(impatient.plain);
    await managed.up(inputs);
    const method = resource.write ?? "PATCH";
    // After a create, the etag has changed when the first PATCH arrives.
    await managed.refresh();
    impatient.emulator.faults.add({ kind: "lostUpdate", method, path: resource.path });
    const wanted = { ...inputs, ...resource.change.inputs };
    expect(await managed.up(wanted)).toBe("update");
    expect(await managed.refresh()).toBe("drift");
    expect(await managed.up(wanted)).toBe("update");
    expect(await managed.refresh()).toBe("same");
  });
});

it("a mapping set that was updated at the same time reports a conflict, as it has no If-Match", async () => {
  const resource = resourceCase("mappingSet");
  const managed = new ManagedResource(testBed.host, "mappingSet");
  const inputs = await resource.prepare(testBed.plain);
  await managed.up(inputs);
  testBed.emulator.faults.add({
    kind: "edit",
    method: "PUT",
    path: resource.path,
    patch: { name: "Theirs" },
  });
  await managed.up({ ...inputs, ...resource.change?.inputs });
  expect(managed.outputs.version).toBe(2);
  await expect
    .poll(() => testBed.host.output)
    .toContain(`The mapping set ${managed.id} was changed outside Pulumi during this update`);
});
