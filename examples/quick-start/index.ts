import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import * as azure from "pulumi-aep/azure";

// On Azure: a storage account with public access disabled.
const resourceGroup = new resources.ResourceGroup("acme-data");
const storageAccount = new storage.StorageAccount("acmedata", {
  resourceGroupName: resourceGroup.name,
  kind: storage.Kind.StorageV2,
  sku: { name: storage.SkuName.Standard_LRS },
  publicNetworkAccess: storage.PublicNetworkAccess.Disabled,
});
const accountNames = { resourceGroupName: resourceGroup.name, accountName: storageAccount.name };
const container = new storage.BlobContainer("orders", accountNames);
// azure-native does not mark the keys as secret, so the program does.
const accountKey = pulumi
  .secret(storage.listStorageAccountKeysOutput(accountNames))
  .apply(({ keys }) => keys[0]?.value);

// From Azure to AEP: private endpoint, its approval on the storage account, base connection and source connection.
const source = new azure.PrivateLinkSource("acme", {
  storageAccount,
  source: "azureBlob",
  container: container.name,
  path: "/orders/*.csv",
  format: "delimited",
  auth: {
    specName: "ConnectionString",
    params: {
      connectionString: pulumi.interpolate`DefaultEndpointsProtocol=https;AccountName=${storageAccount.name};AccountKey=${accountKey}`,
    },
  },
});

// In AEP: the shape of the data and the dataset that stores it.
const schema = new aep.Schema("orders", {
  title: "ACME orders",
  allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }],
});
const dataset = new aep.Dataset("orders", { name: "ACME orders", schemaRef: { id: schema.id } });
const mappings = new aep.MappingSet("orders", {
  outputSchema: { schemaRef: { id: schema.id } },
  mappings: [
    { sourceType: "ATTRIBUTE", source: "Id", destination: "_id" },
    { sourceType: "ATTRIBUTE", source: "OrderedAt", destination: "timestamp" },
  ],
});
const target = new aep.TargetConnection("orders", {
  name: "ACME orders in the data lake",
  connectionSpec: aep.connectionSpecs.dataLake,
  data: { schema: { id: schema.id, version: "application/vnd.adobe.xed-full+json;version=1" } },
  params: { dataSetId: dataset.id },
});

// The flow from source to target, once an hour.
const flow = new aep.Flow("orders", {
  name: "ACME orders",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  sourceConnectionIds: [source.sourceConnectionId],
  targetConnectionIds: [target.id],
  transformations: [
    { name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } },
  ],
  scheduleParams: { frequency: "hour", interval: 1 },
});

export const privateEndpointId = source.endpoint.id;
export const approval = source.approval.status;
export const flowId = flow.id;
export const firstRun = flow.scheduleParams.apply((schedule) => schedule?.startTime);
