import { ResourceGroup } from "@pulumi/azure-native/resources";
import { BlobContainer, listStorageAccountKeysOutput, StorageAccount } from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const group = new ResourceGroup("lake", { location: "westeurope" });

const account = new StorageAccount("lake", {
  resourceGroupName: group.name,
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  isHnsEnabled: config.getBoolean("hierarchical") ?? false,
  networkRuleSet: { defaultAction: "Deny" },
  tags: { team: config.get("team") ?? "lake", note: config.requireSecret("note") },
});

const container = new BlobContainer("orders", { resourceGroupName: group.name, accountName: account.name });

const keys = listStorageAccountKeysOutput({ resourceGroupName: group.name, accountName: account.name });

export const groupId = group.id;
export const accountId = account.id;
export const accountName = account.name;
export const containerId = container.id;
export const location = account.location;
export const blobEndpoint = account.primaryEndpoints.blob;
export const key = keys.keys[0]?.value;
export const tags = account.tags;
