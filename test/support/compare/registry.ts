import type { PlainClient } from "../emulator/plainClient";

const registry = "/data/foundation/schemaregistry/tenant";
const standard = "https://ns.adobe.com/xdm";

/** Creates the parts of schemas, schemas and a namespace. */
export async function fillRegistry(plain: PlainClient, namespace: string) {
  const own = (properties: object) => ({ [namespace]: { type: "object", properties } });
  const part = (title: string) => ({ type: "object", title, description: `About ${title}` });
  const dataType = await plain.create(`${registry}/datatypes`, {
    ...part("Tier"),
    properties: { level: { type: "string" } },
  });
  const otherDataType = await plain.create(`${registry}/datatypes`, {
    ...part("Rank"),
    properties: { number: { type: "integer" } },
  });
  const group = (title: string, properties: object, groups: readonly string[] = []) =>
    plain.create(`${registry}/fieldgroups`, {
      ...part(title),
      "meta:intendedToExtend": [`${standard}/context/profile`],
      definitions: { customFields: { properties } },
      allOf: ["#/definitions/customFields", ...groups].map(($ref) => ({ $ref })),
    });
  const otherFieldGroup = await group("Contact", own({ phone: { type: "string" } }));
  const fieldGroup = await group(
    "Membership",
    {
      ...own({ memberId: { type: "string" }, homeId: { type: "string" }, tier: { $ref: dataType } }),
      person: { type: "object", properties: own({ nickname: { type: "string" } }) },
    },
    [otherFieldGroup],
  );
  const schemaClass = await plain.create(`${registry}/classes`, {
    ...part("Home"),
    definitions: { customFields: { properties: own({ homeId: { type: "string" } }) } },
    allOf: [{ $ref: `${standard}/data/record` }, { $ref: "#/definitions/customFields" }],
  });
  const schema = await plain.create(`${registry}/schemas`, {
    ...part("Member"),
    definitions: {
      customFields: {
        type: "object",
        properties: own({ since: { type: "string" }, partnerId: { type: "string" } }),
      },
    },
    allOf: [`${standard}/context/profile`, fieldGroup, "#/definitions/customFields"].map(($ref) => ({
      $ref,
    })),
  });
  const otherSchema = await plain.create(`${registry}/schemas`, {
    ...part("Homes"),
    allOf: [{ $ref: schemaClass }],
  });
  const namespaceId = await plain.create("/data/core/idnamespace/identities", {
    code: "Member",
    name: "Member number",
    idType: "CROSS_DEVICE",
    description: "Of the loyalty program",
  });
  return {
    dataType,
    otherDataType,
    fieldGroup,
    otherFieldGroup,
    schemaClass,
    schema,
    otherSchema,
    namespace: namespaceId,
  };
}

/** Creates a descriptor of each type for the schema. */
export async function describe(
  plain: PlainClient,
  { schema, otherSchema }: { readonly schema: string; readonly otherSchema: string },
  namespace: string,
) {
  const create = (type: string, property: string | undefined, members: object) =>
    plain.create(`${registry}/descriptors`, {
      "@type": type,
      "xdm:sourceSchema": schema,
      "xdm:sourceVersion": 1,
      ...(property === undefined ? {} : { "xdm:sourceProperty": `/${namespace}/${property}` }),
      ...members,
    });
  const identity = await create("xdm:descriptorIdentity", "memberId", {
    "xdm:namespace": "Member",
    "xdm:property": "xdm:code",
    "xdm:isPrimary": true,
  });
  const reference = await create("xdm:descriptorReferenceIdentity", "partnerId", {
    "xdm:identityNamespace": "Member",
  });
  const relationship = await create("xdm:descriptorRelationship", "homeId", {
    "xdm:destinationSchema": otherSchema,
    "xdm:destinationVersion": 1,
    "xdm:destinationProperty": `/${namespace}/homeId`,
    "xdm:destinationNamespace": "Member",
    "xdm:cardinality": "M:1",
    "xdm:sourceToDestinationName": "lives in",
    "xdm:destinationToSourceName": "houses",
    "xdm:sourceToDestinationTitle": "Lives in",
    "xdm:destinationToSourceTitle": "Houses",
  });
  const display = await create("xdm:alternateDisplayInfo", "since", {
    "xdm:title": { en_us: "Member since" },
    "xdm:description": { en_us: "First day" },
    "xdm:note": { en_us: "Local time" },
    "meta:enum": { new: "New" },
    "xdm:excludeMetaEnum": { old: "Old" },
  });
  const label = await create("xdm:descriptorLabel", "tier/level", { "xdm:labels": ["C2"] });
  const granularity = await create("xdm:descriptorTimeSeriesGranularity", undefined, {
    "xdm:granularity": "day",
    "xdm:ianaTimezone": "UTC",
  });
  return { identity, reference, relationship, display, label, granularity };
}
