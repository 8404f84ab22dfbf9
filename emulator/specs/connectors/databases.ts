import { auth, type ConnectionSpec, connectionString } from "../connectionSpec";

const database = "server port database username schema sslMode";

/** Databases. */
export const databases: readonly ConnectionSpec[] = [
  {
    id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3",
    name: "snowflake",
    kind: "tables",
    rowFilters: true,
    privateLink: true,
    authSpecs: [
      auth("ConnectionString", "connectionString", "", "connectionString"),
      auth("Basic Authentication for Snowflake", "connectionString", "", "connectionString"),
      auth(
        "KeyPair Authentication",
        "privateKey privateKeyPassphrase",
        "account username database warehouse role",
        "account username database privateKey warehouse",
      ),
      auth(
        "Basic Authentication",
        "password",
        "host port username database warehouse schema",
        "host port username password database warehouse schema",
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
    name: "postgre-sql",
    kind: "tables",
    authSpecs: [
      connectionString,
      auth("Basic Authentication", "password", database, "server database username password"),
    ],
  },
  {
    id: "26d738e0-8963-47ea-aadf-c60de735468a",
    name: "mysql",
    kind: "tables",
    authSpecs: [
      connectionString,
      auth("Basic Authentication", "password", database, "server database username password"),
    ],
  },
  {
    id: "3000eb99-cd47-43f3-827c-43caf170f015",
    name: "maria-db",
    kind: "tables",
    authSpecs: [
      connectionString,
      auth("Basic Authentication", "password", database, "server database username password"),
    ],
  },
  {
    id: "e9d7ec6b-0873-4e57-ad21-b3a7c65e310b",
    name: "azure-databricks",
    kind: "tables",
    authSpecs: [
      auth(
        "Access Token Authentication",
        "accessToken",
        "domain clusterId database catalog",
        "domain clusterId accessToken database",
      ),
    ],
  },
  {
    id: "3c9b37f8-13a6-43d8-bad3-b863b941fedd",
    name: "google-big-query",
    kind: "tables",
    rowFilters: true,
    authSpecs: [
      auth(
        "Basic Authentication",
        "clientSecret refreshToken",
        "project clientId largeResultsDataSetId",
        "project clientId clientSecret refreshToken",
      ),
      auth(
        "Service Authentication",
        "keyFileContent",
        "projectId largeResultsDataSetId datasetId",
        "projectId keyFileContent",
      ),
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
        "endpoint database tenant servicePrincipalId servicePrincipalKey",
      ),
    ],
  },
  {
    id: "a49bcc7d-8038-43af-b1e4-5a7a089a7d79",
    name: "azure-synapse-analytics",
    kind: "tables",
    authSpecs: [
      connectionString,
      auth(
        "Service Principal Key Based Authentication",
        "servicePrincipalKey",
        "server database tenant servicePrincipalId",
        "server database tenant servicePrincipalId servicePrincipalKey",
      ),
    ],
  },
  {
    id: "ecde33f2-c56f-46cc-bdea-ad151c16cd69",
    name: "azure-table-storage",
    kind: "tables",
    authSpecs: [connectionString],
  },
  {
    id: "3416976c-a9ca-4bba-901a-1f08f66978ff",
    name: "amazon-redshift",
    kind: "tables",
    authSpecs: [
      auth(
        "Basic Authentication",
        "password",
        "server port username database schema",
        "server username password database",
      ),
    ],
  },
  {
    id: "37b6bf40-d318-4655-90be-5cd6f65d334b",
    name: "greenplum",
    kind: "tables",
    authSpecs: [auth("Basic Authentication", "connectionString", "", "connectionString")],
  },
  {
    id: "09182899-b429-40c9-a15a-bf3ddbc8ced7",
    name: "ibm-db2",
    kind: "tables",
    authSpecs: [
      auth(
        "Basic Authentication",
        "password",
        "server database authenticationType username",
        "server database username password",
      ),
    ],
  },
  {
    id: "d6b52d86-f0f8-475f-89d4-ce54c8527328",
    name: "oracle-db",
    kind: "tables",
    authSpecs: [
      auth("ConnectionString", "connectionString", "", "connectionString"),
      auth("Basic Authentication", "password", database, "server database username password"),
    ],
  },
  {
    id: "1fe283f6-9bec-11ea-bb37-0242ac130002",
    name: "couchbase",
    kind: "tables",
    authSpecs: [connectionString],
  },
  {
    id: "a8f4d393-1a6b-43f3-931f-91a16ed857f4",
    name: "cassandra",
    kind: "tables",
    authSpecs: [auth("Basic Authentication", "password", "host port username", "host username password")],
  },
  {
    id: "a8b6a1a4-5735-42b4-952c-85dce0ac38b5",
    name: "vertica",
    kind: "tables",
    authSpecs: [connectionString],
  },
  {
    id: "2fa8af9c-2d1a-43ea-a253-f00a00c74412",
    name: "teradata-vantage",
    kind: "tables",
    authSpecs: [auth("ConnectionString", "connectionString", "", "connectionString")],
  },
  {
    id: "aac9bbd4-6c01-46ce-b47e-51c6f0f6db3f",
    name: "hive-on-hdinsight",
    kind: "tables",
    // The page lists host, username and password; its request has a connection string instead.
    authSpecs: [auth("HDInsights Basic Authentication", "password connectionString", "host username")],
  },
  {
    id: "6a8d82bc-1caf-45d1-908d-cadabc9d63a6",
    name: "spark-on-hdinsight",
    kind: "tables",
    authSpecs: [
      auth("HDInsights Basic Authentication", "password", "host username", "host username password"),
    ],
  },
  {
    id: "102706fb-a5cd-42ee-afe0-bc42f017ff43",
    name: "phoenix",
    kind: "tables",
    authSpecs: [
      auth(
        "Basic Authentication",
        "password",
        "host username port httpPath enableSsl",
        "host username password",
      ),
    ],
  },
];
