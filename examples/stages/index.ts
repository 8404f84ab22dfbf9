import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import * as azure from "pulumi-aep/azure";

// The stages differ only in Pulumi.dev.yaml, Pulumi.stage.yaml and Pulumi.prod.yaml: in the sandbox (aep:sandbox) and
// in these values. Common values, such as AEP_ORG_ID and AEP_CLIENT_ID, are environment variables.
const config = new pulumi.Config();
const subscriptionId = config.require("subscriptionId");
const resourceGroupName = config.require("resourceGroupName");
const storageAccountName = config.require("storageAccountName");
// pulumi config set --secret connectionString
const connectionString = config.requireSecret("connectionString");
const { azureBlob, dataLake } = aep.connectionSpecs;

// Pulumi refuses to delete or replace protected resources. To delete them, run an `up` without protectData first.
const dataOptions = { protect: config.getBoolean("protectData") ?? false };

const schema = new aep.Schema(
  "orders",
  { title: "ACME orders", allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }] },
  dataOptions,
);
const dataset = new aep.Dataset("orders", { name: "ACME orders", schemaRef: { id: schema.id } }, dataOptions);
const mappings = new aep.MappingSet("orders", {
  name: "ACME orders",
  outputSchema: { schemaRef: { id: schema.id } },
  mappings: [
    { sourceType: "ATTRIBUTE", source: "Id", destination: "_id" },
    { sourceType: "ATTRIBUTE", source: "OrderedAt", destination: "timestamp" },
  ],
});

// The quota is 10 endpoints over all production sandboxes and 1 over all development sandboxes. Therefore, a stage
// either uses an existing endpoint, without changing it, or creates one. A shared endpoint is approved by the stack
// that created it.
const sharedId = config.get("sharedEndpointId");
const endpoint =
  sharedId === undefined
    ? new aep.PrivateEndpoint("acme", {
        name: `ACME storage, ${pulumi.getStack()}`,
        subscriptionId,
        resourceGroupName,
        resourceName: storageAccountName,
        connectionSpec: azureBlob,
      })
    : aep.PrivateEndpoint.get("acme", sharedId);
const approvals =
  sharedId === undefined
    ? [
        new azure.PrivateEndpointApproval("acme", {
          privateEndpointId: endpoint.id,
          targetResourceId: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.Storage/storageAccounts/${storageAccountName}`,
        }),
      ]
    : [];

const base = new aep.BaseConnection(
  "acme",
  {
    name: "ACME storage",
    connectionSpec: azureBlob,
    auth: { specName: "ConnectionString", params: { connectionString, usePrivateLink: true } },
    privateEndpointId: endpoint.id,
  },
  { dependsOn: approvals },
);

const source = new aep.SourceConnection("orders", {
  name: "ACME orders",
  baseConnectionId: base.id,
  connectionSpec: azureBlob,
  data: { format: "delimited", properties: { columnDelimiter: "," } },
  params: { path: "/orders/*.csv", type: "folder", recursive: true },
});

const target = new aep.TargetConnection("orders", {
  name: "ACME orders in the data lake",
  connectionSpec: dataLake,
  data: { schema: { id: schema.id, version: "application/vnd.adobe.xed-full+json;version=1" } },
  params: { dataSetId: dataset.id },
});

const flow = new aep.Flow("orders", {
  name: "ACME orders",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  sourceConnectionIds: [source.id],
  targetConnectionIds: [target.id],
  transformations: [
    { name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } },
  ],
  scheduleParams: { frequency: "minute", interval: config.requireNumber("intervalMinutes") },
});

export const sandbox = flow.sandbox;
export const privateEndpointId = endpoint.id;
export const dataSetId = dataset.id;
export const flowId = flow.id;
