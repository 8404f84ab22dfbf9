import { describe, expect, it } from "vitest";
import { factsOf, type Kind, kinds } from "../../provider/kinds";
import { type ProtectedSandbox, protectedSandboxes, sandboxes } from "../support/cases/protectedSandboxes";
import { PlainClient } from "../support/emulator/plainClient";
import type { InProcessHost } from "../support/host/inProcessHost";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { entitiesOf, type ResourceCase, resourceCase, resourceCases } from "../support/resourceCases";

const bed = sharedInProcessBed({ emulator: { sandboxes }, sharedTime: true });
const listPath = "/data/foundation/sandbox-management/";

/** A host for a sandbox. Interactive authoring adds a write. */
function hostOf(sandbox: string, more: Record<string, string> = {}): InProcessHost {
  return bed.anotherHost({
    config: { "aep:sandbox": sandbox, "aep:interactiveAuthoring": "auto", ...more },
  });
}

/** Requests that arrived and change something, and those for the list of sandboxes. */
async function arrived(): Promise<{ writes: string[]; lists: number }> {
  const lines = await bed.plain.requestLines();
  return {
    writes: lines.filter((line) => !line.startsWith("GET ")),
    lists: lines.filter((line) => line.startsWith(`GET ${listPath}`)).length,
  };
}

function setList({ list }: ProtectedSandbox): void {
  if (list !== undefined) {
    bed.emulator.faults.add(list);
  }
}

const isOn = { "aep:protectProduction": "true" };
const inSandboxes = resourceCases.filter(({ kind }) => factsOf(kind).scope === "sandbox");

/** A resource in a sandbox, as the guard did not refuse it, and inputs that change it. */
async function existing(resource: ResourceCase, sandbox: string) {
  const plain = new PlainClient(bed.emulator.url, sandbox);
  const inputs: Properties = { ...(await resource.prepare(plain)), ...resource.withEndState };
  const managed = new ManagedResource(hostOf(sandbox), resource.kind);
  await managed.up(inputs);
  const changed = resource.change && { ...inputs, ...resource.change.inputs };
  const replaced = resource.replacement && { ...inputs, ...resource.replacement.inputs };
  return { managed, inputs, changed, replaced };
}

describe.each(inSandboxes)("$kind $variant", (resource) => {
  it.each(protectedSandboxes)("is not created, updated, replaced or deleted if $what", async (place) => {
    const { managed, inputs, changed, replaced } = await existing(resource, place.sandbox);
    // An existing one that cannot be deleted is adopted, which needs no write.
    const [, missing] =
      (resource.kept === undefined ? undefined : await resource.several?.(bed.plain, 2)) ?? [];
    const before = await entitiesOf(resource, bed.plain);
    setList(place);
    await bed.plain.forgetRequests();
    const host = hostOf(place.sandbox, isOn);
    const attempts = [
      () => new ManagedResource(host, resource.kind).up(missing ?? inputs),
      ...(changed === undefined ? [] : [() => managed.on(host).up(changed)]),
      ...(replaced === undefined ? [] : [() => managed.on(host).up(replaced)]),
      ...(resource.kept === undefined ? [() => managed.on(host).destroy()] : []),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toThrow(place.reason);
    }
    expect((await arrived()).writes).toEqual([]);
    expect(await entitiesOf(resource, bed.plain)).toEqual(before);
    // Reads are allowed.
    expect(await managed.on(host).refresh()).toBe("same");
    expect(await managed.on(host).up(inputs)).toBe("same");
  });

  it("costs one more request in a development sandbox", async () => {
    const { managed, inputs, changed } = await existing(resource, "dev");
    await managed.destroy();
    bed.emulator.reset();
    const requestsOf = async (host: InProcessHost) => {
      bed.emulator.reset();
      const fresh = new ManagedResource(host, resource.kind);
      const prepared = await resource.prepare(new PlainClient(bed.emulator.url, "dev"));
      await bed.plain.forgetRequests();
      await fresh.up(prepared);
      if (changed !== undefined) {
        await fresh.up({ ...prepared, ...resource.change?.inputs });
      }
      await fresh.destroy();
      return bed.plain.requestLines();
    };
    expect(inputs).toBeDefined();
    const without = await requestsOf(hostOf("dev"));
    const lines = await requestsOf(hostOf("dev", isOn));
    expect(lines.filter((line) => line.includes(listPath))).toHaveLength(1);
    expect(lines).toHaveLength(without.length + 1);
  });
});

describe("an approval on Azure", () => {
  const account =
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/acme-sources/providers/Microsoft.Storage/storageAccounts/acmestorage";

  /** An endpoint in a sandbox, and inputs of its approval. */
  async function pending(sandbox: string): Promise<Properties> {
    const endpoint = new ManagedResource(hostOf(sandbox), "privateEndpoint");
    const { name, connectionSpec } = resourceCase("privateEndpoint").body;
    await endpoint.up({ name, connectionSpec, targetResourceId: account });
    return {
      privateEndpointId: endpoint.id,
      privateEndpointName: name,
      targetResourceId: account,
      onDestroy: "deleteConnection",
    };
  }

  it.each(protectedSandboxes)("is neither made nor deleted if $what", async (place) => {
    await bed.plain.switches({ approvalDelayMs: "never" });
    const inputs = await pending(place.sandbox);
    const kind = "azurePrivateEndpointApproval";
    const guarded = () => hostOf(place.sandbox, isOn);
    setList(place);
    await bed.plain.forgetRequests();
    await expect(new ManagedResource(guarded(), kind).up(inputs)).rejects.toThrow(place.reason);
    expect((await arrived()).writes).toEqual([]);

    const approval = new ManagedResource(hostOf(place.sandbox), kind);
    await approval.up(inputs);
    await bed.plain.forgetRequests();
    await expect(approval.on(guarded()).destroy()).rejects.toThrow(place.reason);
    expect((await arrived()).writes).toEqual([]);
    expect(await approval.refresh()).toBe("same");
  });
});

describe("an enablement of a schema for Profile", () => {
  it.each(protectedSandboxes)("is neither made nor forgotten if $what", async (place) => {
    const made = async (kind: Kind, inputs: Properties) => {
      const resource = new ManagedResource(hostOf(place.sandbox), kind);
      await resource.up(inputs);
      return resource.id;
    };
    const schemaId = await made("schema", resourceCase("schema").body);
    setList(place);
    await bed.plain.forgetRequests();
    const guarded = hostOf(place.sandbox, { ...isOn, "aep:forgetUndeletable": "true" });
    const enablement = new ManagedResource(guarded, "profileEnablement");
    await expect(enablement.up({ schemaId, descriptorIds: ["an-id"] })).rejects.toThrow(place.reason);
    expect((await arrived()).writes).toEqual([]);
  });
});

it("A connection of MadConnect, which has no sandbox, needs no list", async () => {
  const resource = resourceCase("madconnectConnection");
  const managed = new ManagedResource(hostOf("prod", isOn), resource.kind);
  const inputs = await resource.prepare(bed.plain);
  await bed.plain.forgetRequests();
  await managed.up(inputs);
  await managed.destroy();
  expect(await arrived()).toMatchObject({ writes: expect.arrayContaining([expect.any(String)]), lists: 0 });
});

it.each([
  ["its argument, whatever is configured", { sandbox: "sunny" }, /reports sandbox "sunny"/],
  [
    "its argument in another letter case",
    { sandbox: "Dev" },
    /does not list sandbox "Dev".*\n.*\n.*Did you mean dev\?/,
  ],
  ["the default", {}, /reports sandbox "prod"/],
])("The sandbox of a resource is %s", async (_what, argument, reason) => {
  const host = hostOf("sandbox" in argument ? "dev" : "", isOn);
  const managed = new ManagedResource(host, "schema");
  await expect(managed.up({ ...resourceCase("schema").body, ...argument })).rejects.toThrow(reason);
  expect((await arrived()).writes).toEqual([]);
});

it("A sandbox that does not exist does not prevent changes in another one", async () => {
  const host = hostOf("dev", isOn);
  const up = (sandbox: string, title: string) =>
    new ManagedResource(host, "schema").up({ ...resourceCase("schema").body, title, sandbox });
  await expect(up("missing", "A")).rejects.toThrow(/does not list sandbox "missing"/);
  expect(await up("dev", "B")).toBe("create");
  expect((await arrived()).lists).toBe(1);
});

it("Every kind is in one of these tests", () => {
  const tested = [
    ...resourceCases.map(({ kind }) => kind),
    "azurePrivateEndpointApproval",
    "profileEnablement",
  ];
  expect(kinds.filter((kind) => !tested.includes(kind))).toEqual([]);
});

it("Without interactive authoring, a resource that requires it is not created either", async () => {
  const inputs = await resourceCase("baseConnection").prepare(new PlainClient(bed.emulator.url, "prod"));
  await bed.plain.forgetRequests();
  const host = hostOf("prod", { ...isOn, "aep:interactiveAuthoring": "off" });
  await expect(new ManagedResource(host, "baseConnection").up(inputs)).rejects.toThrow("as production");
  expect((await arrived()).writes).toEqual([]);
});
