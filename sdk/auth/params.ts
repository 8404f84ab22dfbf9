/**
 * The parameters of all documented authentication specs, by name, for their documentation: which of them a connector has,
 * and their types, follow from the table in `provider/connectors/`.
 */
export interface ParamDocs {
  /** Access key id. Secret. */
  accessKey: unknown;
  /** Access key id. Secret. */
  accessKeyId: unknown;
  /** Access token. Secret. */
  accessToken: unknown;
  /** URL at which tokens are issued or renewed. Stored encrypted. */
  accessTokenUrl: unknown;
  /** Name of the account. Stored encrypted. */
  account: unknown;
  /** Kind of the storage account. Not secret. */
  accountKind: unknown;
  /** URL at which the account's tokens are issued. It depends on the region. Stored encrypted. */
  accountsUrl: unknown;
  /** Version of the REST API of the source, with a decimal: `60.0`. Not secret. */
  apiVersion: unknown;
  /** Whether senders must authenticate. Not secret. */
  authenticationRequired: unknown;
  /** Kind of authentication. Its values are not documented. Stored encrypted. */
  authenticationType: unknown;
  /**
   * URL at which the service tests the credentials. Default: the source connection tests them.
   * Not secret.
   */
  authorizationTestUrl: unknown;
  /** Name of the bucket. Not secret. */
  bucketName: unknown;
  /** Number of the account whose data is read. Stored encrypted. */
  clientCustomerID: unknown;
  /** Other spelling of `clientCustomerID`. Stored encrypted. */
  clientCustomerId: unknown;
  /** Other spelling of `clientId`. Stored encrypted. */
  clientID: unknown;
  /** Client id of an OAuth application. Stored encrypted. */
  clientId: unknown;
  /** Client secret of the OAuth application. Secret. */
  clientSecret: unknown;
  /** Client secret of the application in Microsoft Entra ID. Secret. */
  clientSecretValue: unknown;
  /** Id of the cluster. Stored encrypted. */
  clusterId: unknown;
  /** Connection string, with the password or the key. Secret. */
  connectionString: unknown;
  /** Container that the connection is limited to. Default: all containers. Not secret. */
  container: unknown;
  /** Key of a service account, as JSON. Secret. */
  credentials: unknown;
  /** Format of the streamed records: `xdm` or `raw`. Not secret. */
  dataType: unknown;
  /** Name of the database. Not secret. */
  database: unknown;
  /** Id of the dataset that contains the tables, for organisations on AWS. Stored encrypted. */
  datasetId: unknown;
  /** Developer token of the manager account. Secret. */
  developerToken: unknown;
  /** Whether the server does not support chunking. Default of the service: false. Not secret. */
  disableChunking: unknown;
  /** URL of the workspace. Stored encrypted. */
  domain: unknown;
  /** Whether the connection to the server uses SSL. Not secret. */
  enableSsl: unknown;
  /** Endpoint of the server, a URL. Stored encrypted. */
  endpoint: unknown;
  /** URL of the instance. Not secret. */
  environmentUrl: unknown;
  /** Name of the event hub that the connection is limited to. Stored encrypted. */
  eventHubName: unknown;
  /** Time at which the access token expires; `-1` for never. Not secret. */
  expirationDate: unknown;
  /** Folder that the connection is limited to. Default: all folders. Not secret. */
  folderPath: unknown;
  /**
   * Name or address of the host. Azure Files: UNC path of the share, `\\<account>.file.core.windows.net\<share>`.
   * Not secret.
   */
  host: unknown;
  /** Path of the server's URL. Stored encrypted. */
  httpPath: unknown;
  /** Whether deleted records are read too. Default of the service: false. Not secret. */
  includeDeletedObjects: unknown;
  /** URL of the instance, for organisations on AWS. Stored encrypted. */
  instanceUrl: unknown;
  /** JSON web token, for organisations on AWS. Secret. */
  jwtToken: unknown;
  /** Key file of the service account, Base64-encoded. Secret. */
  keyFileContent: unknown;
  /** Id of the dataset for large results. Stored encrypted. */
  largeResultsDataSetId: unknown;
  /** Number of the manager account. Stored encrypted. */
  loginCustomerID: unknown;
  /** Other spelling of `loginCustomerID`. Stored encrypted. */
  loginCustomerId: unknown;
  /** Maximum number of concurrent connections. Not secret. */
  maxConcurrentConnections: unknown;
  /** Name of the streaming source. Stored encrypted. */
  name: unknown;
  /** Namespace of the event hubs. Stored encrypted. */
  namespace: unknown;
  /** Passphrase of the private key, if it has one. Secret. */
  passPhrase: unknown;
  /** Password. Azure Files: key of the account. Secret. */
  password: unknown;
  /** Port number. Not secret. */
  port: unknown;
  /** Private key, Base64-encoded on one line. Secret. */
  privateKey: unknown;
  /** Private key, Base64-encoded. Secret. */
  privateKeyContent: unknown;
  /** Passphrase of the private key, if it has one. Secret. */
  privateKeyPassphrase: unknown;
  /** Id of the project. Not secret. */
  project: unknown;
  /** Id of the project. Stored encrypted. */
  projectId: unknown;
  /** OAuth refresh token. Secret. */
  refreshToken: unknown;
  /** Region of the account or of the data center. Stored encrypted. */
  region: unknown;
  /** Parameters that override those of the renewal request. Stored encrypted. */
  requestParameterOverride: unknown;
  /** Name of the role. Not secret. */
  role: unknown;
  /** Access key id. Secret. */
  s3AccessKey: unknown;
  /** Secret access key. Secret. */
  s3SecretKey: unknown;
  /** Session token. Secret. */
  s3SessionToken: unknown;
  /** Primary key of the namespace. Secret. */
  sasKey: unknown;
  /** Name of the authorization rule. Stored encrypted. */
  sasKeyName: unknown;
  /** URI with a shared access signature. Secret. */
  sasUri: unknown;
  /** Name of the schema. Not secret. */
  schema: unknown;
  /** Secret access key. Secret. */
  secretAccessKey: unknown;
  /** Secret access key. Secret. */
  secretKey: unknown;
  /** Security token of the user. Secret. */
  securityToken: unknown;
  /** Name or address of the server. Not secret. */
  server: unknown;
  /** Endpoint of the blob service, a URL. Stored encrypted. */
  serviceEndpoint: unknown;
  /** Client id of the service principal. Stored encrypted. */
  servicePrincipalId: unknown;
  /** Key of the service principal. Secret. */
  servicePrincipalKey: unknown;
  /** URL of the instance. Stored encrypted. */
  serviceUri: unknown;
  /** URL of the service. Stored encrypted. */
  serviceUrl: unknown;
  /** Id of the streaming source. Stored encrypted. */
  sourceId: unknown;
  /** How transferred data is encrypted. Not secret. */
  sslMode: unknown;
  /** Subdomain of the account. Stored encrypted. */
  subdomain: unknown;
  /** Name of the subscription, with its project. Stored encrypted. */
  subscriptionName: unknown;
  /** Id of the tenant of the service principal. Not secret. */
  tenant: unknown;
  /** Id of the tenant of the application. Stored encrypted. */
  tenantId: unknown;
  /** URL at which tokens are issued. Stored encrypted. */
  tokenEndpoint: unknown;
  /** Name of the topic, with its project. Stored encrypted. */
  topicName: unknown;
  /** URL of the account or of the service. Stored encrypted. */
  url: unknown;
  /** Whether the connection uses a private endpoint. Default of the service: false. Not secret. */
  usePrivateLink: unknown;
  /** User name. The spec says `userid`, the guides `userId`. Stored encrypted. */
  userId: unknown;
  /** User name. Stored encrypted. */
  userName: unknown;
  /** User name. The spec says `userid`, the guides `userId`. Stored encrypted. */
  userid: unknown;
  /** User name. Stored encrypted. */
  username: unknown;
  /** Name of the warehouse. Not secret. */
  warehouse: unknown;
}
