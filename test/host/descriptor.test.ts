import { describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { createDescribed, entitiesOf, idOf, resourceCase } from "../support/resourceCases";

const testBed = sharedInProcessBed({ sharedTime: true });
const resource = resourceCase("descriptor");
const path = "/tenant/descriptors";

const ids = async () => (await entitiesOf(resource, testBed.plain)).map(idOf);
const program = (): Promise<Properties> => resource.prepare(testBed.plain);
const managed = () => new ManagedResource(testBed.host, "descriptor");
const create = (inputs: Properties) =>
  testBed.plain.create(resource.path, resource.wire?.({ sourceVersion: 1, property: "xdm:code", ...inputs }));

/** Every type, with inputs that AEP updates in place, and the members that are sent. */
const types: readonly [type: string, inputs: Properties, change: Properties, sent: Properties][] = [
  [
    "xdm:descriptorIdentity",
    { sourceProperty: "/_{TENANT_ID}/loyaltyId", namespace: "10", isPrimary: true },
    { namespace: "Email" },
    { "xdm:namespace": "10", "xdm:property": "xdm:id", "xdm:isPrimary": true },
  ],
  [
    "xdm:descriptorReferenceIdentity",
    { sourceProperty: "/_{TENANT_ID}/partnerId", identityNamespace: "Email" },
    { identityNamespace: "ECID" },
    { "xdm:identityNamespace": "Email", "xdm:sourceVersion": 1 },
  ],
  [
    "xdm:descriptorOneToOne",
    { sourceProperty: "/_{TENANT_ID}/partnerId", destinationProperty: "/_{TENANT_ID}/loyaltyId" },
    { destinationProperty: "/_{TENANT_ID}/partnerId" },
    { "xdm:destinationProperty": "/_emulator/loyaltyId", "xdm:destinationVersion": 1 },
  ],
  [
    "xdm:descriptorRelationship",
    {
      sourceProperty: "/_{TENANT_ID}/partnerId",
      cardinality: "M:1",
      destinationProperty: "/_{TENANT_ID}/loyaltyId",
      sourceToDestinationTitle: "Partner",
    },
    { sourceToDestinationTitle: "Partners", sourceToDestinationName: "MemberToPartner" },
    { "xdm:cardinality": "M:1", "xdm:sourceToDestinationTitle": "Partner" },
  ],
  [
    "xdm:alternateDisplayInfo",
    { sourceProperty: "/person/name", title: { en_us: "Name" }, excludeMetaEnum: { a: "A" } },
    { title: { en_us: "Full name" }, description: { en_us: "The name of a member" } },
    { "xdm:title": { en_us: "Name" }, "meta:excludeMetaEnum": { a: "A" } },
  ],
  [
    "xdm:descriptorDeprecated",
    { sourceProperty: ["/person/name", "/person/gender"] },
    {},
    { "xdm:sourceProperty": ["/person/name", "/person/gender"] },
  ],
  [
    "xdm:descriptorLabel",
    { sourceProperty: "/_{TENANT_ID}/loyaltyId", labels: ["C2"] },
    { labels: ["C2", "I1"] },
    { "xdm:labels": ["C2"], "xdm:sourceVersion": 1 },
  ],
  [
    "xdm:descriptorTimeSeriesGranularity",
    { granularity: "hour", ianaTimezone: "Etc/UTC" },
    { granularity: "day" },
    { "xdm:granularity": "hour", "xdm:ianaTimezone": "Etc/UTC" },
  ],
  [
    "xdm:descriptorPrimaryKey",
    { sourceProperty: ["/_{TENANT_ID}/loyaltyId", "/_{TENANT_ID}/partnerId"] },
    {},
    { "xdm:sourceProperty": ["/_emulator/loyaltyId", "/_emulator/partnerId"] },
  ],
  ["xdm:descriptorVersion", { sourceProperty: "/_{TENANT_ID}/loyaltyId" }, {}, {}],
  ["xdm:descriptorTimestamp", { sourceProperty: "/_{TENANT_ID}/loyaltyId" }, {}, {}],
];

describe.each(types)("%s", (type, inputs, change, sent) => {
  it("is created, updated in place, read, imported and deleted", async () => {
    const sourceSchema = await createDescribed(testBed.plain);
    const destinationSchema = /OneToOne|Relationship/.test(type)
      ? { destinationSchema: await createDescribed(testBed.plain, "ACME partners") }
      : {};
    const wanted = { type, sourceSchema, ...destinationSchema, ...inputs };
    const one = managed();
    await testBed.plain.forgetRequests();
    expect(await one.up(wanted)).toBe("create");
    const [post] = await testBed.plain.requests();
    expect(post?.body).toMatchObject({ "@type": type, "xdm:sourceSchema": sourceSchema, ...sent });
    expect(await one.up(wanted)).toBe("same");
    expect(await one.refresh()).toBe("same");
    if (Object.keys(change).length > 0) {
      expect(await one.up({ ...wanted, ...change })).toBe("update");
      expect(await one.refresh()).toBe("same");
      expect(one.outputs).toMatchObject(change);
    }
    const got = await testBed.host.read("descriptor", one.id, {});
    expect(got).toMatchObject({ ...wanted, ...change });
    await one.destroy();
    expect(await ids()).toEqual([]);
  });
});

it("with another spelling of the tenant or the namespace is unchanged without a request", async () => {
  const inputs = await program();
  const one = managed();
  await one.up(inputs);
  await testBed.plain.forgetRequests();
  for (const spelling of [
    { sourceProperty: "/_emulator/loyaltyId" },
    { sourceProperty: ["/_{TENANT_ID}/loyaltyId"] },
    { namespace: "LOYALTY" },
  ]) {
    const wanted = { ...inputs, ...spelling };
    if (!Array.isArray(wanted.sourceProperty)) {
      expect(await one.up(wanted)).toBe("same");
    }
  }
  expect(await testBed.plain.requestLines()).toEqual([]);
  const { inputs: other } = await testBed.host.check("descriptor", one.inputs, {
    ...inputs,
    sourceProperty: "/_other/loyaltyId",
  });
  expect((await testBed.host.diff("descriptor", one.id, one.outputs, other)).replaces).toEqual([
    "sourceProperty",
  ]);
});

it("with the literal tenant stays as written in a refresh, and is read with the placeholder", async () => {
  const one = managed();
  await one.up({ ...(await program()), sourceProperty: "/_emulator/loyaltyId" });
  expect(await one.refresh()).toBe("same");
  expect(one.outputs.sourceProperty).toBe("/_emulator/loyaltyId");
  expect(await testBed.host.read("descriptor", one.id, {})).toMatchObject({
    sourceProperty: "/_{TENANT_ID}/loyaltyId",
  });
});

describe.each([400, 409] as const)("refused as a duplicate with %i", (duplicateDescriptor) => {
  it("is adopted with a warning, and only forgotten by a destroy", async () => {
    await testBed.plain.switches({ duplicateDescriptor });
    const inputs = await program();
    const theirs = await create({ ...inputs, isPrimary: false });
    const one = managed();
    expect(await one.up(inputs)).toBe("create");
    expect(one.id).toBe(theirs);
    expect(one.outputs.adopted).toBe(true);
    expect(await one.refresh()).toBe("same");
    expect(one.outputs.adopted).toBe(true);
    expect(await one.up({ ...inputs, namespace: "Members" })).toBe("update");
    expect(one.outputs.adopted).toBe(true);
    await testBed.plain.forgetRequests();
    await one.destroy();
    expect(await testBed.plain.writeLines()).toEqual([]);
    expect(await ids()).toEqual([theirs]);
  });

  it("with other values is an error that names them", async () => {
    await testBed.plain.switches({ duplicateDescriptor });
    const inputs = await program();
    const theirs = await create({ ...inputs, namespace: "Members", isPrimary: false });
    const failure = await managed()
      .up(inputs)
      .catch((error: Error) => error.message);
    expect(failure).toContain(theirs);
    expect(failure).toContain("with another namespace.");
    expect(failure).toContain(`npx pulumi-aep import Descriptor NAME ${theirs}`);
    expect(await ids()).toEqual([theirs]);
  });
});

it("that was adopted is adopted again when it is replaced by itself", async () => {
  const inputs = await program();
  const theirs = await create({ ...inputs, isPrimary: false });
  const one = managed();
  await one.up(inputs);
  await one.destroy();
  expect(await one.up(inputs)).toBe("create");
  expect(one.id).toBe(theirs);
  expect(one.outputs.adopted).toBe(true);
});

it("is not deleted with the resource that had it under another name", async () => {
  const inputs = await program();
  const before = managed();
  await before.up(inputs);
  const nextRun = testBed.anotherHost();
  const renamed = new ManagedResource(nextRun, "descriptor");
  expect(await renamed.up(inputs)).toBe("create");
  expect(renamed.outputs.adopted).toBe(true);
  await before.on(nextRun).destroy();
  expect(await ids()).toEqual([before.id]);
  expect(await renamed.refresh()).toBe("same");
});

it("declared twice in one program is an error", async () => {
  const inputs = await program();
  const one = managed();
  await one.up(inputs);
  await expect(managed().up(inputs)).rejects.toThrow(/another resource of this stack manages it already/);
  await one.destroy();
  expect(await ids()).toEqual([]);
});

it.each([{ descriptorMetadata: "flat" }, { descriptorMetadata: "registryMetadata" }] as const)(
  "that is found after its own lost POST is owned and deleted, with %j",
  async (switches) => {
    await testBed.plain.switches(switches);
    const inputs = await program();
    testBed.emulator.faults.add({ kind: "answerLost", method: "POST", path: resource.path });
    const one = managed();
    await one.up(inputs);
    expect(one.outputs.adopted).toBeUndefined();
    await one.destroy();
    expect(await ids()).toEqual([]);
  },
);

it.each([
  { descriptorPutAnswer: "descriptor" },
  { descriptorId: "content" },
  { descriptorLabelMember: "labels" },
  { schemaRegistryErrors: "older" },
  { registryErrorReason: "details" },
  { registryErrorReason: "detail" },
])("is managed, and adopted if it exists, with %j", async (switches) => {
  await testBed.plain.switches(switches);
  const inputs = await program();
  const one = managed();
  await one.up(inputs);
  expect(await one.up({ ...inputs, namespace: "Members" })).toBe("update");
  expect(await one.refresh()).toBe("same");
  const second = new ManagedResource(testBed.anotherHost(), "descriptor");
  await second.up({ ...inputs, namespace: "Members" });
  expect(second.outputs.adopted).toBe(true);
  await testBed.plain.admin("DELETE", `${resource.collection}/${one.id}`);
  expect(await one.refresh()).toBe("gone");
});

it("is awaited until reads show it, so that a refresh finds neither a deletion nor a change", async () => {
  await testBed.plain.switches({ registryVisibleAfterMs: 1_200, registryStaleReadMs: 1_200 });
  const schema = new ManagedResource(testBed.host, "schema");
  const { body } = resourceCase("schema");
  await schema.up({ ...body, title: "ACME new members" });
  const inputs = { ...resource.body, sourceSchema: schema.id, sourceProperty: "/_id" };
  const one = managed();
  await one.up(inputs);
  expect(await one.refresh()).toBe("same");
  expect(await one.up({ ...inputs, namespace: "Members" })).toBe("update");
  expect(await one.refresh()).toBe("same");
});

it("is refreshed by a list once there are many", async () => {
  const schemas = await Promise.all(
    Array.from({ length: 40 }, (_, index) => createDescribed(testBed.plain, `ACME ${index}`)),
  );
  const all = await Promise.all(
    schemas.map(async (sourceSchema) => {
      const one = managed();
      await one.up({ ...resource.body, sourceSchema });
      return one;
    }),
  );
  const host = testBed.anotherHost();
  await testBed.plain.forgetRequests();
  expect(new Set(await Promise.all(all.map((one) => one.on(host).refresh())))).toEqual(new Set(["same"]));
  expect((await testBed.plain.requestLines()).length).toBeLessThanOrEqual(3);
  expect((await testBed.plain.requestLines()).some((line) => line.startsWith(`GET ${path}`))).toBe(true);
});
