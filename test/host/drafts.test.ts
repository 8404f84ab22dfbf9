import { beforeEach, describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const bed = sharedInProcessBed({ emulator: { switches: { interactiveAuthoringRequired: false } } });
const kinds = ["baseConnection", "sourceConnection", "targetConnection", "flow"] as const;

describe.each(kinds)("a draft: %s", (kind) => {
  const resource = resourceCase(kind);
  let inputs: Properties;
  let draft: ManagedResource;
  const setState = (state: string) =>
    bed.plain.admin("PATCH", `${resource.collection}/${draft.id}`, { state });

  beforeEach(async () => {
    inputs = await resource.prepare(bed.plain);
    draft = new ManagedResource(bed.host, kind);
    await draft.up(inputs);
    await setState("draft");
  });

  it("is shown by a refresh and is no drift", async () => {
    expect(await draft.refresh()).toBe("same");
    expect(draft.outputs.state).toBe("draft");
    expect(await bed.host.read(kind, draft.id)).toMatchObject({ state: "draft" });
    await bed.plain.admin("PATCH", `${resource.collection}/${draft.id}`, { description: "By hand" });
    expect(await draft.refresh()).toBe("drift");
  });

  it("is left as it is by up, whatever the program changes", async () => {
    await draft.refresh();
    await bed.plain.forgetRequests();
    const changes = [{}, resource.change?.inputs, resource.replacement?.inputs, { state: "disabled" }];
    for (const change of kind === "flow" ? changes : changes.slice(0, 3)) {
      expect(await draft.up({ ...inputs, ...change })).toBe("same");
    }
    expect(await bed.plain.writeLines()).toEqual([]);
  });

  it("is not changed by an update that the engine requests in any case", async () => {
    await draft.refresh();
    await bed.plain.forgetRequests();
    const changed = { ...draft.inputs, ...resource.change?.inputs };
    await expect(bed.host.update(kind, draft.id, draft.outputs, changed)).rejects.toThrow(
      /was not changed: it is a draft in AEP/,
    );
    expect(await bed.plain.writeLines()).toEqual([]);
  });

  it("is managed again once AEP has published it", async () => {
    await draft.refresh();
    const wanted = { ...inputs, ...resource.change?.inputs };
    expect(await draft.up(wanted)).toBe("same");
    await setState("enabled");
    await draft.refresh();
    expect(draft.outputs.state).toBe(kind === "baseConnection" || kind === "flow" ? "enabled" : undefined);
    expect(await draft.up(wanted)).toBe("update");
    expect(await draft.refresh()).toBe("same");
  });

  it("is never adopted as the result of a create whose response was lost", async () => {
    bed.emulator.faults.add({ kind: "answerLost", method: "POST", template: resource.path });
    const before = new Set(
      ((await bed.plain.admin("GET", resource.collection)).items as Properties[]).map(({ id }) => id),
    );
    // Whatever the lost POST created is a draft by the time the provider looks for it.
    bed.host.clock.meanwhile = async () => {
      const { items } = await bed.plain.admin("GET", resource.collection);
      for (const { id } of (items as Properties[]).filter((one) => !before.has(one.id))) {
        await bed.plain.admin("PATCH", `${resource.collection}/${id}`, { state: "draft" });
      }
    };
    const next = new ManagedResource(bed.host, kind);
    await expect(next.up(inputs)).rejects.toThrow(/It is unknown whether/);
    expect(next.id).toBe("");
  });
});

it("A flow that a person saved as a draft is read as one, left as it is, and managed once it is published.", async () => {
  const { path, prepare } = resourceCase("flow");
  const startTime = Math.floor(Date.now() / 1_000) + 3_600;
  const inputs = {
    ...(await prepare(bed.plain)),
    scheduleParams: { frequency: "minute", interval: 15, startTime },
  };
  const id = await bed.plain.create(`${path}?mode=draft`, inputs);
  const scope = { orgId: "EMULATOR@AdobeOrg", sandbox: "prod" };
  const flow = new ManagedResource(bed.host, "flow");
  Object.assign(flow, {
    id,
    inputs: { ...inputs, ...scope },
    outputs: { ...inputs, ...scope, state: "draft" },
  });
  await flow.refresh();
  expect(flow.outputs.state).toBe("draft");
  await bed.plain.forgetRequests();
  expect(await flow.up({ ...inputs, name: "Renamed" })).toBe("same");
  expect(await bed.plain.writeLines()).toEqual([]);
  expect((await bed.plain.send("POST", `${path}/${id}/action?op=publish`)).status).toBe(200);
  await flow.refresh();
  expect(flow.outputs.state).toBe("enabled");
  expect(await flow.up({ ...inputs, name: "Renamed" })).toBe("update");
});
