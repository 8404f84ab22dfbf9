import type * as pulumi from "@pulumi/pulumi";
import type { JsonObjectInput } from "../json";

/** Parameter of sources that can be reached over a private endpoint. */
export interface PrivateLinkParams {
  /** Whether the connection uses a private endpoint. Default of the service: false. Not secret. */
  usePrivateLink?: pulumi.Input<boolean>;
}

/** Parameters that limit a connection to a part of a storage account. */
export interface StoragePathParams {
  /** Container that the connection is limited to. Default: all containers. Not secret. */
  container?: pulumi.Input<string>;
  /** Folder that the connection is limited to. Default: all folders. Not secret. */
  folderPath?: pulumi.Input<string>;
}

/** Parameters of `ConnectionString` (Azure Blob, Snowflake). */
export interface ConnectionStringParams extends PrivateLinkParams, StoragePathParams {
  /** Connection string with the key of the account. Secret. */
  connectionString: pulumi.Input<string>;
}

/** Parameters of `SAS URI Authentication`, in older organisations `SasURIAuthentication` (Azure Blob). */
export interface SasUriParams extends PrivateLinkParams, StoragePathParams {
  /** URI with a shared access signature. Secret. */
  sasUri: pulumi.Input<string>;
}

/** Parameters of `Service Principal Based Authentication` (Azure Blob). */
export interface BlobServicePrincipalParams extends PrivateLinkParams, StoragePathParams {
  /** Endpoint of the blob service, a URL. Stored encrypted. */
  serviceEndpoint: pulumi.Input<string>;
  /** Client id of the service principal. Stored encrypted. */
  servicePrincipalId: pulumi.Input<string>;
  /** Key of the service principal. Secret. */
  servicePrincipalKey: pulumi.Input<string>;
  /** Kind of the storage account. Not secret. */
  accountKind?: pulumi.Input<"Storage" | "StorageV2" | "BlobStorage" | "BlockBlobStorage">;
  /** Id of the tenant of the service principal. Not secret. */
  tenant: pulumi.Input<string>;
}

/** Parameters of `Service Principal Based Authentication` (Azure Data Explorer). */
export interface DataExplorerParams {
  /** Endpoint of the cluster, a URL. Stored encrypted. */
  endpoint: pulumi.Input<string>;
  /** Name of the database. Not secret. */
  database: pulumi.Input<string>;
  /** Id of the tenant of the service principal. Not secret. */
  tenant: pulumi.Input<string>;
  /** Client id of the service principal. Stored encrypted. */
  servicePrincipalId: pulumi.Input<string>;
  /** Key of the service principal. Secret. */
  servicePrincipalKey: pulumi.Input<string>;
}

/** Parameters of `Basic Authentication for adls-gen2` (Azure Data Lake Storage Gen2). */
export interface DataLakeGen2Params extends PrivateLinkParams {
  /** URL of the account, `https://<account>.dfs.core.windows.net`. Stored encrypted. */
  url: pulumi.Input<string>;
  /** Client id of the service principal. Stored encrypted. */
  servicePrincipalId: pulumi.Input<string>;
  /** Key of the service principal. Secret. */
  servicePrincipalKey: pulumi.Input<string>;
  /** Id of the tenant of the service principal. Not secret. */
  tenant: pulumi.Input<string>;
}

/**
 * Parameters of `Basic Authentication` (Azure Files). The spec uses `userid`, the guides use `userId`; both are
 * accepted.
 */
export type AzureFilesParams = PrivateLinkParams & {
  /** UNC path of the share, `\\<account>.file.core.windows.net\<share>`. Not secret. */
  host: pulumi.Input<string>;
  /** Account key. Secret. */
  password: pulumi.Input<string>;
} & (
    | {
        /** User name. Stored encrypted. */
        userid: pulumi.Input<string>;
      }
    | {
        /** User name. Stored encrypted. */
        userId: pulumi.Input<string>;
      }
  );

/** Parameters of `Basic Authentication` (generic REST) and `HDInsights Basic Authentication` (Hive). */
export interface HostParams {
  /** Name or address of the host. Not secret. */
  host: pulumi.Input<string>;
  /** User name. Stored encrypted. */
  username: pulumi.Input<string>;
  /** Password. Secret. */
  password: pulumi.Input<string>;
}

/** Parameters of `Basic Authentication` (Snowflake outside Azure). */
export interface SnowflakeParams extends HostParams, PrivateLinkParams {
  /** Port number. Not secret. */
  port?: pulumi.Input<number | string>;
  /** Name of the database. Not secret. */
  database: pulumi.Input<string>;
  /** Name of the warehouse. Not secret. */
  warehouse: pulumi.Input<string>;
  /** Name of the schema. Not secret. */
  schema?: pulumi.Input<string>;
}

/** Parameters of `KeyPair Authentication` (Snowflake). */
export interface SnowflakeKeyPairParams extends PrivateLinkParams {
  /** Name of the account. Stored encrypted. */
  account: pulumi.Input<string>;
  /** User name. Stored encrypted. */
  username: pulumi.Input<string>;
  /** Name of the database. Not secret. */
  database: pulumi.Input<string>;
  /** Private key, Base64-encoded. Secret. */
  privateKey: pulumi.Input<string>;
  /** Passphrase of the private key, if it has one. Secret. */
  privateKeyPassphrase?: pulumi.Input<string>;
  /** Name of the warehouse. Not secret. */
  warehouse: pulumi.Input<string>;
  /** Name of the role. Not secret. */
  role?: pulumi.Input<string>;
}

/** Parameters of `Basic Authentication` (Google BigQuery). */
export interface BigQueryParams {
  /** Id of the project. Not secret. */
  project: pulumi.Input<string>;
  /** OAuth client id. Stored encrypted. */
  clientId: pulumi.Input<string>;
  /** OAuth client secret. Secret. */
  clientSecret: pulumi.Input<string>;
  /** OAuth refresh token. Secret. */
  refreshToken: pulumi.Input<string>;
  /** Id of the dataset for large results. Stored encrypted. */
  largeResultsDataSetId?: pulumi.Input<string>;
}

/** Parameters of `Basic Authentication` (Salesforce). */
export interface SalesforceParams {
  /** User name. Stored encrypted. */
  username: pulumi.Input<string>;
  /** Password. Secret. */
  password: pulumi.Input<string>;
  /** Security token of the user. Secret. */
  securityToken: pulumi.Input<string>;
  /** URL of the instance. Not secret. */
  environmentUrl?: pulumi.Input<string>;
  /** Version of the REST API of the source. Not secret. */
  apiVersion?: pulumi.Input<string>;
}

/** Parameters of `Basic Authentication for Dynamics-Online` (Microsoft Dynamics). */
export interface DynamicsParams {
  /** URL of the instance. Stored encrypted. */
  serviceUri: pulumi.Input<string>;
  /** User name. Stored encrypted. */
  username: pulumi.Input<string>;
  /** Password. Secret. */
  password: pulumi.Input<string>;
}

/** Parameters of `oAuth2RefreshCode` (generic REST). */
export interface OAuth2RefreshCodeParams {
  /** Name or address of the host. Not secret. */
  host: pulumi.Input<string>;
  /** Access token. Secret. */
  accessToken: pulumi.Input<string>;
  /** URL at which the service tests the token. Not secret. */
  authorizationTestUrl?: pulumi.Input<string>;
  /** OAuth client id. Stored encrypted. */
  clientId?: pulumi.Input<string>;
  /** OAuth client secret. Secret. */
  clientSecret?: pulumi.Input<string>;
  /** OAuth refresh token. Secret. */
  refreshToken?: pulumi.Input<string>;
  /** Time at which the access token expires. Not secret. */
  expirationDate?: pulumi.Input<string>;
  /** URL at which tokens are renewed. Stored encrypted. */
  accessTokenUrl?: pulumi.Input<string>;
  /** Parameters that override those of the renewal request. Stored encrypted. */
  requestParameterOverride?: pulumi.Input<JsonObjectInput>;
}

/** Parameters of `Access Key` (Amazon S3). */
export interface S3Params {
  /** Access key id. Secret. */
  s3AccessKey: pulumi.Input<string>;
  /** Secret access key. Secret. */
  s3SecretKey: pulumi.Input<string>;
  /** Session token. Secret. */
  s3SessionToken?: pulumi.Input<string>;
  /** URL of the service. Stored encrypted. */
  serviceUrl?: pulumi.Input<string>;
  /** Name of the bucket. Not secret. */
  bucketName?: pulumi.Input<string>;
  /** Folder that the connection is limited to. Default: all folders. Not secret. */
  folderPath?: pulumi.Input<string>;
}

/** Parameters of both authentication specs of SFTP. */
export interface SftpHostParams {
  /** Name or address of the host. Not secret. */
  host: pulumi.Input<string>;
  /** Port number. Default of the service: 22. Not secret. */
  port?: pulumi.Input<number | string>;
  /** User name. Stored encrypted. */
  userName: pulumi.Input<string>;
  /** Maximum number of concurrent connections. Not secret. */
  maxConcurrentConnections?: pulumi.Input<number | string>;
  /** Folder that the connection is limited to. Default: all folders. Not secret. */
  folderPath?: pulumi.Input<string>;
}

/** Parameters of `Basic Authentication for sftp` (SFTP). */
export interface SftpParams extends SftpHostParams {
  /** Password. Secret. */
  password: pulumi.Input<string>;
}

/** Parameters of `SSH PublicKey Authentication for sftp` (SFTP). */
export interface SftpKeyParams extends SftpHostParams {
  /** Private key, Base64-encoded. Secret. */
  privateKeyContent: pulumi.Input<string>;
  /** Passphrase of the private key, if it has one. Secret. */
  passPhrase?: pulumi.Input<string>;
}

/** Parameters of `Basic Authentication for google-cloud` (Google Cloud Storage). */
export interface GoogleCloudStorageParams {
  /** Access key id. Secret. */
  accessKeyId: pulumi.Input<string>;
  /** Secret access key. Secret. */
  secretAccessKey: pulumi.Input<string>;
}

/** Parameters of `Connection String Based Authentication` (Azure SQL, PostgreSQL and other databases). */
export interface DatabaseConnectionStringParams {
  /** Connection string with user and password. Secret. */
  connectionString: pulumi.Input<string>;
}

/** Parameters of `Access Token Authentication` (Azure Databricks). */
export interface DatabricksParams {
  /** URL of the workspace. Stored encrypted. */
  domain: pulumi.Input<string>;
  /** Id of the cluster. Stored encrypted. */
  clusterId: pulumi.Input<string>;
  /** Access token. Secret. */
  accessToken: pulumi.Input<string>;
  /** Name of the database. Not secret. */
  database: pulumi.Input<string>;
}

/** Parameters of `OAuth generic-rest-connector` (the template for self-serve sources). */
export interface TemplateOAuthParams {
  /** Access token. Secret. */
  accessToken: pulumi.Input<string>;
  /** OAuth refresh token. Secret. */
  refreshToken?: pulumi.Input<string>;
  /** Time at which the access token expires; `-1` for never. Not secret. */
  expirationDate?: pulumi.Input<string>;
}

/** Parameters of `Streaming Connection` (HTTP API streaming). */
export interface StreamingParams {
  /** Format of the streamed records: `xdm` or `raw`. Not secret. */
  dataType: pulumi.Input<"xdm" | "raw">;
  /** Id of the streaming source. Stored encrypted. */
  sourceId?: pulumi.Input<string>;
  /** Name of the streaming source. Stored encrypted. */
  name?: pulumi.Input<string>;
  /** Whether senders must authenticate. Not secret. */
  authenticationRequired?: pulumi.Input<boolean>;
}
