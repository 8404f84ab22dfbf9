import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { createSchema, entitiesOf, idOf, resourceCase } from "../support/resourceCases";

const bed = sharedInProcessBed({ sharedTime: true });
const resource = resourceCase("mergePolicy");
const { path } = resource;
let inputs: Properties;
let managed: ManagedResource;
let stderr: MockInstance<typeof process.stderr.write>;
beforeEach(async () => {
  stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  inputs = await resource.prepare(bed.plain);
  managed = new ManagedResource(bed.host, "mergePolicy");
  return () => stderr.mockRestore();
});

const said = () => stderr.mock.calls.map(([text]) => String(text)).join("");
const stored = async (id = managed.id) =>
  (await entitiesOf(resource, bed.plain)).find((one) => idOf(one) === id) ?? {};
const writes = async () => (await bed.plain.requests()).filter(({ method }) => method !== "GET");
const another = async (more: Properties) => {
  const other = new ManagedResource(bed.host, "mergePolicy");
  await other.up({ ...inputs, name: "Another", ...more });
  return other;
};

describe("the default", () => {
  it("is compared only as true: another default is drift, and taken back", async () => {
    await managed.up({ ...inputs, default: true });
    expect(await managed.refresh()).toBe("same");
    await bed.plain.create(path, { ...inputs, name: "Theirs", default: true });
    expect(await managed.refresh()).toBe("drift");
    expect(await managed.up({ ...inputs, default: true })).toBe("update");
    expect(await stored()).toMatchObject({ default: true });
    expect(await managed.refresh()).toBe("same");
  });

  it.each([undefined, false])("is unmanaged as %s, whatever AEP has", async (value) => {
    const wanted = { ...inputs, default: value };
    await managed.up(wanted);
    await bed.plain.admin("PATCH", `mergePolicies/${managed.id}`, { default: true });
    expect(await managed.refresh()).toBe("same");
    expect(await managed.up(wanted)).toBe("same");
    expect(managed.outputs.default).toBeUndefined();
  });

  it.each([undefined, false])("stays as it is when the program no longer asks for it (%s)", async (value) => {
    await managed.up({ ...inputs, default: true });
    await bed.plain.forgetRequests();
    await managed.up({ ...inputs, default: value });
    expect(await writes()).toEqual([]);
    expect(await stored()).toMatchObject({ default: true });
    expect(await managed.up({ ...inputs, default: value })).toBe("same");
    expect(await managed.refresh()).toBe("same");
  });

  it.each(["false", "keep"])(
    "and the flag of the edge keep their values in other updates (%s)",
    async (mergePolicyOmittedFlags) => {
      await bed.plain.switches({ mergePolicyOmittedFlags });
      await managed.up(inputs);
      await bed.plain.admin("PATCH", `mergePolicies/${managed.id}`, { default: true, isActiveOnEdge: true });
      await managed.up({ ...inputs, name: "Renamed" });
      expect(await stored()).toMatchObject({ name: "Renamed", default: true, isActiveOnEdge: true });
    },
  );

  it("and the flag of the edge can be set later", async () => {
    await managed.up(inputs);
    expect(await managed.up({ ...inputs, default: true })).toBe("update");
    expect(await managed.up({ ...inputs, default: true, isActiveOnEdge: true })).toBe("update");
    expect(await stored()).toMatchObject({ default: true, isActiveOnEdge: true });
    expect(await managed.refresh()).toBe("same");
  });

  it("is read as text, too", async () => {
    await managed.up({ ...inputs, default: true });
    await bed.plain.admin("PATCH", `mergePolicies/${managed.id}`, { default: "true" });
    expect(await managed.refresh()).toBe("same");
    await bed.plain.forgetRequests();
    await managed.destroy();
    expect(await writes()).toEqual([]);
  });
});

describe("a destroy", () => {
  it.each([{ default: true }, {}])(
    "of the default, declared as %j, only removes it from the state, with a warning",
    async (more) => {
      await managed.up({ ...inputs, ...more });
      await bed.plain.admin("PATCH", `mergePolicies/${managed.id}`, { default: true });
      const { id } = managed;
      await bed.plain.forgetRequests();
      await managed.destroy();
      expect(await writes()).toEqual([]);
      expect(idOf(await stored(id))).toBe(id);
      expect(said()).toContain(
        `"ACME newest first" (${id}) is removed from the state only: it is the default policy`,
      );
    },
  );

  it.each([{ default: true }, {}])(
    "that left the default is named by the next up, which creates another policy (%j)",
    async (more) => {
      await managed.up({ ...inputs, ...more });
      await bed.plain.admin("PATCH", `mergePolicies/${managed.id}`, { default: true });
      const { id } = managed;
      await managed.destroy();
      await another({ identityGraph: { type: "none" } });
      stderr.mockClear();
      const host = bed.anotherHost();
      const again = new ManagedResource(host, "mergePolicy");
      await again.up({ ...inputs, ...more });
      expect(again.id).not.toBe(id);
      const warning =
        `An equal merge policy "ACME newest first" exists already (${id}), for example left by a pulumi destroy when it was the ` +
        "default of its class; this run creates another one, and a sandbox has at most five. If nothing uses the existing one, " +
        "delete it in AEP, once it is not the default. To manage it instead, remove this resource from the program, then " +
        `run pulumi up and npx pulumi-aep import MergePolicy NAME ${id}.`;
      expect(said().match(/An equal merge policy .*/g)).toEqual([warning]);
      stderr.mockClear();
      // Resources of one stack may be equal, and others are not.
      await new ManagedResource(host, "mergePolicy").up({ ...inputs, name: "Third" });
      await again.up({ ...inputs, ...more });
      expect(said()).not.toContain("An equal merge policy");
    },
  );

  it("of a policy that is no longer the default deletes it", async () => {
    await managed.up({ ...inputs, default: true });
    await another({ default: true });
    const { id } = managed;
    await managed.destroy();
    expect(await stored(id)).toEqual({});
  });

  it("reports the reason if AEP refuses it", async () => {
    await managed.up(inputs);
    bed.emulator.faults.add({
      kind: "answer",
      status: 400,
      body: { title: "Used by audiences" },
      method: "DELETE",
      path,
    });
    await expect(managed.destroy()).rejects.toThrow(/status 400: "Used by audiences"/);
  });
});

describe("a class", () => {
  const behavior = { $ref: "https://ns.adobe.com/xdm/data/record" };
  const createClass = () =>
    bed.plain.create("/data/foundation/schemaregistry/tenant/classes", {
      title: "ACME property",
      type: "object",
      allOf: [behavior],
    });

  it("of the tenant is given by its id, and sent as short id", async () => {
    const id = await createClass();
    const short = `_emulator.classes.${id.split("/").at(-1)}`;
    await managed.up({ ...inputs, schema: { name: id } });
    expect(await stored()).toMatchObject({ schema: { name: short } });
    expect(managed.outputs).toMatchObject({ schema: { name: id } });
    expect(await managed.refresh()).toBe("same");
    for (const name of [short, short.replace("_emulator", "_{TENANT_ID}"), id]) {
      expect(await managed.up({ ...inputs, schema: { name } })).toBe("same");
    }
    expect(await bed.host.read("mergePolicy", managed.id, {})).toMatchObject({ schema: { name: id } });
  });

  it("with the placeholder of the tenant is sent with its name", async () => {
    const short = `_{TENANT_ID}.classes.${(await createClass()).split("/").at(-1)}`;
    await managed.up({ ...inputs, schema: { name: short } });
    expect(await managed.refresh()).toBe("same");
    expect(managed.outputs).toMatchObject({ schema: { name: short } });
  });

  it("of Adobe has two spellings", async () => {
    await managed.up({ ...inputs, schema: { name: "https://ns.adobe.com/xdm/context/profile" } });
    expect((await bed.plain.requests()).at(-1)?.body).toMatchObject({
      schema: { name: "_xdm.context.profile" },
    });
    expect(await managed.refresh()).toBe("same");
    expect(await managed.up(inputs)).toBe("same");
  });
});

it("has an order of datasets, in which positions count", async () => {
  const schemaRef = {
    id: await createSchema(bed.plain),
    contentType: "application/vnd.adobe.xed-full+json;version=1",
  };
  const create = (name: string) => bed.plain.create("/data/foundation/catalog/dataSets", { name, schemaRef });
  const [first, second] = [await create("First"), await create("Second")];
  const ordered = (...order: string[]) => ({
    ...inputs,
    attributeMerge: { type: "dataSetPrecedence", order },
  });
  await managed.up(ordered(first, second));
  expect(await managed.refresh()).toBe("same");
  expect(await managed.up(ordered(second, first))).toBe("update");
  expect(await stored()).toMatchObject({ attributeMerge: { order: [second, first] } });
  expect(await managed.up(inputs)).toBe("update");
  expect(await managed.refresh()).toBe("same");
});

it.each([
  [{ type: "dataSetPrecedence" }],
  [{ type: "dataSetPrecedence", order: [] }],
  [{ type: "timestampOrdered", order: ["a"] }],
])("refuses the merge %j", async (attributeMerge) => {
  const { failures } = await bed.host.check("mergePolicy", {}, { ...inputs, attributeMerge });
  expect(failures).toEqual([
    {
      property: "attributeMerge.order",
      reason: "is required with the type dataSetPrecedence, and only allowed with it",
    },
  ]);
});

it.each(["guide", "spec"])(
  "is listed over all pages, whose form is that of the %s",
  async (mergePolicyPage) => {
    await bed.plain.switches({ mergePolicyPage });
    const count = 105;
    for (let index = 0; index < count; index++) {
      await bed.plain.create(path, { ...inputs, name: `Policy ${index}` });
    }
    await managed.up(inputs);
    expect((await bed.plain.requestLines()).filter((line) => line.startsWith(`GET ${path}?`))).toHaveLength(
      2,
    );
  },
);

it.each([
  ["mergePolicyVersionGrows", false],
  ["mergePolicyStaleVersion", "refuse"],
])("is updated with %s: %s", async (name, value) => {
  await bed.plain.switches({ [name]: value });
  await managed.up(inputs);
  await managed.up({ ...inputs, name: "Renamed" });
  expect(await managed.up({ ...inputs, name: "Renamed again" })).toBe("update");
  expect(await managed.refresh()).toBe("same");
});

it("reports a missing permission without signing in again", async () => {
  await managed.up(inputs);
  await bed.plain.switches({ profileAccess: "denied" });
  await bed.plain.forgetRequests();
  await expect(managed.refresh()).rejects.toThrow(
    /status 401[\s\S]*gives the credential View Merge Policies and Manage Merge Policies in this sandbox/,
  );
  expect(bed.emulator.log.list().map(({ method }) => method)).toEqual(["GET"]);
});
