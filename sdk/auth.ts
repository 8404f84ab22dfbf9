import type * as pulumi from "@pulumi/pulumi";
import type {
  AzureFilesParams,
  BigQueryParams,
  BlobServicePrincipalParams,
  ConnectionStringParams,
  DatabaseConnectionStringParams,
  DatabricksParams,
  DataExplorerParams,
  DataLakeGen2Params,
  DynamicsParams,
  GoogleCloudStorageParams,
  HostParams,
  OAuth2RefreshCodeParams,
  S3Params,
  SalesforceParams,
  SasUriParams,
  SftpKeyParams,
  SftpParams,
  SnowflakeKeyPairParams,
  SnowflakeParams,
  StreamingParams,
  TemplateOAuthParams,
} from "./auth/params";
import type { JsonObjectInput } from "./json";

export type * from "./auth/params";

/** Parameters of the documented authentication specs, by the name of the spec. Several sources share some names. */
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

/** Name of an authentication spec. Editors offer the documented names; any other name is accepted too. */
// The intersection keeps the compiler from merging the documented names into `string`.
export type AuthSpecName = KnownAuthSpecName | (string & Record<never, never>);

/** Credentials of a base connection for a documented authentication spec. */
export interface KnownAuthArgs<Name extends KnownAuthSpecName> {
  /**
   * Name of one of the connection spec's authentication specs, such as `ConnectionString`. The service refuses any
   * other name (FLOW-1415-400). A change replaces the connection, because the API cannot change it.
   */
  // Not a pulumi.Input: editors offer the right parameters only for a plain literal.
  specName: NoInfer<Name>;
  /** Type of the authentication, such as `OAuth2.0`, which a few guides send. Default: none. A change replaces the connection. */
  type?: pulumi.Input<string>;
  /**
   * Parameters of the authentication spec; for a private endpoint also `usePrivateLink: true`. A change updates the
   * connection in place, with one JSON Patch operation per key.
   *
   * The service never returns secrets, so the state keeps them, encrypted. Every value is stored encrypted, even
   * without `pulumi.secret` in the program, except for a short list of parameters that are not secret
   * (`usePrivateLink`, `host`, `container`, …).
   */
  params: pulumi.Input<AuthParamsByName[Name]>;
}

/** Credentials of a base connection for any other authentication spec, or for one whose name is an output. */
export interface OtherAuthArgs<Name extends string = string> {
  /**
   * Name of one of the connection spec's authentication specs. The service refuses any other name (FLOW-1415-400). A
   * change replaces the connection, because the API cannot change it.
   */
  specName: pulumi.Input<Name>;
  /** Type of the authentication, such as `OAuth2.0`, which a few guides send. Default: none. A change replaces the connection. */
  type?: pulumi.Input<string>;
  /**
   * Parameters of the authentication spec, with the keys that the spec defines. Stored like those of documented specs.
   * A change updates the connection in place.
   */
  params?: pulumi.Input<JsonObjectInput>;
}

/**
 * Credentials of a base connection. A documented `specName` takes the parameters documented for it and no others; any
 * other name takes any parameters.
 */
export type AuthArgs<Name extends AuthSpecName = string> = Name extends KnownAuthSpecName
  ? KnownAuthArgs<Name>
  : OtherAuthArgs<Name>;
