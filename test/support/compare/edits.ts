import type { Kind } from "../../../provider/kinds";
import { type AccountIds, type AccountName, connectors } from "./account";
import type { SandboxIds, SandboxName } from "./sandbox";

/** The entities of the two sides of a comparison. */
export type ComparedName = SandboxName | AccountName;

/** Their ids on one side. */
export type ComparedIds = SandboxIds & AccountIds;

/** A change of one entity on the service, and the report that has to follow. */
export interface Edit {
  /** The entity that is changed. */
  readonly of: ComparedName;
  /** JSON pointer of the member that is set, by the names of the service. */
  readonly at: string;
  /** The new value; it can contain ids of the same sandbox. */
  readonly value: unknown | ((ids: ComparedIds) => unknown);
  /**
   * Path in the report; `renamed` for a part of the key: one entity disappears and one appears; `nothing` for a value with
   * the same meaning.
   */
  readonly shows: string | "renamed" | "only in from" | "only in to" | "nothing";
}

const textChange = (of: ComparedName, name = "description"): Edit => ({
  of,
  at: `/${name}`,
  value: "Changed by hand",
  shows: name,
});
const rename = (of: ComparedName, at = "/name"): Edit => ({ of, at, value: "Another", shows: "renamed" });
const word = (of: ComparedName, input: string, value: unknown, at = `/xdm:${input}`): Edit => ({
  of,
  at,
  value,
  shows: input,
});

const tenantFields = "/definitions/customFields/properties/_emulator/properties";
const otherSpec = { id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4", version: "1.0" };

/** The name of the emulator's collection of each kind. */
export const collections: Readonly<Partial<Record<Kind, string>>> = {
  privateEndpoint: "privateEndpoints",
  dataType: "dataTypes",
  fieldGroup: "fieldGroups",
  schemaClass: "classes",
  schema: "schemas",
  identityNamespace: "identityNamespaces",
  descriptor: "descriptors",
  profileEnablement: "schemas",
  dataset: "dataSets",
  mergePolicy: "mergePolicies",
  baseConnection: "connections",
  sourceConnection: "sourceConnections",
  targetConnection: "targetConnections",
  mappingSet: "mappingSets",
  publicKey: "encryptionKeys",
  flow: "flows",
  madconnectConnection: "madconnectConnections",
};

/** At least one edit for every input that is compared. */
export const edits: Readonly<Partial<Record<Kind, Readonly<Record<string, readonly Edit[]>>>>> = {
  privateEndpoint: {
    name: [{ ...textChange("endpoint", "name") }],
    subscriptionId: [
      { ...rename("endpoint", "/subscriptionId"), value: "00000000-0000-0000-0000-000000000002" },
    ],
    resourceGroupName: [rename("endpoint", "/resourceGroupName")],
    resourceName: [rename("endpoint", "/resourceName")],
    fqdns: [{ of: "endpoint", at: "/fqdns", value: ["another.blob.core.windows.net"], shows: "fqdns" }],
    connectionSpec: [
      { of: "endpoint", at: "/connectionSpec", value: otherSpec, shows: "renamed" },
      { of: "endpoint", at: "/connectionSpec/version", value: "2.0", shows: "connectionSpec.version" },
    ],
  },
  dataType: {
    title: [rename("dataType", "/title")],
    description: [textChange("dataType")],
    fields: [{ of: "dataType", at: "/properties/level/type", value: "integer", shows: "fields.level.type" }],
  },
  fieldGroup: {
    title: [rename("fieldGroup", "/title")],
    description: [textChange("fieldGroup")],
    intendedToExtend: [
      {
        of: "fieldGroup",
        at: "/meta:intendedToExtend",
        value: ({ schemaClass }: ComparedIds) => [schemaClass],
        shows: "intendedToExtend",
      },
    ],
    fields: [
      {
        of: "fieldGroup",
        at: `${tenantFields}/memberId/type`,
        value: "integer",
        shows: "fields.memberId.type",
      },
      {
        of: "fieldGroup",
        at: `${tenantFields}/tier/$ref`,
        value: ({ otherDataType }: ComparedIds) => otherDataType,
        shows: "fields.tier.$ref",
      },
    ],
    fieldsAt: [
      {
        of: "fieldGroup",
        at: "/definitions/customFields/properties/person/properties/_emulator/properties/nickname/type",
        value: "integer",
        shows: "fieldsAt.person.nickname.type",
      },
    ],
    extendedGroupIds: [
      {
        of: "fieldGroup",
        at: "/allOf",
        value: [{ $ref: "#/definitions/customFields" }],
        shows: "extendedGroupIds",
      },
    ],
  },
  schemaClass: {
    title: [rename("schemaClass", "/title")],
    description: [textChange("schemaClass")],
    behavior: [
      {
        of: "schemaClass",
        at: "/allOf/0/$ref",
        value: "https://ns.adobe.com/xdm/data/time-series",
        shows: "behavior",
      },
    ],
    fields: [
      { of: "schemaClass", at: `${tenantFields}/homeId/type`, value: "integer", shows: "fields.homeId.type" },
    ],
    fieldGroupIds: [
      {
        of: "schemaClass",
        at: "/allOf/-",
        value: ({ otherFieldGroup }: ComparedIds) => ({ $ref: otherFieldGroup }),
        shows: "fieldGroupIds",
      },
    ],
  },
  schema: {
    title: [rename("schema", "/title")],
    description: [textChange("schema")],
    allOf: [
      {
        of: "schema",
        at: "/allOf/-",
        value: ({ otherFieldGroup }: ComparedIds) => ({ $ref: otherFieldGroup }),
        shows: "allOf",
      },
    ],
    definitions: [
      {
        of: "schema",
        at: `${tenantFields}/since/type`,
        value: "integer",
        shows: "definitions.customFields.properties._{TENANT_ID}.properties.since.type",
      },
    ],
    "meta:immutableTags": [
      { of: "schema", at: "/meta:immutableTags", value: ["acme"], shows: "meta:immutableTags" },
    ],
  },
  identityNamespace: {
    code: [rename("namespace", "/code")],
    name: [textChange("namespace", "name")],
    idType: [{ of: "namespace", at: "/idType", value: "COOKIE", shows: "idType" }],
    description: [textChange("namespace")],
  },
  descriptor: {
    type: [{ of: "label", at: "/@type", value: "xdm:descriptorTimestamp", shows: "renamed" }],
    sourceSchema: [
      {
        of: "label",
        at: "/xdm:sourceSchema",
        value: ({ otherSchema }: ComparedIds) => otherSchema,
        shows: "renamed",
      },
    ],
    sourceVersion: [word("identity", "sourceVersion", 2)],
    sourceProperty: [{ of: "label", at: "/xdm:sourceProperty", value: "/_emulator/since", shows: "renamed" }],
    namespace: [word("identity", "namespace", "ECID")],
    property: [word("identity", "property", "xdm:id")],
    isPrimary: [word("identity", "isPrimary", false)],
    identityNamespace: [word("reference", "identityNamespace", "ECID")],
    destinationSchema: [word("relationship", "destinationSchema", ({ schema }: ComparedIds) => schema)],
    destinationVersion: [word("relationship", "destinationVersion", 2)],
    destinationProperty: [word("relationship", "destinationProperty", "/_emulator/since")],
    destinationNamespace: [word("relationship", "destinationNamespace", "ECID")],
    cardinality: [word("relationship", "cardinality", "1:1")],
    sourceToDestinationName: [word("relationship", "sourceToDestinationName", "is at")],
    destinationToSourceName: [word("relationship", "destinationToSourceName", "is of")],
    sourceToDestinationTitle: [word("relationship", "sourceToDestinationTitle", "Is at")],
    destinationToSourceTitle: [word("relationship", "destinationToSourceTitle", "Is of")],
    title: [{ ...word("display", "title", { en_us: "Since" }), shows: "title.en_us" }],
    description: [{ ...word("display", "description", { en_us: "Since" }), shows: "description.en_us" }],
    note: [{ ...word("display", "note", { en_us: "Since" }), shows: "note.en_us" }],
    metaEnum: [{ ...word("display", "metaEnum", { new: "Newer" }, "/meta:enum"), shows: "metaEnum.new" }],
    excludeMetaEnum: [
      { ...word("display", "excludeMetaEnum", { old: "Older" }), shows: "excludeMetaEnum.old" },
    ],
    labels: [{ ...word("label", "labels", ["C3"]), shows: "labels[0]" }],
    granularity: [word("granularity", "granularity", "hour")],
    ianaTimezone: [word("granularity", "ianaTimezone", "Europe/Berlin")],
  },
  profileEnablement: {
    schemaId: [{ of: "schema", at: "/meta:immutableTags", value: ["union"], shows: "only in to" }],
  },
  dataset: {
    name: [rename("dataset")],
    description: [textChange("dataset")],
    schemaRef: [
      {
        of: "otherDataset",
        at: "/schemaRef/id",
        value: ({ schema }: ComparedIds) => schema,
        shows: "renamed",
      },
    ],
    tags: [
      { of: "dataset", at: "/tags/acme_owner", value: ["another"], shows: "tags.acme_owner[0]" },
      {
        of: "dataset",
        at: "/tags/unifiedProfile",
        value: ["disabled:true"],
        shows: "tags.unifiedProfile[0]",
      },
    ],
    fileDescription: [
      { of: "dataset", at: "/fileDescription/persisted", value: false, shows: "fileDescription.persisted" },
    ],
    enableErrorDiagnostics: [
      { of: "dataset", at: "/enableErrorDiagnostics", value: false, shows: "enableErrorDiagnostics" },
    ],
    extensions: [
      {
        of: "dataset",
        at: "/extensions",
        value: { adobe_lakeHouse: { rowExpiration: { ttlValue: "P6M" } } },
        shows: "extensions",
      },
    ],
  },
  mergePolicy: {
    name: [rename("mergePolicy")],
    schema: [
      { of: "mergePolicy", at: "/schema/name", value: "_xdm.context.experienceevent", shows: "renamed" },
    ],
    identityGraph: [
      { of: "mergePolicy", at: "/identityGraph/type", value: "none", shows: "identityGraph.type" },
    ],
    attributeMerge: [
      {
        of: "mergePolicy",
        at: "/attributeMerge/order",
        value: ({ dataset, otherDataset }: ComparedIds) => [otherDataset, dataset],
        shows: "attributeMerge.order[0] attributeMerge.order[1]",
      },
    ],
    isActiveOnEdge: [{ of: "mergePolicy", at: "/isActiveOnEdge", value: true, shows: "isActiveOnEdge" }],
    default: [{ of: "mergePolicy", at: "/default", value: true, shows: "default" }],
  },
  baseConnection: {
    name: [rename("otherBase"), rename("base")],
    description: [textChange("base")],
    connectionSpec: [
      { of: "base", at: "/connectionSpec/id", value: otherSpec.id, shows: "renamed" },
      { of: "base", at: "/connectionSpec/version", value: "2.0", shows: "connectionSpec.version" },
    ],
    auth: [
      { of: "base", at: "/auth/specName", value: "Another", shows: "auth.specName" },
      { of: "base", at: "/auth/params/database", value: "Another", shows: "auth.params.database" },
    ],
    privateEndpointId: [
      {
        of: "otherBase",
        at: "/auth/params/privateEndpointId",
        value: ({ endpoint }: ComparedIds) => endpoint,
        shows: "privateEndpointId",
      },
    ],
    providerId: [
      { of: "base", at: "/providerId", value: "00000000-0000-0000-0000-000000000009", shows: "providerId" },
    ],
  },
  sourceConnection: connectionEdits("source", "otherSource", {
    baseConnectionId: [
      {
        of: "source",
        at: "/baseConnectionId",
        value: ({ base }: ComparedIds) => base,
        shows: "baseConnectionId",
      },
    ],
    providerId: [
      { of: "source", at: "/providerId", value: "00000000-0000-0000-0000-000000000009", shows: "providerId" },
    ],
    data: [{ of: "source", at: "/data/format", value: "json", shows: "data.format" }],
    params: [{ of: "source", at: "/params/path", value: "/other", shows: "params.path" }],
  }),
  targetConnection: connectionEdits("target", "otherTarget", {
    data: [
      { of: "target", at: "/data/format", value: "json", shows: "data.format" },
      {
        of: "target",
        at: "/data/schema/id",
        value: ({ otherSchema }: ComparedIds) => otherSchema,
        shows: "data.schema.id",
      },
    ],
    params: [
      {
        of: "target",
        at: "/params/dataSetId",
        value: ({ otherDataset }: ComparedIds) => otherDataset,
        shows: "params.dataSetId",
      },
    ],
  }),
  mappingSet: {
    name: [textChange("mappings", "name")],
    outputSchema: [
      {
        of: "mappings",
        at: "/outputSchema/schemaRef/contentType",
        value: "application/vnd.adobe.xed-full+json;version=2",
        shows: "outputSchema.schemaRef.contentType",
      },
    ],
    inputSchema: [
      { of: "mappings", at: "/inputSchema/members/id", value: "integer", shows: "inputSchema.members.id" },
    ],
    xdmSchema: [
      {
        of: "otherMappings",
        at: "/xdmSchema",
        value: ({ schema }: ComparedIds) => schema,
        shows: "xdmSchema",
      },
    ],
    mappings: [{ of: "mappings", at: "/mappings/0/source", value: "Number", shows: "mappings[0].source" }],
  },
  publicKey: {
    name: [rename("key")],
    encryptionAlgorithm: [
      { of: "key", at: "/encryptionAlgorithm", value: "GPG", shows: "encryptionAlgorithm" },
    ],
  },
  flow: {
    name: [rename("flow")],
    description: [textChange("flow")],
    flowSpec: [
      { of: "flow", at: "/flowSpec/id", value: "6499120c-0b15-42dc-936e-847ea3c24d72", shows: "flowSpec.id" },
      { of: "flow", at: "/flowSpec/version", value: "2.0", shows: "flowSpec.version" },
    ],
    sourceConnectionIds: [
      {
        of: "flow",
        at: "/sourceConnectionIds",
        value: ({ otherSource }: ComparedIds) => [otherSource],
        shows: "renamed",
      },
    ],
    targetConnectionIds: [
      {
        of: "flow",
        at: "/targetConnectionIds",
        value: ({ otherTarget }: ComparedIds) => [otherTarget],
        shows: "renamed",
      },
    ],
    transformations: [
      {
        of: "flow",
        at: "/transformations/-",
        value: { name: "Copy", params: { deltaColumn: { name: "updated" } } },
        shows: "transformations",
      },
    ],
    scheduleParams: [
      { of: "flow", at: "/scheduleParams/interval", value: 30, shows: "scheduleParams.interval" },
      { of: "flow", at: "/scheduleParams/frequency", value: "hour", shows: "scheduleParams.frequency" },
      { of: "flow", at: "/scheduleParams/backfill", value: false, shows: "scheduleParams.backfill" },
    ],
    options: [
      {
        of: "flow",
        at: "/options/errorDiagnosticsEnabled",
        value: false,
        shows: "options.errorDiagnosticsEnabled",
      },
      {
        of: "flow",
        at: "/options/partialIngestionPercent",
        value: 10,
        shows: "options.partialIngestionPercent",
      },
    ],
    labels: [{ of: "flow", at: "/labels", value: ["C3"], shows: "labels" }],
    policy: [{ of: "flow", at: "/policy/dule/marketing", value: "all", shows: "policy.dule.marketing" }],
    state: [{ of: "flow", at: "/state", value: "disabled", shows: "state" }],
  },
  madconnectConnection: {
    name: [rename("pipe")],
    srcConnectorId: [{ ...rename("pipe", "/src/connectorId"), value: connectors.snowflake }],
    destConnectorId: [{ ...rename("pipe", "/dest/connectorId"), value: connectors.amazonS3 }],
    status: [
      statusOf("pipe", "disabled", "status"),
      statusOf("otherPipe", "active", "status"),
      statusOf("pipe", "deleted", "only in from"),
      // The health of a connection is no input.
      statusOf("pipe", "broken", "nothing"),
      statusOf("otherPipe", "offline", "nothing"),
    ],
  },
};

function statusOf(of: AccountName, value: string, shows: Edit["shows"]): Edit {
  return { of, at: "/status", value, shows };
}

function connectionEdits(
  of: ComparedName,
  unused: ComparedName,
  more: Readonly<Record<string, readonly Edit[]>>,
): Readonly<Record<string, readonly Edit[]>> {
  return {
    name: [rename(unused)],
    description: [textChange(of)],
    connectionSpec: [
      { of: unused, at: "/connectionSpec/id", value: otherSpec.id, shows: "renamed" },
      { of, at: "/connectionSpec/version", value: "2.0", shows: "connectionSpec.version" },
    ],
    ...more,
  };
}
