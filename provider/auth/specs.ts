/** A parameter of an authentication spec. Only `harmless.ts` decides whether it is secret. */
interface Param {
  readonly kind: "text" | "number" | "boolean" | "json";
  /** Set only where a source says so: a parameter required by mistake could never be left out. */
  readonly required?: true;
  /** The only texts that the source accepts. */
  readonly values?: readonly string[];
}

/** The parameters of an authentication spec by name; several such lists where the documentation contradicts itself. */
type AuthSpec = readonly Readonly<Record<string, Param>>[];

const text = { kind: "text" } as const;
const needed = { kind: "text", required: true } as const;
const number = { kind: "number" } as const;
const flag = { kind: "boolean" } as const;
const json = { kind: "json" } as const;

const privateLink = { usePrivateLink: flag } as const;
const folder = { container: text, folderPath: text } as const;
const server = { host: needed, port: number, userName: needed } as const;
const fileServer = { maxConcurrentConnections: number, folderPath: text } as const;
const connectionString = {
  "Connection String Based Authentication": [{ connectionString: needed }],
} as const;
const sasUri = [{ sasUri: needed, ...folder, ...privateLink }] as const;
const oAuthTokens = { accessToken: text, refreshToken: text, expirationDate: text } as const;

/**
 * The documented authentication specs by the id of their connection spec. `check` uses them, and the argument types of
 * `sdk/auth.ts` are compared with them. Both accept every other spec, because the documentation may be incomplete. A spec
 * whose parameters no source documents is missing here, so it is accepted too.
 */
export const authSpecs = {
  // Azure Blob
  "4c10e202-c428-4796-9208-5f1f5732b1cf": {
    ConnectionString: [{ connectionString: needed, ...folder, ...privateLink }],
    "SAS URI Authentication": sasUri,
    SasURIAuthentication: sasUri,
    "Service Principal Based Authentication": [
      {
        serviceEndpoint: text,
        servicePrincipalId: text,
        servicePrincipalKey: text,
        accountKind: { kind: "text", values: ["Storage", "StorageV2", "BlobStorage", "BlockBlobStorage"] },
        tenant: text,
        ...folder,
        ...privateLink,
      },
    ],
  },
  // Azure Data Lake Storage Gen2
  "b3ba5556-48be-44b7-8b85-ff2b69b46dc4": {
    "Basic Authentication for adls-gen2": [
      { url: text, servicePrincipalId: text, servicePrincipalKey: text, tenant: text, ...privateLink },
    ],
  },
  // Azure Files: the spec object says userid, every guide userId.
  "be5ec48c-5b78-49d5-b8fa-7c89ec4569b8": {
    "Basic Authentication": [
      { host: needed, userid: needed, userId: text, password: needed, ...privateLink },
      { host: needed, userid: text, userId: needed, password: needed, ...privateLink },
    ],
  },
  // Snowflake
  "b2e08744-4f1a-40ce-af30-7abac3e23cf3": {
    ConnectionString: [{ connectionString: needed, ...privateLink }],
    "KeyPair Authentication": [
      {
        account: needed,
        username: needed,
        database: needed,
        privateKey: needed,
        privateKeyPassphrase: text,
        warehouse: needed,
        role: text,
        ...privateLink,
      },
    ],
    "Basic Authentication": [
      {
        host: text,
        port: number,
        username: text,
        password: text,
        database: text,
        warehouse: text,
        schema: text,
        ...privateLink,
      },
    ],
  },
  // Generic REST API
  "4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62": {
    oAuth2RefreshCode: [
      {
        host: needed,
        accessToken: needed,
        authorizationTestUrl: text,
        clientId: text,
        clientSecret: text,
        refreshToken: text,
        expirationDate: text,
        accessTokenUrl: text,
        requestParameterOverride: json,
      },
    ],
    "Basic Authentication": [{ host: text, username: text, password: text }],
  },
  // The template for self-service sources
  "6360f136-5980-4111-8bdf-15d29eab3b5a": { "OAuth generic-rest-connector": [oAuthTokens] },
  // Amazon S3
  "ecadc60c-7455-4d87-84dc-2a0e293d997b": {
    "Access Key": [
      {
        s3AccessKey: needed,
        s3SecretKey: needed,
        s3SessionToken: text,
        serviceUrl: text,
        bucketName: text,
        folderPath: text,
      },
    ],
  },
  // SFTP
  "b7bf2577-4520-42c9-bae9-cad01560f7bc": {
    "Basic Authentication for sftp": [{ ...server, password: needed, ...fileServer }],
    "SSH PublicKey Authentication for sftp": [
      { host: text, port: number, userName: text, privateKeyContent: text, passPhrase: text, ...fileServer },
    ],
  },
  // Google Cloud Storage
  "32e8f412-cdf7-464c-9885-78184cb113fd": {
    "Basic Authentication for google-cloud": [{ accessKeyId: text, secretAccessKey: text }],
  },
  // HTTP API streaming
  "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb": {
    "Streaming Connection": [
      {
        dataType: { kind: "text", required: true, values: ["xdm", "raw"] },
        sourceId: text,
        name: text,
        authenticationRequired: flag,
      },
    ],
  },
  // Azure SQL and SQL Server, PostgreSQL
  "1f372ff9-38a4-4492-96f5-b9a4e4bd00ec": connectionString,
  "74a1c565-4e59-48d7-9d67-7c03b8a13137": connectionString,
  // Azure Databricks
  "e9d7ec6b-0873-4e57-ad21-b3a7c65e310b": {
    "Access Token Authentication": [{ domain: text, clusterId: text, accessToken: text, database: text }],
  },
  // Google BigQuery
  "3c9b37f8-13a6-43d8-bad3-b863b941fedd": {
    "Basic Authentication": [
      {
        project: needed,
        clientId: needed,
        clientSecret: needed,
        refreshToken: needed,
        largeResultsDataSetId: text,
      },
    ],
  },
  // Azure Data Explorer
  "0479cc14-7651-4354-b233-7480606c2ac3": {
    "Service Principal Based Authentication": [
      { endpoint: text, database: text, tenant: text, servicePrincipalId: text, servicePrincipalKey: text },
    ],
  },
  // Hive on HDInsight
  "aac9bbd4-6c01-46ce-b47e-51c6f0f6db3f": {
    "HDInsights Basic Authentication": [{ host: text, username: text, password: text }],
  },
  // Salesforce
  "cfc0fee1-7dc0-40ef-b73e-d8b134c436f5": {
    "Basic Authentication": [
      { username: needed, password: needed, securityToken: needed, environmentUrl: text, apiVersion: text },
    ],
  },
  // Microsoft Dynamics
  "38ad80fe-8b06-4938-94f4-d4ee80266b07": {
    "Basic Authentication for Dynamics-Online": [{ serviceUri: text, username: text, password: text }],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, AuthSpec>>>>;

type Lists = { [Id in keyof typeof authSpecs]: (typeof authSpecs)[Id][keyof (typeof authSpecs)[Id]] };
type NamesIn<List> = List extends readonly (infer Params)[]
  ? Params extends unknown
    ? keyof Params
    : never
  : never;

/** Name of a parameter of any documented authentication spec. */
export type KnownParam = NamesIn<Lists[keyof Lists]>;

/** The known lists of parameters of an authentication spec, or `undefined` for an unknown spec. */
export function knownAuthSpec(connectionSpecId: string, specName: string): AuthSpec | undefined {
  const ofSource = entry<Readonly<Record<string, AuthSpec>>>(authSpecs, connectionSpecId);
  return ofSource && entry(ofSource, specName);
}

// Inherited names such as "constructor" are not names of specs.
function entry<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
