import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import * as azure from "pulumi-aep/azure";

const connectionString = pulumi.secret("AccountName=acmestorage;AccountKey=a-key-for-tests");

// Someone else approves, and the update waits for it.
const orders = new azure.PrivateLinkSource("orders", {
  storageAccount: {
    id: "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmestorage",
  },
  source: "azureBlob",
  format: "delimited",
  path: "/orders/*.csv",
  auth: { specName: "ConnectionString", params: { connectionString } },
  approval: { approve: false, timeoutSeconds: 300 },
});

const target = new aep.TargetConnection("orders", {
  name: "Orders",
  connectionSpec: aep.connectionSpecs.dataLake,
  data: {
    schema: {
      id: "https://ns.adobe.com/acme/schemas/0123456789",
      version: "application/vnd.adobe.xed-full+json;version=1",
    },
  },
  params: { dataSetId: "5ef4551c52e054191a61a99f" },
});

export const flowId = new aep.Flow("orders", {
  name: "Orders",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  sourceConnectionIds: [orders.sourceConnectionId],
  targetConnectionIds: [target.id],
  transformations: [
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
  ],
  scheduleParams: { frequency: "minute", interval: 15 },
}).id;
export const endpointId = orders.endpoint.id;
