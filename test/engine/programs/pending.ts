import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import * as azure from "pulumi-aep/azure";

const config = new pulumi.Config();
const connectionString = config.requireSecret("connectionString");

const common = {
  storageAccount: {
    id: "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmestorage",
  },
  source: "azureBlob",
  format: "delimited",
  auth: { specName: "ConnectionString", params: { connectionString } },
} as const;

const orders = new azure.PrivateLinkSource("orders", {
  ...common,
  path: "/orders/*.csv",
  approval: { approve: false, wait: false },
});

// A development sandbox allows only one endpoint.
const returns = new azure.PrivateLinkSource("returns", {
  ...common,
  path: "/returns/*.csv",
  endpoint: orders.endpoint,
  approval: orders.approval,
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

export const endpointId = orders.endpoint.id;
export const endpointState = orders.approval.state;
export const returnsId = returns.sourceConnectionId;
export const flowId = azure.whenApproved(
  orders.approval,
  () =>
    new aep.Flow("orders", {
      name: "Orders",
      flowSpec: aep.flowSpecs.cloudStorageToAep,
      sourceConnectionIds: [orders.sourceConnectionId],
      targetConnectionIds: [target.id],
      transformations: [
        { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
      ],
      scheduleParams: { frequency: "minute", interval: 15 },
    }).id,
);
export const baseState = azure.whenApproved(orders.approval, () => orders.base.state);
