import type { PlainClient } from "../emulator/plainClient";
import { createBlobBase } from "../filled/flow";
import { connectionSpecs, flowSpecs, fullSchema, paths } from "../filled/specs";

const registry = "/data/foundation/schemaregistry/tenant";
const standard = "https://ns.adobe.com/xdm";
const keys = "/data/foundation/connectors/encryption/keys";

/** Ids of the entities of a sandbox, by the names in this file. */
export type SandboxIds = Readonly<Record<SandboxName, string>>;

/** The entities of a sandbox: at least one of every kind of AEP, and others that references can lead to. */
export type SandboxName =
  | "endpoint"
  | "dataType"
  | "otherDataType"
  | "fieldGroup"
  | "otherFieldGroup"
  | "schemaClass"
  | "schema"
  | "otherSchema"
  | "namespace"
  | "identity"
  | "reference"
  | "relationship"
  | "display"
  | "label"
  | "granularity"
  | "dataset"
  | "otherDataset"
  | "mergePolicy"
  | "base"
  | "otherBase"
  | "source"
  | "otherSource"
  | "target"
  | "otherTarget"
  | "mappings"
  | "otherMappings"
  | "key"
  | "flow";

/**
 * Creates entities of every kind of AEP with all of their inputs, in an order of choice, so that two sandboxes have other
 * ids and other lists.
 *
 * @param tenant - tenant id of the emulator
 */
export async function fillCompared(plain: PlainClient, tenant = "emulator"): Promise<SandboxIds> {
  const parts = await fillRegistry(plain, `_${tenant}`);
  const descriptors = await describe(plain, parts, `_${tenant}`);
  const { schema, otherSchema } = parts;
  const schemaRef = { id: schema, contentType: fullSchema };
  const dataset = await plain.create(paths.dataSets, {
    name: "Members",
    description: "Of the loyalty program",
    schemaRef,
    tags: { acme_owner: ["loyalty"], unifiedProfile: ["enabled:true"] },
    fileDescription: { persisted: true, format: "parquet" },
    enableErrorDiagnostics: true,
  });
  const otherDataset = await plain.create(paths.dataSets, {
    name: "Homes",
    schemaRef: { ...schemaRef, id: otherSchema },
  });
  const mergePolicy = await plain.create("/data/core/ups/config/mergePolicies", {
    name: "Members first",
    schema: { name: "_xdm.context.profile" },
    identityGraph: { type: "pdg" },
    attributeMerge: { type: "dataSetPrecedence", order: [dataset, otherDataset] },
  });
  return {
    ...parts,
    ...descriptors,
    dataset,
    otherDataset,
    mergePolicy,
    ...(await fillPipeline(plain, { schema, otherSchema, dataset, otherDataset, namespace: `_${tenant}` })),
  };
}

async function fillRegistry(plain: PlainClient, namespace: string) {
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

async function describe(
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

interface PipelineParts {
  readonly schema: string;
  readonly otherSchema: string;
  readonly dataset: string;
  readonly otherDataset: string;
  readonly namespace: string;
}

async function fillPipeline(
  plain: PlainClient,
  { schema, otherSchema, dataset, otherDataset, namespace }: PipelineParts,
) {
  const endpoint = await plain.create(paths.endpoints, {
    name: "Storage of members",
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    resourceGroupName: "acme-sources",
    resourceName: "acmestorage",
    fqdns: ["acmestorage.blob.core.windows.net"],
    connectionSpec: connectionSpecs.azureBlob,
  });
  await plain.admin("POST", `privateEndpoints/${endpoint}/state`, { state: "Approved" });
  const key = String(
    (
      await plain.send("POST", keys, {
        name: "Members",
        encryptionAlgorithm: "PGP",
        params: { passPhrase: "a-key-for-tests of members" },
      })
    ).body.publicKeyId,
  );
  const base = await plain.create(paths.connections, {
    name: "Warehouse",
    description: "Of the loyalty program",
    connectionSpec: connectionSpecs.snowflake,
    providerId: "0ed90a81-07f4-4586-8190-b40eccef1c5a",
    auth: {
      specName: "KeyPair Authentication",
      params: {
        account: "an-account-of-acme-at-snowflake",
        username: "a-snowflake-user-of-acme",
        privateKey: "a-key-for-tests-of-snowflake",
        database: "ACME",
        warehouse: "COMPUTE",
        role: "READER",
      },
    },
  });
  const otherBase = await createBlobBase(plain, "Storage");
  const sourceOf = (name: string) => ({
    name,
    description: "Files of members",
    baseConnectionId: otherBase,
    connectionSpec: connectionSpecs.azureBlob,
    providerId: "0ed90a81-07f4-4586-8190-b40eccef1c5a",
    data: { format: "delimited", properties: { columnDelimiter: "," } },
    params: { path: "/members/*.csv", type: "folder", recursive: true },
  });
  const targetOf = (name: string, schemaId: string, dataSetId: string) => ({
    name,
    description: "Members",
    connectionSpec: connectionSpecs.dataLake,
    data: { format: "parquet_xdm", schema: { id: schemaId, version: fullSchema } },
    params: { dataSetId },
  });
  const [source, otherSource] = [
    await plain.create(paths.sources, sourceOf("Members")),
    await plain.create(paths.sources, sourceOf("Homes")),
  ];
  const [target, otherTarget] = [
    await plain.create(paths.targets, targetOf("Members", schema, dataset)),
    await plain.create(paths.targets, targetOf("Homes", otherSchema, otherDataset)),
  ];
  const mappingsOf = (mappings: readonly object[]) => ({
    name: "Members",
    outputSchema: { schemaRef: { id: schema, contentType: fullSchema } },
    inputSchema: { members: { id: "string" } },
    mappings,
  });
  const mappings = await plain.create(
    paths.mappingSets,
    mappingsOf([
      { sourceType: "ATTRIBUTE", source: "Id", destination: `${namespace}.memberId` },
      { sourceType: "EXPRESSION", source: "upper(Since)", destination: `${namespace}.since` },
    ]),
  );
  // In the older form of the API, the only one that holds identities.
  const otherMappings = await plain.create(paths.mappingSets, {
    xdmSchema: otherSchema,
    xdmVersion: "1.0",
    mappings: [
      {
        sourceAttribute: "Home",
        destinationXdmPath: `${namespace}.homeId`,
        identity: true,
        namespaceCode: "Member",
      },
    ],
  });
  const flow = await plain.create(paths.flows, {
    name: "Members",
    description: "Every quarter of an hour",
    flowSpec: flowSpecs.cloudStorageToAep,
    sourceConnectionIds: [source],
    targetConnectionIds: [target],
    transformations: [
      { name: "Encryption", params: { publicKeyId: key } },
      { name: "Mapping", params: { mappingId: mappings, mappingVersion: 0 } },
    ],
    scheduleParams: {
      startTime: String(Math.floor(Date.now() / 1000) + (plain.sandbox === "prod" ? 9 : 7) * 24 * 3600),
      frequency: "minute",
      interval: 15,
    },
    options: { errorDiagnosticsEnabled: true, partialIngestionPercent: 5 },
    labels: ["C2"],
    policy: { dule: { marketing: "none" } },
  });
  await plain.create(paths.flows, {
    name: "Homes",
    flowSpec: flowSpecs.cloudStorageToAep,
    sourceConnectionIds: [otherSource],
    targetConnectionIds: [otherTarget],
    transformations: [{ name: "Mapping", params: { mappingId: otherMappings, mappingVersion: 0 } }],
    scheduleParams: {
      startTime: String(Math.floor(Date.now() / 1000) + 30 * 24 * 3600),
      frequency: "day",
      interval: 1,
    },
  });
  return {
    endpoint,
    base,
    otherBase,
    source,
    otherSource,
    target,
    otherTarget,
    mappings,
    otherMappings,
    key,
    flow,
  };
}
