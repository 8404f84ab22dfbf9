import { ResourceGroup } from "@pulumi/azure-native/resources";
import { listStorageAccountKeysOutput, StorageAccount } from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import * as azure from "pulumi-aep/azure";

const config = new pulumi.Config();

const group = new ResourceGroup("lake", { location: "westeurope" });
const account = new StorageAccount("lake", {
  resourceGroupName: group.name,
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  // A change of this property replaces the account.
  isHnsEnabled: config.getBoolean("hierarchical") ?? false,
});
const keys = listStorageAccountKeysOutput({ resourceGroupName: group.name, accountName: account.name });
const accountKey = pulumi.secret(keys).apply((found) => found.keys[0]?.value);
const azurePrivateEndpointId = config.get("azurePrivateEndpointId");

const source = new azure.PrivateLinkSource("acme", {
  storageAccount: account,
  source: "azureBlob",
  path: "/orders/*.csv",
  format: "delimited",
  approval: {
    timeoutSeconds: 10,
    ...(azurePrivateEndpointId === undefined ? {} : { azurePrivateEndpointId }),
  },
  auth: {
    specName: "ConnectionString",
    params: { connectionString: pulumi.interpolate`AccountName=${account.name};AccountKey=${accountKey}` },
  },
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

const flow = new aep.Flow("orders", {
  name: "Orders",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  sourceConnectionIds: [source.sourceConnectionId],
  targetConnectionIds: [target.id],
  transformations: [
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
  ],
  scheduleParams: { frequency: "minute", interval: 15 },
});

export const accountId = account.id;
export const endpointId = source.endpoint.id;
export const connectionId = source.approval.id;
export const flowId = flow.id;
