import type * as pulumi from "@pulumi/pulumi";
import type { JsonObjectInput } from "./json";

/** For the sources that can be reached over a private endpoint. */
export interface PrivateLinkParams {
  /** Whether the connection goes over a private endpoint. Service default: false. No secret. */
  usePrivateLink?: pulumi.Input<boolean>;
}

/** Narrows a storage account to a part of it. */
export interface StoragePathParams {
  /** Container the connection is limited to. No secret. */
  container?: pulumi.Input<string>;
  /** Folder the connection is limited to. No secret. */
  folderPath?: pulumi.Input<string>;
}

/** Azure Blob, Snowflake: `ConnectionString`. */
export interface ConnectionStringParams extends PrivateLinkParams, StoragePathParams {
  /** Connection string with the account's key. Secret. */
  connectionString: pulumi.Input<string>;
}

/** Azure Blob: `SAS URI Authentication`, in older organisations `SasURIAuthentication`. */
export interface SasUriParams extends PrivateLinkParams, StoragePathParams {
  /** Address with a shared access signature. Secret. */
  sasUri: pulumi.Input<string>;
}

/** Azure Blob: `Service Principal Based Authentication`. */
export interface BlobServicePrincipalParams extends PrivateLinkParams, StoragePathParams {
  /** Address of the blob service. Kept secret. */
  serviceEndpoint: pulumi.Input<string>;
  /** Client id of the service principal. Kept secret. */
  servicePrincipalId: pulumi.Input<string>;
  /** Key of the service principal. Secret. */
  servicePrincipalKey: pulumi.Input<string>;
  /** Kind of the storage account. No secret. */
  accountKind?: pulumi.Input<"Storage" | "StorageV2" | "BlobStorage" | "BlockBlobStorage">;
  /** Tenant of the service principal. No secret. */
  tenant: pulumi.Input<string>;
}

/** Azure Data Explorer: `Service Principal Based Authentication`. */
export interface DataExplorerParams {
  /** Address of the cluster. Kept secret. */
  endpoint: pulumi.Input<string>;
  /** Database. No secret. */
  database: pulumi.Input<string>;
  /** Tenant of the service principal. No secret. */
  tenant: pulumi.Input<string>;
  /** Client id of the service principal. Kept secret. */
  servicePrincipalId: pulumi.Input<string>;
  /** Key of the service principal. Secret. */
  servicePrincipalKey: pulumi.Input<string>;
}

/** Azure Data Lake Storage Gen2: `Basic Authentication for adls-gen2`. */
export interface DataLakeGen2Params extends PrivateLinkParams {
  /** Address of the account, `https://<account>.dfs.core.windows.net`. Kept secret. */
  url: pulumi.Input<string>;
  /** Client id of the service principal. Kept secret. */
  servicePrincipalId: pulumi.Input<string>;
  /** Key of the service principal. Secret. */
  servicePrincipalKey: pulumi.Input<string>;
  /** Tenant of the service principal. No secret. */
  tenant: pulumi.Input<string>;
}

/** Azure Files: `Basic Authentication`. The spec writes `userid`, the guides `userId`; either is taken. */
export type AzureFilesParams = PrivateLinkParams & {
  /** Address of the share. No secret. */
  host: pulumi.Input<string>;
  /** Account key. Secret. */
  password: pulumi.Input<string>;
} & (
    | {
        /** User. Kept secret. */
        userid: pulumi.Input<string>;
      }
    | {
        /** User. Kept secret. */
        userId: pulumi.Input<string>;
      }
  );

/** A host with user and password: generic REST `Basic Authentication`, Hive `HDInsights Basic Authentication`. */
export interface HostParams {
  /** Host. No secret. */
  host: pulumi.Input<string>;
  /** User. Kept secret. */
  username: pulumi.Input<string>;
  /** Password. Secret. */
  password: pulumi.Input<string>;
}

/** Snowflake outside Azure: `Basic Authentication`. */
export interface SnowflakeParams extends HostParams, PrivateLinkParams {
  /** Port. No secret. */
  port?: pulumi.Input<number | string>;
  /** Database. No secret. */
  database: pulumi.Input<string>;
  /** Warehouse. No secret. */
  warehouse: pulumi.Input<string>;
  /** Schema. No secret. */
  schema?: pulumi.Input<string>;
}

/** Snowflake: `KeyPair Authentication`. */
export interface SnowflakeKeyPairParams extends PrivateLinkParams {
  /** Account. Kept secret. */
  account: pulumi.Input<string>;
  /** User. Kept secret. */
  username: pulumi.Input<string>;
  /** Database. No secret. */
  database: pulumi.Input<string>;
  /** Private key, in base64. Secret. */
  privateKey: pulumi.Input<string>;
  /** Passphrase of the key, where it has one. Secret. */
  privateKeyPassphrase?: pulumi.Input<string>;
  /** Warehouse. No secret. */
  warehouse: pulumi.Input<string>;
  /** Role. No secret. */
  role?: pulumi.Input<string>;
}

/** Google BigQuery: `Basic Authentication`. */
export interface BigQueryParams {
  /** Project. No secret. */
  project: pulumi.Input<string>;
  /** OAuth client id. Kept secret. */
  clientId: pulumi.Input<string>;
  /** OAuth client secret. Secret. */
  clientSecret: pulumi.Input<string>;
  /** OAuth refresh token. Secret. */
  refreshToken: pulumi.Input<string>;
  /** Dataset for large results. Kept secret. */
  largeResultsDataSetId?: pulumi.Input<string>;
}

/** Salesforce: `Basic Authentication`. */
export interface SalesforceParams {
  /** User. Kept secret. */
  username: pulumi.Input<string>;
  /** Password. Secret. */
  password: pulumi.Input<string>;
  /** Security token of the user. Secret. */
  securityToken: pulumi.Input<string>;
  /** Address of the instance. No secret. */
  environmentUrl?: pulumi.Input<string>;
  /** Version of the REST API. No secret. */
  apiVersion?: pulumi.Input<string>;
}

/** Microsoft Dynamics: `Basic Authentication for Dynamics-Online`. */
export interface DynamicsParams {
  /** Address of the instance. Kept secret. */
  serviceUri: pulumi.Input<string>;
  /** User. Kept secret. */
  username: pulumi.Input<string>;
  /** Password. Secret. */
  password: pulumi.Input<string>;
}

/** Generic REST: `oAuth2RefreshCode`. */
export interface OAuth2RefreshCodeParams {
  /** Host. No secret. */
  host: pulumi.Input<string>;
  /** Access token. Secret. */
  accessToken: pulumi.Input<string>;
  /** Address at which the token is tried. No secret. */
  authorizationTestUrl?: pulumi.Input<string>;
  /** OAuth client id. Kept secret. */
  clientId?: pulumi.Input<string>;
  /** OAuth client secret. Secret. */
  clientSecret?: pulumi.Input<string>;
  /** OAuth refresh token. Secret. */
  refreshToken?: pulumi.Input<string>;
  /** When the access token ends. No secret. */
  expirationDate?: pulumi.Input<string>;
  /** Address at which tokens are renewed. Kept secret. */
  accessTokenUrl?: pulumi.Input<string>;
  /** Parameters that replace those of the renewal. Kept secret. */
  requestParameterOverride?: pulumi.Input<JsonObjectInput>;
}

/** Amazon S3: `Access Key`. */
export interface S3Params {
  /** Access key id. Secret. */
  s3AccessKey: pulumi.Input<string>;
  /** Secret access key. Secret. */
  s3SecretKey: pulumi.Input<string>;
  /** Session token. Secret. */
  s3SessionToken?: pulumi.Input<string>;
  /** Address of the service. Kept secret. */
  serviceUrl?: pulumi.Input<string>;
  /** Bucket. No secret. */
  bucketName?: pulumi.Input<string>;
  /** Folder the connection is limited to. No secret. */
  folderPath?: pulumi.Input<string>;
}

/** What both authentication specs of SFTP have. */
export interface SftpHostParams {
  /** Host. No secret. */
  host: pulumi.Input<string>;
  /** Port. Service default: 22. No secret. */
  port?: pulumi.Input<number | string>;
  /** User. Kept secret. */
  userName: pulumi.Input<string>;
  /** Most connections at once. No secret. */
  maxConcurrentConnections?: pulumi.Input<number | string>;
  /** Folder the connection is limited to. No secret. */
  folderPath?: pulumi.Input<string>;
}

/** SFTP: `Basic Authentication for sftp`. */
export interface SftpParams extends SftpHostParams {
  /** Password. Secret. */
  password: pulumi.Input<string>;
}

/** SFTP: `SSH PublicKey Authentication for sftp`. */
export interface SftpKeyParams extends SftpHostParams {
  /** Private key, in base64. Secret. */
  privateKeyContent: pulumi.Input<string>;
  /** Passphrase of the key, where it has one. Secret. */
  passPhrase?: pulumi.Input<string>;
}

/** Google Cloud Storage: `Basic Authentication for google-cloud`. */
export interface GoogleCloudStorageParams {
  /** Access key id. Secret. */
  accessKeyId: pulumi.Input<string>;
  /** Secret access key. Secret. */
  secretAccessKey: pulumi.Input<string>;
}

/** Azure SQL, PostgreSQL and other databases: `Connection String Based Authentication`. */
export interface DatabaseConnectionStringParams {
  /** Connection string with user and password. Secret. */
  connectionString: pulumi.Input<string>;
}

/** Azure Databricks: `Access Token Authentication`. */
export interface DatabricksParams {
  /** Address of the workspace. Kept secret. */
  domain: pulumi.Input<string>;
  /** Cluster. Kept secret. */
  clusterId: pulumi.Input<string>;
  /** Access token. Secret. */
  accessToken: pulumi.Input<string>;
  /** Database. No secret. */
  database: pulumi.Input<string>;
}

/** The template for sources of one's own: `OAuth generic-rest-connector`. */
export interface TemplateOAuthParams {
  /** Access token. Secret. */
  accessToken: pulumi.Input<string>;
  /** OAuth refresh token. Secret. */
  refreshToken?: pulumi.Input<string>;
  /** When the access token ends; `-1` for never. No secret. */
  expirationDate?: pulumi.Input<string>;
}

/** HTTP API streaming: `Streaming Connection`. */
export interface StreamingParams {
  /** Shape of what is streamed. No secret. */
  dataType: pulumi.Input<"xdm" | "raw">;
  /** Id of the streaming source. Kept secret. */
  sourceId?: pulumi.Input<string>;
  /** Name of the streaming source. Kept secret. */
  name?: pulumi.Input<string>;
  /** Whether senders have to sign in. No secret. */
  authenticationRequired?: pulumi.Input<boolean>;
}

/** Parameters of the documented authentication specs, by name. Several sources may share a name. */
export interface AuthParamsByName {
  ConnectionString: ConnectionStringParams;
  "SAS URI Authentication": SasUriParams;
  SasURIAuthentication: SasUriParams;
  "Service Principal Based Authentication": BlobServicePrincipalParams | DataExplorerParams;
  "Basic Authentication for adls-gen2": DataLakeGen2Params;
  "Basic Authentication": AzureFilesParams | HostParams | SnowflakeParams | BigQueryParams | SalesforceParams;
  "KeyPair Authentication": SnowflakeKeyPairParams;
  oAuth2RefreshCode: OAuth2RefreshCodeParams;
  "OAuth generic-rest-connector": TemplateOAuthParams;
  "Streaming Connection": StreamingParams;
  "Access Key": S3Params;
  "Basic Authentication for sftp": SftpParams;
  "SSH PublicKey Authentication for sftp": SftpKeyParams;
  "Basic Authentication for google-cloud": GoogleCloudStorageParams;
  "Connection String Based Authentication": DatabaseConnectionStringParams;
  "Access Token Authentication": DatabricksParams;
  "Basic Authentication for Dynamics-Online": DynamicsParams;
  "HDInsights Basic Authentication": HostParams;
}

/** Name of a documented authentication spec. */
export type KnownAuthSpecName = keyof AuthParamsByName;

/** Name of an authentication spec: editors offer the documented ones, any other is taken too. */
// The intersection keeps the documented names from being swallowed by `string`.
export type AuthSpecName = KnownAuthSpecName | (string & Record<never, never>);

/** How a base connection signs in by a documented authentication spec. */
export interface KnownAuthArgs<Name extends KnownAuthSpecName> {
  /**
   * Name of one of the connection spec's authentication specs, such as `ConnectionString`. A name that the spec does
   * not have is refused by the service (FLOW-1415-400). Changing it replaces: the API cannot.
   */
  // No input around it: only by a plain literal can editors tell which parameters to offer.
  specName: NoInfer<Name>;
  /**
   * Parameters of that authentication spec; for a private endpoint also `usePrivateLink: true`. Changed in place, one
   * JSON Patch operation a key.
   *
   * The service never gives secrets back, so they are kept in state, encrypted: every value here is, even if the
   * program forgets `pulumi.secret`, but for a short list of harmless names (`usePrivateLink`, `host`, `container`…).
   */
  params: pulumi.Input<AuthParamsByName[Name]>;
}

/** How a base connection signs in by any other authentication spec, or by one whose name is known only later. */
export interface OtherAuthArgs<Name extends string = string> {
  /**
   * Name of one of the connection spec's authentication specs. A name that the spec does not have is refused by the
   * service (FLOW-1415-400). Changing it replaces: the API cannot.
   */
  specName: pulumi.Input<Name>;
  /** Parameters of that authentication spec, by the names it gives them; kept like those of documented specs. */
  params?: pulumi.Input<JsonObjectInput>;
}

/**
 * How a base connection signs in to its source. A documented name takes the parameters documented for it and no
 * others; any other name takes any parameters.
 */
export type AuthArgs<Name extends AuthSpecName = string> = Name extends KnownAuthSpecName
  ? KnownAuthArgs<Name>
  : OtherAuthArgs<Name>;
