import type * as pulumi from "@pulumi/pulumi";
import type { AuthParams, AuthSpecName } from "../auth";
import type { connectionSpecs } from "../catalogue";
import type { JsonObjectInput } from "../json";
import type { SandboxArgs } from "../resource";
import type { PrivateEndpoint } from "../resources/privateEndpoint";
import type { PrivateEndpointApproval, PrivateEndpointApprovalArgs } from "./privateEndpointApproval";

/** A storage account, such as a `StorageAccount` of `@pulumi/azure-native`. */
export interface StorageAccount {
  /** Azure Resource Manager id of the account. The component derives the account's name from it. */
  id: pulumi.Input<string>;
  /**
   * Name of the account. Default: none. It has no effect: it is accepted because a `StorageAccount` resource has it. The component takes the
   * name from `id`, because in the preview of another account only the id is known.
   */
  name?: pulumi.Input<string>;
}

/** Arguments of all forms of {@link PrivateLinkSourceArgs}. */
export interface PrivateLinkSourceCommonArgs extends SandboxArgs {
  /**
   * The storage account; its public access may be disabled. Another account replaces all four resources; the old ones
   * are deleted first.
   */
  storageAccount: StorageAccount;
  /**
   * Name of the entities in AEP. Default: the name of this component. A change replaces the endpoint and everything
   * that depends on it.
   */
  name?: pulumi.Input<string>;
  /**
   * Path of the data, wildcards allowed, as AEP lists it. A change replaces the source connection.
   *
   * Without `container`, the path begins with the container, because the account has nothing else at its root:
   * `/orders/2027/*.csv` are files in the folder `2027` of the container `orders`. With `container`, Adobe's guides do not
   * say whether the path still begins with it. They do so for the only connection to a single container that they show, the
   * data landing zone: `dlz-user-container/data8.csv`. So for `container: "orders"`, either `/orders/2027/*.csv` or
   * `/2027/*.csv` is right. `aep.exploreConnectionOutput({ id: source.base.id, objectType: "root" })` lists the paths that
   * AEP accepts.
   */
  path: pulumi.Input<string>;
  /** Whether `path` is a `file` or a `folder`. Default: `folder`. A change replaces the source connection. */
  type?: pulumi.Input<"file" | "folder">;
  /** Whether subfolders are read too. Default of the service: false. A change replaces the source connection. */
  recursive?: pulumi.Input<boolean>;
  /** Format of the files: `delimited`, `json` or `parquet`. A change replaces the source connection. */
  format: pulumi.Input<string>;
  /**
   * Properties of the format: `columnDelimiter`, `encoding`, `compressionType`. Default: none. A change replaces the
   * source connection.
   */
  properties?: pulumi.Input<JsonObjectInput>;
  /**
   * An existing endpoint to the account, for the same type of storage: the `endpoint` of another source in the program, or
   * one that is read with `aep.PrivateEndpoint.get`. The component then creates no endpoint. The quota allows one endpoint
   * over all development sandboxes, so further sources have to share it. Default: a new endpoint.
   * Another endpoint replaces both connections; the old ones are deleted first.
   */
  endpoint?: PrivateEndpoint;
  /**
   * Options of the approval, see {@link PrivateEndpointApprovalArgs}, or the existing approval of `endpoint`: the
   * `approval` of the source that creates the endpoint. Without an approval, `endpoint` counts as approved by others: the
   * component waits until AEP reports that (`approve: false`) and requires no access to Azure. Default: the defaults of
   * that resource. Changed options are recorded without a request, as in that resource.
   */
  approval?: PrivateEndpointApproval | PrivateLinkApprovalArgs;
}

/** Options of the approval that a {@link PrivateLinkSource} creates, see {@link PrivateEndpointApprovalArgs}. */
export type PrivateLinkApprovalArgs = Pick<
  PrivateEndpointApprovalArgs,
  | "description"
  | "azurePrivateEndpointId"
  | "allowedSubscriptions"
  | "onDestroy"
  | "timeoutSeconds"
  | "approve"
  | "wait"
>;

/** Parameters that the component sets. */
type SetByComponent = "usePrivateLink" | "container";

type BlobParams<Name extends AuthSpecName<typeof connectionSpecs.azureBlob.id>> = AuthParams<
  typeof connectionSpecs.azureBlob.id,
  Name
>;

type DataLakeGen2Params = AuthParams<
  typeof connectionSpecs.azureDataLakeGen2.id,
  "Basic Authentication for adls-gen2"
>;

/** Credentials for Azure Blob, for one of its authentication specs. Secret outputs stay secret. */
export type BlobAuthArgs =
  | {
      /** Name of the authentication spec. */
      specName: "ConnectionString";
      /**
       * `connectionString`, and optionally `folderPath`: the parameters of that spec, without `usePrivateLink` and `container`,
       * which the component sets. Updated in place.
       */
      params: pulumi.Input<Omit<BlobParams<"ConnectionString">, SetByComponent>>;
    }
  | {
      /** Name of the authentication spec. */
      specName: "SAS URI Authentication" | "SasURIAuthentication";
      /**
       * `sasUri`, and optionally `folderPath`: the parameters of that spec, without `usePrivateLink` and `container`, which the
       * component sets. Updated in place.
       */
      params: pulumi.Input<Omit<BlobParams<"SAS URI Authentication">, SetByComponent>>;
    }
  | {
      /** Name of the authentication spec. */
      specName: "Service Principal Based Authentication";
      /**
       * `serviceEndpoint`, `servicePrincipalId`, `servicePrincipalKey` and `tenant`, and optionally `accountKind` and
       * `folderPath`: the parameters of that spec, without `usePrivateLink` and `container`, which the component sets. Updated
       * in place.
       */
      params: pulumi.Input<Omit<BlobParams<"Service Principal Based Authentication">, SetByComponent>>;
    };

/** Arguments of a {@link PrivateLinkSource} that reads Azure Blob. */
export interface AzureBlobSourceArgs extends PrivateLinkSourceCommonArgs {
  /** Type of storage. A change replaces all four resources. */
  source: "azureBlob";
  /** Container that the base connection is limited to. Default: all containers. Updated in place. */
  container?: pulumi.Input<string>;
  /** Credentials. `params` is updated in place; a change of `specName` replaces the base connection. */
  auth: BlobAuthArgs;
}

/** Credentials for ADLS Gen2: a service principal with read access to the data. */
export interface DataLakeGen2AuthArgs {
  /** Name of the authentication spec; there is only one. */
  specName: "Basic Authentication for adls-gen2";
  /**
   * `servicePrincipalId`, `servicePrincipalKey` and `tenant`, and optionally `url`: the parameters of that spec, without
   * `usePrivateLink`, which the component sets. Default of `url`: `https://<account>.dfs.core.windows.net`. Updated in place.
   */
  params: pulumi.Input<
    Omit<DataLakeGen2Params, SetByComponent | "url"> & Partial<Pick<DataLakeGen2Params, "url">>
  >;
}

/** Arguments of a {@link PrivateLinkSource} that reads Azure Data Lake Storage Gen2. */
export interface AzureDataLakeGen2SourceArgs extends PrivateLinkSourceCommonArgs {
  /** Type of storage. A change replaces all four resources. */
  source: "azureDataLakeGen2";
  /** Credentials. Updated in place. */
  auth: DataLakeGen2AuthArgs;
}

/** Credentials for Azure Files: a key of the account. */
export interface FilesAuthArgs {
  /** Name of the authentication spec; there is only one. */
  specName: "Basic Authentication";
  /** The parameters of that spec, without `usePrivateLink`, which the component sets. Updated in place. */
  params: pulumi.Input<{
    /** UNC path of the share. Default: `\\<account>.file.core.windows.net\<share>`. Not secret. */
    host?: pulumi.Input<string>;
    /** User name. Default: the name of the account. Stored encrypted. */
    userId?: pulumi.Input<string>;
    /** Key of the account. Secret. */
    password: pulumi.Input<string>;
  }>;
}

/** Arguments of a {@link PrivateLinkSource} that reads Azure Files. */
export interface AzureFilesSourceArgs extends PrivateLinkSourceCommonArgs {
  /** Type of storage. A change replaces all four resources. */
  source: "azureFiles";
  /** Name of the file share. Updated in place. */
  share: pulumi.Input<string>;
  /** Credentials. Updated in place. */
  auth: FilesAuthArgs;
}

/** Arguments of {@link PrivateLinkSource}, by type of storage. */
export type PrivateLinkSourceArgs = AzureBlobSourceArgs | AzureDataLakeGen2SourceArgs | AzureFilesSourceArgs;
