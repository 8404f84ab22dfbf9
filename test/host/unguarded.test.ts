import { beforeEach, describe, expect, it } from "vitest";
import { shortPath } from "../support/emulator/plainClient";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCases } from "../support/resourceCases";

const testBed = sharedTestBed();

// Without If-Match, nothing prevents a write over someone else's change: the provider reads and compares first.
describe.each(
  resourceCases.flatMap((resource) =>
    resource.change && resource.drift && resource.unguarded
      ? [{ ...resource, change: resource.change, drift: resource.drift }]
      : [],
  ),
)("$kind in place, without If-Match", (resource) => {
  let managed: ManagedResource;
  let inputs: Properties;
  let line: string;
  let entityPath: string;
  const write = resource.write ?? "PATCH";

  beforeEach(async () => {
    managed = new ManagedResource(testBed.host, resource.kind);
    inputs = await resource.prepare(testBed.plain);
    await managed.up(inputs);
    line = `${shortPath(resource.path)}/${encodeURIComponent(managed.id)}`;
    entityPath = `${resource.collection}/${encodeURIComponent(managed.id)}`;
    await testBed.plain.forgetRequests();
  });

  it("is updated by one read and one write of the difference", async () => {
    const wanted = { ...inputs, ...resource.change.inputs };
    expect(await managed.up(wanted)).toBe("update");
    expect(await testBed.plain.requestLines()).toEqual([
      `GET ${line}`,
      `${write} ${line}`,
      ...(resource.afterChange?.(managed.id) ?? []),
    ]);
    const [, change] = await testBed.plain.requests();
    expect(change?.headers["if-match"]).toBeUndefined();
    if (write === "PATCH") {
      expect(change?.body).toEqual(resource.change.patch);
    } else {
      expect(change?.body).toEqual(resource.sent?.(wanted) ?? wanted);
    }
    expect(await managed.up(wanted)).toBe("same");
    expect(await managed.refresh()).toBe("same");
  });

  it("writes nothing when someone else made the same change", async () => {
    const theirs = resource.wire?.(resource.change.inputs) ?? resource.change.inputs;
    await testBed.plain.admin("PATCH", entityPath, theirs);
    expect(await managed.up({ ...inputs, ...resource.change.inputs })).toBe("update");
    expect(await testBed.plain.requestLines()).toEqual([`GET ${line}`]);
    expect(await managed.refresh()).toBe("same");
  });

  it("never overwrites someone else's change, and reports it", async () => {
    await testBed.plain.admin("PATCH", entityPath, resource.drift.edit);
    const failure = await managed
      .up({ ...inputs, ...resource.change.inputs })
      .catch((error: Error) => error.message);
    expect(failure).toContain(`\n  ${resource.drift.field}: the program has `);
    expect(await testBed.plain.requestLines()).toEqual([`GET ${line}`]);
  });

  it("shows drift of the changed field, and restores it", async () => {
    const before = managed.outputs;
    await testBed.plain.admin("PATCH", entityPath, resource.drift.edit);
    expect(await managed.refresh()).toBe("drift");
    const { version: _, ...old } = before;
    expect(managed.outputs).toMatchObject({ ...old, [resource.drift.field]: resource.drift.value });
    expect(await managed.up(inputs)).toBe("update");
    expect(await managed.refresh()).toBe("same");
    expect(managed.outputs[resource.drift.field]).toBe(inputs[resource.drift.field]);
  });

  it("reports that it cannot be updated because it is gone", async () => {
    await testBed.plain.admin("DELETE", entityPath);
    await expect(managed.up({ ...inputs, ...resource.change.inputs })).rejects.toThrow(/no longer exists/);
  });
});
