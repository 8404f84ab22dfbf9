import { beforeEach, describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCases } from "../support/resourceCases";

const testBed = sharedTestBed();

describe.each(resourceCases)("$kind", (resource) => {
  let managed: ManagedResource;
  let inputs: Properties;
  beforeEach(async () => {
    managed = new ManagedResource(testBed.host, resource.kind);
    inputs = await resource.prepare(testBed.plain);
  });

  it("records changed custom timeouts without a request, and keeps them in a refresh", async () => {
    await managed.up(inputs);
    await testBed.plain.forgetRequests();
    const steps = [{ create: 60 }, { create: 60, delete: 90.5 }].map((timeouts) => ({
      ...inputs,
      __timeouts: timeouts,
    }));
    for (const wanted of [...steps, inputs]) {
      expect(await managed.up(wanted)).toBe("update");
      expect(managed.outputs.__timeouts).toEqual(
        wanted === inputs ? undefined : { ...(wanted.__timeouts as object) },
      );
      expect(await managed.up(wanted)).toBe("same");
    }
    expect(await testBed.plain.requestLines()).toEqual([]);

    await managed.up(steps[1] ?? {});
    expect(await managed.refresh()).toBe("same");
    expect(managed.outputs.__timeouts).toEqual({ create: 60, delete: 90.5 });
  });

  it("is updated and replaced by the rules of its other inputs", async () => {
    await managed.up({ ...inputs, __timeouts: { create: 60 } });
    if (resource.change !== undefined) {
      await testBed.plain.forgetRequests();
      const changed = { ...inputs, ...resource.change.inputs, __timeouts: { update: 60 } };
      expect(await managed.up(changed)).toBe("update");
      const sent = (await testBed.plain.requests()).map(({ body }) => JSON.stringify(body ?? {}));
      expect(sent.join()).not.toContain("timeouts");
      inputs = { ...inputs, ...resource.change.inputs };
    }
    if (resource.replacement !== undefined) {
      const wanted = { ...inputs, ...resource.replacement.inputs, __timeouts: { create: 90 } };
      const checked = await managed.host.check(resource.kind, managed.inputs, wanted);
      expect(checked.failures).toEqual([]);
      const found = await managed.host.diff(resource.kind, managed.id, managed.outputs, checked.inputs);
      expect(found.replaces).toEqual(resource.replacement.replaces);
    }
    await managed.destroy();
  });
});
