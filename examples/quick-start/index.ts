import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();
const { azureBlob, dataLake } = aep.connectionSpecs;

const endpoint = new aep.PrivateEndpoint("acme", {
  name: "ACME storage",
  subscriptionId: config.require("subscriptionId"),
  resourceGroupName: config.require("resourceGroupName"),
  resourceName: config.require("storageAccountName"),
  connectionSpec: azureBlob,
});

const base = new aep.BaseConnection("acme", {
  name: "ACME storage",
  connectionSpec: azureBlob,
  auth: {
    specName: "ConnectionString",
    params: { connectionString: config.requireSecret("connectionString"), usePrivateLink: true },
  },
  privateEndpointId: endpoint.id,
});

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
  data: {
    schema: { id: config.require("schemaId"), version: "application/vnd.adobe.xed-full+json;version=1" },
  },
  params: { dataSetId: config.require("dataSetId") },
});

const flow = new aep.Flow("orders", {
  name: "ACME orders",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  sourceConnectionIds: [source.id],
  targetConnectionIds: [target.id],
  transformations: [
    { name: "Mapping", params: { mappingId: config.require("mappingId"), mappingVersion: 0 } },
  ],
  scheduleParams: { frequency: "minute", interval: 15 },
});

export const privateEndpointId = endpoint.id;
export const privateEndpointState = endpoint.state;
export const flowId = flow.id;
export const firstRun = flow.scheduleParams.apply((schedule) => schedule?.startTime);
