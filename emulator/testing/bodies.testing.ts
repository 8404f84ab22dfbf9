import type { JsonObject } from "../core/json";

/** Azure Blob's connection spec. */
export const azureBlob = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" };

/** The data lake's connection spec. */
export const dataLake = { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c", version: "1.0" };

/** The flow spec of file sources. */
export const cloudStorageToAep = { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876", version: "1.0" };

/** A create body for a private endpoint. */
export const endpointBody: JsonObject = {
  name: "ACME endpoint",
  subscriptionId: "00000000-0000-4000-8000-000000000001",
  resourceGroupName: "acme-group",
  resourceName: "acmestorage",
  fqdns: [],
  connectionSpec: azureBlob,
};

/** A secret that must not appear in logs, files and responses. */
export const secretText = "DefaultEndpointsProtocol=https;AccountName=acmestorage;AccountKey=not-a-real-key";

/** A create body for a base connection. */
export const connectionBody: JsonObject = {
  name: "ACME base",
  auth: { specName: "ConnectionString", params: { connectionString: secretText } },
  connectionSpec: azureBlob,
};

/** A create body for a base connection over private link. */
export const privateConnectionBody: JsonObject = {
  ...connectionBody,
  auth: { specName: "ConnectionString", params: { connectionString: secretText, usePrivateLink: true } },
};

/** A create body for a source connection. */
export const sourceBody = (baseConnectionId: string): JsonObject => ({
  name: "ACME source",
  baseConnectionId,
  connectionSpec: azureBlob,
  data: { format: "delimited", properties: { columnDelimiter: "," } },
  params: { path: "acme/orders.csv", type: "file" },
});

/** A create body for a target connection. */
export const targetBody: JsonObject = {
  name: "ACME target",
  connectionSpec: dataLake,
  data: {
    schema: {
      id: "https://ns.example.com/acme/schemas/1",
      version: "application/vnd.adobe.xed-full+json;version=1",
    },
  },
  params: { dataSetId: "5ef4551c52e054191a61a99f" },
};

/** A shared class. */
export const profileClass = "https://ns.adobe.com/xdm/context/profile";

/** A create body for a schema. */
export const schemaBody: JsonObject = {
  title: "ACME orders",
  description: "Orders of ACME",
  type: "object",
  allOf: [{ $ref: profileClass }, { $ref: "https://ns.adobe.com/xdm/context/profile-person-details" }],
};

/** The media type with which datasets and mapping sets refer to a schema's version. */
export const fullSchema = "application/vnd.adobe.xed-full+json;version=1";

/** A create body for a dataset. */
export const dataSetBody = (schemaId: string): JsonObject => ({
  name: "ACME orders",
  schemaRef: { id: schemaId, contentType: fullSchema },
});

/** A create body for a mapping set. */
export const mappingSetBody = (schemaId: string): JsonObject => ({
  outputSchema: { schemaRef: { id: schemaId, contentType: fullSchema } },
  mappings: [
    { sourceType: "ATTRIBUTE", source: "Id", destination: "_id" },
    { sourceType: "EXPRESSION", source: 'concat(First, " ", Last)', destination: "person.name.fullName" },
  ],
});

/** One time for all calls, because a test that creates two bodies needs the same second in both. */
const soon = String(Math.floor(Date.now() / 1000) + 3600);

/** A create body for a flow that starts in an hour of the machine's time. */
export const flowBody = (sourceId: string, targetId: string): JsonObject => ({
  name: "ACME flow",
  flowSpec: cloudStorageToAep,
  sourceConnectionIds: [sourceId],
  targetConnectionIds: [targetId],
  transformations: [
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
  ],
  scheduleParams: {
    startTime: soon,
    frequency: "minute",
    interval: 15,
    backfill: true,
  },
});

/** A create body for an identity namespace. */
export const namespaceBody = (change: JsonObject = {}): JsonObject => ({
  name: "Loyalty member",
  code: "Loyalty",
  description: "Numbers of loyalty cards",
  idType: "Cross_device",
  ...change,
});

/** A create body for a merge policy. */
export const mergePolicyBody = (change: JsonObject = {}): JsonObject => ({
  name: "ACME policy",
  schema: { name: "_xdm.context.profile" },
  identityGraph: { type: "pdg" },
  attributeMerge: { type: "timestampOrdered" },
  ...change,
});
