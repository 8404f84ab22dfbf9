import "../requireNode";

export { PrivateEndpointApproval, type PrivateEndpointApprovalArgs } from "./privateEndpointApproval";
export {
  type AzureBlobSourceArgs,
  type AzureDataLakeGen2SourceArgs,
  type AzureFilesSourceArgs,
  type BlobAuthArgs,
  type DataLakeGen2AuthArgs,
  type FilesAuthArgs,
  PrivateLinkSource,
  type PrivateLinkSourceArgs,
  type PrivateLinkSourceCommonArgs,
  type StorageAccount,
} from "./privateLinkSource";
