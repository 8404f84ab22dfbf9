import type { PlainClient } from "../emulator/plainClient";
import { createBlobBase, createDataset, createFlow } from "./flow";

const registry = "/data/foundation/schemaregistry/tenant";
const profile = "https://ns.adobe.com/xdm/context/profile";
const personDetails = `${profile}-person-details`;

/** Ids of the parts of a schema, and of a flow that needs all of them. */
export interface PlantedParts {
  readonly tier: string;
  readonly account: string;
  readonly base: string;
  readonly extended: string;
  readonly schema: string;
  readonly itsClass: string;
  readonly homes: string;
  readonly related: string;
  readonly relationship: string;
  readonly label: string;
  readonly flow: string;
}

/**
 * Creates a pipeline into a schema with parts of the tenant, two of which refer to parts of their own kind whose titles
 * come later in the alphabet: a data type that contains another one, and a field group that extends another one and a
 * standard one. A relationship leads to a schema of a class of the tenant, which nothing else refers to.
 *
 * @param tenant - tenant id of the emulator
 */
export async function fillWithParts(plain: PlainClient, tenant: string): Promise<PlantedParts> {
  const namespace = `_${tenant}`;
  const own = (properties: object) => ({ [namespace]: { type: "object", properties } });
  const tier = await plain.create(`${registry}/datatypes`, {
    type: "object",
    title: "ACME tier",
    properties: { level: { type: "string" }, address: { $ref: "https://ns.adobe.com/xdm/common/address" } },
  });
  const account = await plain.create(`${registry}/datatypes`, {
    type: "object",
    title: "ACME account",
    properties: {
      tier: { $ref: tier },
      earlier: { type: "array", items: { type: "object", properties: { tier: { $ref: tier } } } },
    },
    required: ["tier"],
  });
  const group = (title: string, properties: object, groups: readonly string[] = [], extending = profile) =>
    plain.create(`${registry}/fieldgroups`, {
      type: "object",
      title,
      "meta:intendedToExtend": [extending],
      definitions: { customFields: { properties } },
      allOf: ["#/definitions/customFields", ...groups].map(($ref) => ({ $ref })),
    });
  const base = await group("ACME membership", own({ account: { $ref: account } }));
  const extended = await group(
    "ACME details",
    {
      ...own({ tiers: { type: "array", items: { $ref: tier } }, household: { type: "string" } }),
      person: { type: "object", properties: own({ tier: { $ref: tier } }) },
    },
    [base, personDetails],
  );
  const schema = await plain.create(`${registry}/schemas`, {
    type: "object",
    title: "ACME members",
    allOf: [profile, extended, `${profile}-personal-details`].map(($ref) => ({ $ref })),
  });
  const itsClass = await plain.create(`${registry}/classes`, {
    type: "object",
    title: "ACME household",
    definitions: { customFields: { properties: own({ householdId: { type: "string" } }) } },
    allOf: [{ $ref: "https://ns.adobe.com/xdm/data/record" }, { $ref: "#/definitions/customFields" }],
  });
  const homes = await group("ACME homes", own({ level: { $ref: tier } }), [], itsClass);
  const related = await plain.create(`${registry}/schemas`, {
    type: "object",
    title: "ACME households",
    definitions: { customFields: { type: "object", properties: own({ best: { $ref: tier } }) } },
    allOf: [itsClass, homes, "#/definitions/customFields"].map(($ref) => ({ $ref })),
  });
  const relationship = await plain.create(`${registry}/descriptors`, {
    "@type": "xdm:descriptorOneToOne",
    "xdm:sourceSchema": schema,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": `/${namespace}/household`,
    "xdm:destinationSchema": related,
    "xdm:destinationVersion": 1,
    "xdm:destinationProperty": `/${namespace}/householdId`,
  });
  const label = await plain.create(`${registry}/descriptors`, {
    "@type": "xdm:descriptorLabel",
    "xdm:sourceSchema": base,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": `/${namespace}/account/tier/level`,
    "xdm:labels": ["C2"],
  });
  const name = "ACME members";
  const flow = await createFlow(plain, {
    name,
    baseConnectionId: await createBlobBase(plain, name),
    schemaId: schema,
    dataSetId: await createDataset(plain, schema, name),
    path: "/members.csv",
    mappings: [{ sourceType: "ATTRIBUTE", source: "Level", destination: `${namespace}.account.tier.level` }],
  });
  return { tier, account, base, extended, schema, itsClass, homes, related, relationship, label, flow };
}
