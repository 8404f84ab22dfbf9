import type { JsonObject } from "../core/json";

/** One way of authenticating with a source. */
export interface AuthSpec {
  name: string;
  /** Parameters that reads show masked. */
  secret: readonly string[];
  /** Parameters that reads show in clear. */
  plain: readonly string[];
  required: readonly string[];
}

/** The kinds of data that a source has. */
export type SourceKind = "files" | "tables" | "rest" | "streaming" | "target" | "internal";

/** A connection spec. */
export interface ConnectionSpec {
  id: string;
  name: string;
  kind: SourceKind;
  /** Undefined if none is documented: then every name of an auth spec is accepted. */
  authSpecs?: readonly AuthSpec[];
  /** Whether the source can be reached over a private endpoint. */
  privateLink?: true;
}

const auth = (name: string, secret: string, plain = "", required = ""): AuthSpec => {
  const words = (text: string) => text.split(" ").filter((word) => word !== "");
  return { name, secret: words(secret), plain: words(plain), required: words(required) };
};

const connectionString = auth("Connection String Based Authentication", "connectionString");

/** All known connection specs. The ids are documented; the spelling of most names is the emulator's. */
export const connectionSpecs: readonly ConnectionSpec[] = [
  {
    id: "4c10e202-c428-4796-9208-5f1f5732b1cf",
    name: "azure-blob",
    kind: "files",
    privateLink: true,
    authSpecs: [
      auth("ConnectionString", "connectionString", "container folderPath", "connectionString"),
      auth("SAS URI Authentication", "sasUri", "container folderPath", "sasUri"),
      auth("SasURIAuthentication", "sasUri", "container folderPath", "sasUri"),
      auth(
        "Service Principal Based Authentication",
        "servicePrincipalKey",
        "serviceEndpoint servicePrincipalId accountKind tenant container folderPath",
      ),
    ],
  },
  {
    id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4",
    name: "adls-gen2",
    kind: "files",
    privateLink: true,
    authSpecs: [
      auth("Basic Authentication for adls-gen2", "servicePrincipalKey", "url servicePrincipalId tenant"),
    ],
  },
  {
    id: "be5ec48c-5b78-49d5-b8fa-7c89ec4569b8",
    name: "azure-file-storage",
    kind: "files",
    privateLink: true,
    // The spec spells userid, every guide userId, so neither can be required.
    authSpecs: [auth("Basic Authentication", "password", "host userid userId", "host password")],
  },
  {
    id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3",
    name: "snowflake",
    kind: "tables",
    privateLink: true,
    authSpecs: [
      auth("ConnectionString", "connectionString"),
      auth("Basic Authentication for Snowflake", "connectionString"),
      auth(
        "KeyPair Authentication",
        "privateKey privateKeyPassphrase",
        "account username database warehouse role",
      ),
      auth("Basic Authentication", "password", "host port username database warehouse schema"),
    ],
  },
  { id: "26f526f2-58f4-4712-961d-e41bf1ccc0e8", name: "landing-zone", kind: "files", authSpecs: [] },
  {
    id: "10440537-2a7b-4583-ac39-ed38d4b848e8",
    name: "landing-zone-destination",
    kind: "internal",
    authSpecs: [],
  },
  {
    id: "4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62",
    name: "generic-rest",
    kind: "rest",
    authSpecs: [
      auth(
        "oAuth2RefreshCode",
        "accessToken clientSecret refreshToken",
        "host authorizationTestUrl clientId expirationDate accessTokenUrl requestParameterOverride",
      ),
      auth("Basic Authentication", "password", "host username"),
    ],
  },
  {
    id: "6360f136-5980-4111-8bdf-15d29eab3b5a",
    name: "self-serve-template",
    kind: "rest",
    authSpecs: [auth("OAuth generic-rest-connector", "accessToken refreshToken", "expirationDate")],
  },
  { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c", name: "data-lake", kind: "target", authSpecs: [] },
  {
    id: "ecadc60c-7455-4d87-84dc-2a0e293d997b",
    name: "amazon-s3",
    kind: "files",
    authSpecs: [
      auth("Access Key", "s3AccessKey s3SecretKey s3SessionToken", "serviceUrl bucketName folderPath"),
    ],
  },
  {
    id: "b7bf2577-4520-42c9-bae9-cad01560f7bc",
    name: "sftp",
    kind: "files",
    authSpecs: [
      auth(
        "Basic Authentication for sftp",
        "password",
        "host port userName maxConcurrentConnections folderPath",
      ),
      auth(
        "SSH PublicKey Authentication for sftp",
        "privateKeyContent passPhrase",
        "host port userName maxConcurrentConnections folderPath",
      ),
    ],
  },
  {
    id: "32e8f412-cdf7-464c-9885-78184cb113fd",
    name: "google-cloud",
    kind: "files",
    authSpecs: [auth("Basic Authentication for google-cloud", "accessKeyId secretAccessKey")],
  },
  { id: "fb2e94c9-c031-467d-8103-6bd6e0a432f2", name: "ftp", kind: "files" },
  { id: "54e221aa-d342-4707-bcff-7a4bceef0001", name: "hdfs", kind: "files" },
  { id: "c85f9425-fb21-426c-ad0b-405e9bd8a46c", name: "oracle-object-storage", kind: "files" },
  { id: "b7829c2f-2eb0-4f49-a6ee-55e33008b629", name: "cloud-storage-b7829c2f", kind: "files" },
  { id: "998b8ae3-cec0-43b7-8abe-40b1eb4ee069", name: "cloud-storage-998b8ae3", kind: "files" },
  { id: "bf9f5905-92b7-48bf-bf20-455bc6b60a4e", name: "azure-event-hubs", kind: "streaming" },
  { id: "86043421-563b-46ec-8e6c-e23184711bf6", name: "amazon-kinesis", kind: "streaming" },
  {
    id: "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb",
    name: "http-api",
    kind: "streaming",
    authSpecs: [
      auth(
        "Streaming Connection",
        "",
        "dataType sourceId name authenticationRequired inletUrl inletId authorizedDate",
      ),
    ],
  },
  {
    id: "1f372ff9-38a4-4492-96f5-b9a4e4bd00ec",
    name: "azure-sql",
    kind: "tables",
    authSpecs: [connectionString],
  },
  {
    id: "74a1c565-4e59-48d7-9d67-7c03b8a13137",
    name: "postgresql",
    kind: "tables",
    authSpecs: [connectionString],
  },
  { id: "26d738e0-8963-47ea-aadf-c60de735468a", name: "mysql", kind: "tables" },
  { id: "3000eb99-cd47-43f3-827c-43caf170f015", name: "mariadb", kind: "tables" },
  {
    id: "e9d7ec6b-0873-4e57-ad21-b3a7c65e310b",
    name: "azure-databricks",
    kind: "tables",
    authSpecs: [auth("Access Token Authentication", "accessToken", "domain clusterId database")],
  },
  {
    id: "3c9b37f8-13a6-43d8-bad3-b863b941fedd",
    name: "google-bigquery",
    kind: "tables",
    authSpecs: [
      auth("Basic Authentication", "clientSecret refreshToken", "project clientId largeResultsDataSetId"),
    ],
  },
  {
    id: "0479cc14-7651-4354-b233-7480606c2ac3",
    name: "azure-data-explorer",
    kind: "tables",
    authSpecs: [
      auth(
        "Service Principal Based Authentication",
        "servicePrincipalKey",
        "endpoint database tenant servicePrincipalId",
      ),
    ],
  },
  { id: "a49bcc7d-8038-43af-b1e4-5a7a089a7d79", name: "azure-synapse-analytics", kind: "tables" },
  { id: "ecde33f2-c56f-46cc-bdea-ad151c16cd69", name: "azure-table-storage", kind: "tables" },
  { id: "3416976c-a9ca-4bba-901a-1f08f66978ff", name: "amazon-redshift", kind: "tables" },
  { id: "37b6bf40-d318-4655-90be-5cd6f65d334b", name: "greenplum", kind: "tables" },
  { id: "09182899-b429-40c9-a15a-bf3ddbc8ced7", name: "ibm-db2", kind: "tables" },
  { id: "d6b52d86-f0f8-475f-89d4-ce54c8527328", name: "oracle-db", kind: "tables" },
  { id: "1fe283f6-9bec-11ea-bb37-0242ac130002", name: "couchbase", kind: "tables" },
  {
    id: "aac9bbd4-6c01-46ce-b47e-51c6f0f6db3f",
    name: "hive-on-hdinsight",
    kind: "tables",
    authSpecs: [auth("HDInsights Basic Authentication", "password", "host username")],
  },
  { id: "6a8d82bc-1caf-45d1-908d-cadabc9d63a6", name: "spark-on-hdinsight", kind: "tables" },
  { id: "102706fb-a5cd-42ee-afe0-bc42f017ff43", name: "phoenix", kind: "tables" },
  {
    id: "cfc0fee1-7dc0-40ef-b73e-d8b134c436f5",
    name: "salesforce",
    kind: "tables",
    authSpecs: [auth("Basic Authentication", "password securityToken", "username environmentUrl apiVersion")],
  },
  {
    id: "38ad80fe-8b06-4938-94f4-d4ee80266b07",
    name: "microsoft-dynamics",
    kind: "tables",
    authSpecs: [auth("Basic Authentication for Dynamics-Online", "password", "serviceUri username")],
  },
  { id: "8a9c3494-9708-43d7-ae3f-cda01e5030e1", name: "profile-store", kind: "internal", authSpecs: [] },
  {
    id: "23598e46-f560-407b-88d5-ea6207e49db0",
    name: "activation-datalake",
    kind: "internal",
    authSpecs: [],
  },
  { id: "4fce964d-3f37-408f-9778-e597338a21ee", name: "s3-destination", kind: "internal" },
  { id: "6d6b59bf-fb58-4107-9064-4d246c0e5bb2", name: "blob-destination", kind: "internal" },
];

const byId = new Map(connectionSpecs.map((spec) => [spec.id, spec]));

/** A connection spec by id. */
export function connectionSpec(id: string): ConnectionSpec | undefined {
  return byId.get(id);
}

/** The provider id of all sources. */
const sourceProviderId = "0ed90a81-07f4-4586-8190-b40eccef1c5a";

/** A connection spec as clients see it. */
export function connectionSpecEntity(spec: ConnectionSpec): JsonObject {
  return {
    id: spec.id,
    name: spec.name,
    providerId: sourceProviderId,
    version: "1.0",
    authSpec: (spec.authSpecs ?? []).map((authSpec) => ({
      name: authSpec.name,
      type: authSpec.name.replaceAll(" ", ""),
      spec: {
        $schema: "http://json-schema.org/draft-07/schema#",
        type: "object",
        properties: Object.fromEntries([
          ...authSpec.secret.map((name) => [name, { type: "string", format: "password" }]),
          ...authSpec.plain.map((name) => [name, { type: "string" }]),
        ]),
        required: [...authSpec.required],
      },
    })),
    attributes: {
      category: spec.kind,
      connectorName: spec.name,
      isSource: spec.kind !== "target" && spec.kind !== "internal",
      isDraftModeSupported: spec.kind === "files",
    },
    permissionsInfo: { view: [], manage: [] },
  };
}
