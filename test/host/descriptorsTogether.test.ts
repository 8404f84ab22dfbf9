import { beforeEach, describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed, sharedTestBed } from "../support/host/sharedTestBed";
import { createDescribed } from "../support/resourceCases";

const bed = sharedInProcessBed({ sharedTime: true });
const real = sharedTestBed();
const loyaltyId = "/_{TENANT_ID}/loyaltyId";
const partnerId = "/_{TENANT_ID}/partnerId";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
let schema: string;
let other: string;
beforeEach(async () => {
  schema = await createDescribed(bed.plain);
  other = await createDescribed(bed.plain, "ACME partners");
  await bed.plain.forgetRequests();
});

const identity = (sourceProperty: string, isPrimary = true): Properties => ({
  type: "xdm:descriptorIdentity",
  sourceSchema: schema,
  sourceProperty,
  namespace: "Email",
  isPrimary,
});
const relationship = (sourceProperty: string): Properties => ({
  type: "xdm:descriptorOneToOne",
  sourceSchema: schema,
  sourceProperty,
  destinationSchema: other,
});
const granularity = (): Properties => ({
  type: "xdm:descriptorTimeSeriesGranularity",
  sourceSchema: schema,
  granularity: "day",
  ianaTimezone: "Etc/UTC",
});

/** The errors of descriptors that one process checks one after the other. */
async function failuresOf(...programs: readonly Properties[]): Promise<string[]> {
  const host = bed.anotherHost();
  const found: string[] = [];
  for (const program of programs) {
    const { failures } = await host.check("descriptor", {}, program);
    found.push(...failures.map(({ property, reason }) => `${property} ${reason}`));
  }
  return found;
}

describe("two descriptors of one schema in a program", () => {
  it.each<[string, () => Properties[], string]>([
    [
      "two primary identities",
      () => [identity(loyaltyId), identity(partnerId)],
      `isPrimary must not be true for two fields of a schema: it is true for "${loyaltyId}" in this program`,
    ],
    [
      "two primary identities, with different spellings of the schema and the tenant",
      () => [
        identity("/_emulator/loyaltyId"),
        { ...identity(partnerId), sourceSchema: `_{TENANT_ID}.schemas.${schema.split("/").at(-1)}` },
      ],
      "isPrimary must not be true for two fields of a schema",
    ],
    [
      "a relationship from the primary identity",
      () => [identity(loyaltyId), relationship("/_emulator/loyaltyId")],
      "sourceProperty must not make a field both the primary identity and the source of a relationship",
    ],
    [
      "a primary identity from which a relationship begins",
      () => [relationship(loyaltyId), identity(loyaltyId)],
      "isPrimary must not make a field both the primary identity and the source of a relationship",
    ],
  ])("are refused before any request: %s", async (_what, programs, message) => {
    expect(await failuresOf(...programs())).toEqual([expect.stringContaining(message)]);
    expect(await bed.plain.requestLines()).toEqual([]);
  });

  it.each<[string, () => Properties[]]>([
    ["one primary identity and others", () => [identity(loyaltyId), identity(partnerId, false)]],
    [
      "primary identities of two schemas",
      () => [identity(loyaltyId), { ...identity(partnerId), sourceSchema: other }],
    ],
    ["a relationship from another field", () => [identity(loyaltyId), relationship(partnerId)]],
    [
      "the same one, which the engine checks twice",
      () => [identity(loyaltyId), identity(loyaltyId), granularity(), granularity()],
    ],
    [
      "of schemas that are not known yet",
      () => [loyaltyId, partnerId].map((path) => ({ ...identity(path), sourceSchema: unknown })),
    ],
    ["of fields that are not known yet", () => [identity(loyaltyId), identity(unknown)]],
    ["in two sandboxes", () => [identity(loyaltyId), { ...identity(partnerId), sandbox: "dev" }]],
  ])("are accepted: %s", async (_what, programs) => {
    expect(await failuresOf(...programs())).toEqual([]);
  });
});

it("A primary identity moves to another field in one run, and back.", async () => {
  const first = new ManagedResource(bed.host, "descriptor");
  const second = new ManagedResource(bed.host, "descriptor");
  await first.up(identity(loyaltyId));
  await second.up(identity(partnerId, false));
  await first.up(identity(loyaltyId, false));
  await second.up(identity(partnerId));
  // The primary identity of the first one is removed from the program.
  const next = second.on(bed.anotherHost());
  await first.destroy();
  expect(await next.up(identity(partnerId))).toBe("same");
});

it("Two resources with the same descriptor are refused; the engine may check each of them twice.", async () => {
  const own = {
    type: "xdm:descriptorLabel",
    sourceSchema: `https://ns.adobe.com/acme/schemas/${"0".repeat(32)}`,
    sourceProperty: loyaltyId,
    labels: ["C2"],
  };
  const failures: string[] = [];
  for (const urn of ["urn:a", "urn:a", "urn:b"]) {
    const found = await real.host.check("descriptor", {}, own, urn);
    failures.push(...found.failures.map(({ reason }) => `${urn} ${reason}`));
  }
  expect(failures).toEqual([
    `urn:b must not be "${loyaltyId}": another resource of this program is the xdm:descriptorLabel of this field`,
  ]);
});
