import { describe, expect, it } from "vitest";
import type { Kind } from "../../provider/kinds";
import { ManagedResource } from "../support/host/managedResource";
import { programsOf } from "../support/host/manyEntities";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { entitiesOf, resourceCase } from "../support/resourceCases";

const bed = sharedInProcessBed({ sharedTime: true });
const profile = "https://ns.adobe.com/xdm/context/profile";
const text = { type: "string" };

const managed = (kind: Kind) => new ManagedResource(bed.host, kind);

/** The same resource in the next run of Pulumi, which knows only the state. */
const inNextRun = (one: ManagedResource) => one.on(bed.anotherHost());

const count = async (kind: Kind) => (await entitiesOf(resourceCase(kind), bed.plain)).length;

/** Inputs of a resource, whose parts everybody can see. */
async function inputsOf(kind: Kind): Promise<Properties> {
  const inputs = await resourceCase(kind).prepare(bed.plain);
  bed.emulator.clock.advance(60_000);
  return inputs;
}

/** A change that all entities of a kind can have. */
function severalChanges(kind: Kind): Properties {
  return kind === "descriptor" ? { namespace: "Members" } : { description: "Changed" };
}

describe.each<Kind>(["dataType", "fieldGroup", "schemaClass", "schema", "descriptor"])("A %s", (kind) => {
  it.each([
    ["by lists only", { registryVisibleAfterMs: 20_000 }],
    [
      "neither by its id nor by lists for some seconds",
      { registryVisibleAfterMs: 6_000, listedAfterMs: 6_000 },
    ],
  ])("that is shown %s is not gone in the next run", async (_how, switches) => {
    const inputs = await inputsOf(kind);
    await bed.plain.switches(switches);
    const one = managed(kind);
    await one.up(inputs);
    const next = inNextRun(one);
    expect(await next.refresh()).toBe("same");
    expect(await next.up(inputs)).toBe("same");
  });

  it("that reads show as before a change has no drift in the next run", async () => {
    const inputs = await inputsOf(kind);
    const one = managed(kind);
    await one.up(inputs);
    await bed.plain.switches({ registryStaleReadMs: 2_000 });
    const changed = { ...inputs, ...resourceCase(kind).change?.inputs };
    expect(await one.up(changed)).toBe("update");
    const next = inNextRun(one);
    expect(await next.refresh()).toBe("same");
    expect(await next.up(changed)).toBe("same");
  });

  it.each([
    ["only lists show", { registryVisibleAfterMs: 20_000 }],
    ["lists do not show yet", { listedAfterMs: 20_000 }],
    ["reads and lists show as before a change", { registryStaleReadMs: 5_000 }],
  ])("that %s is as recorded when many are refreshed together", async (_how, switches) => {
    const resource = resourceCase(kind);
    const programs = await programsOf(resource, bed.plain, 8);
    bed.emulator.clock.advance(60_000);
    await bed.plain.switches(switches);
    const all = await Promise.all(
      programs.map(async (inputs) => {
        const one = managed(kind);
        await one.up(inputs);
        await one.up({ ...inputs, ...severalChanges(kind) });
        return one;
      }),
    );
    const host = bed.anotherHost();
    expect(await Promise.all(all.map((one) => one.on(host).refresh()))).toEqual(all.map(() => "same"));
  });

  it("is changed in the next run, although it is not visible yet", async () => {
    const inputs = await inputsOf(kind);
    await bed.plain.switches({ registryVisibleAfterMs: 5_000 });
    const one = managed(kind);
    await one.up(inputs);
    const next = inNextRun(one);
    const changed = { ...inputs, ...resourceCase(kind).change?.inputs };
    expect(await next.up(changed)).toBe("update");
    expect(await next.refresh()).toBe("same");
  });

  it("is deleted in the next run, although it is not visible yet", async () => {
    const inputs = await inputsOf(kind);
    const before = await count(kind);
    await bed.plain.switches({ registryVisibleAfterMs: 5_000 });
    const one = managed(kind);
    await one.up(inputs);
    await inNextRun(one).destroy();
    bed.emulator.clock.advance(60_000);
    expect(await count(kind)).toBe(before);
  });

  it("that someone else has deleted is gone, after the time that AEP can take to show it", async () => {
    const inputs = await inputsOf(kind);
    const one = managed(kind);
    await one.up(inputs);
    await bed.plain.admin("DELETE", `${resourceCase(kind).collection}/${encodeURIComponent(one.id)}`);
    const next = bed.anotherHost();
    expect(await one.on(next).refresh()).toBe("gone");
    expect(next.clock.pauses.reduce((sum, pause) => sum + pause, 0)).toBe(7_000);
  });
});

/** Creates a resource in this process that AEP does not show yet; returns its id. */
async function created(kind: Kind, inputs: Properties): Promise<string> {
  const one = managed(kind);
  await one.up(inputs);
  return one.id;
}

const tier = () => created("dataType", { title: "Tier", fields: { level: text } });
const group = (more: Properties = {}) =>
  created("fieldGroup", { title: "Group", intendedToExtend: [profile], fields: { level: text }, ...more });
const household = () => created("schemaClass", { title: "Household", behavior: "record" });
const members = () => created("schema", { title: "Members", classId: profile });

const referring: readonly [what: string, kind: Kind, inputs: () => Promise<Properties>][] = [
  ["a data type in a data type", "dataType", async () => ({ fields: { tier: { $ref: await tier() } } })],
  [
    "a data type in a list of a field group",
    "fieldGroup",
    async () => ({
      intendedToExtend: [profile],
      fields: { tiers: { type: "array", items: { $ref: await tier() } } },
    }),
  ],
  [
    "a field group in a field group",
    "fieldGroup",
    async () => ({ intendedToExtend: [profile], fields: { a: text }, extendedGroupIds: [await group()] }),
  ],
  [
    "the class of a field group",
    "fieldGroup",
    async () => ({ intendedToExtend: [await household()], fields: { a: text } }),
  ],
  [
    "a data type in a class",
    "schemaClass",
    async () => ({ behavior: "record", fields: { tier: { $ref: await tier() } } }),
  ],
  [
    "a field group in a class",
    "schemaClass",
    async () => ({ behavior: "record", fieldGroupIds: [await group()] }),
  ],
  ["the class of a schema", "schema", async () => ({ classId: await household() })],
  ["a field group in a schema", "schema", async () => ({ classId: profile, fieldGroupIds: [await group()] })],
  [
    "the schema of a descriptor",
    "descriptor",
    async () => ({
      type: "xdm:alternateDisplayInfo",
      sourceSchema: await members(),
      sourceProperty: "/_id",
      title: { en_us: "Id" },
    }),
  ],
  [
    "the field group of a label",
    "descriptor",
    async () => ({
      type: "xdm:descriptorLabel",
      sourceSchema: await group(),
      sourceProperty: "/_{TENANT_ID}/level",
      labels: ["C2"],
    }),
  ],
];

describe.each(referring)("%s, which AEP does not show yet,", (_what, kind, inputs) => {
  it.each([404, 400])(
    "is awaited, and nothing is created twice, if AEP answers %i",
    async (unknownReference) => {
      await bed.plain.switches({ unknownReference, registryVisibleAfterMs: 5_000 });
      const wanted = { ...(kind === "descriptor" ? {} : { title: "Referring" }), ...(await inputs()) };
      const before = await count(kind);
      const one = managed(kind);
      expect(await one.up(wanted)).toBe("create");
      expect(bed.host.clock.pauses.length).toBeGreaterThan(0);
      expect(await count(kind)).toBe(before + 1);
      expect(await inNextRun(one).refresh()).toBe("same");
    },
  );
});

describe("An update", () => {
  it.each<[string, Kind, Properties, () => Promise<Properties>]>([
    [
      "a data type",
      "dataType",
      { fields: { a: text } },
      async () => ({ fields: { a: text, tier: { $ref: await tier() } } }),
    ],
    [
      "a field group",
      "fieldGroup",
      { intendedToExtend: [profile], fields: { a: text } },
      async () => ({ intendedToExtend: [profile, await household()], fields: { a: text } }),
    ],
    [
      "a class",
      "schemaClass",
      { behavior: "record" },
      async () => ({ behavior: "record", fieldGroupIds: [await group()] }),
    ],
    [
      "a schema",
      "schema",
      { classId: profile },
      async () => ({ classId: profile, fieldGroupIds: [await group()] }),
    ],
  ])("of %s waits for a part that AEP does not show yet", async (_what, kind, before, after) => {
    const one = managed(kind);
    await one.up({ title: "Referring", ...before });
    await bed.plain.switches({ registryVisibleAfterMs: 5_000 });
    expect(await one.up({ title: "Referring", ...(await after()) })).toBe("update");
    expect(await inNextRun(one).refresh()).toBe("same");
  });
});
