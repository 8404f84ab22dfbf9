import "../requireNode";

export { PrivateEndpointApproval, type PrivateEndpointApprovalArgs } from "./privateEndpointApproval";
export { PrivateLinkSource } from "./privateLinkSource";
export type {
  AzureBlobSourceArgs,
  AzureDataLakeGen2SourceArgs,
  AzureFilesSourceArgs,
  BlobAuthArgs,
  DataLakeGen2AuthArgs,
  FilesAuthArgs,
  PrivateLinkApprovalArgs,
  PrivateLinkSourceArgs,
  PrivateLinkSourceCommonArgs,
  StorageAccount,
} from "./privateLinkSourceArgs";
export { whenApproved } from "./whenApproved";
