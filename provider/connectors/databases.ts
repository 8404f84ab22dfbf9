import {
  boolean,
  clear,
  clearNeeded,
  connectionStringAuth,
  encrypted,
  encryptedNeeded,
  hostUser,
  number,
  secretNeeded,
  servicePrincipal,
  user,
} from "./params";
import type { Connectors } from "./row";

const connectionString = { params: [{ connectionString: secretNeeded }] } as const;

/** User, password and address of a database. The pages differ in whether a port and a mode of SSL belong to it. */
const server = {
  server: clearNeeded,
  port: number,
  database: clearNeeded,
  ...user,
  sslMode: clear,
} as const;

/** Category "Databases", except those of warehouses. */
export const databases = {
  azureDataExplorer: {
    title: "Azure Data Explorer",
    id: "0479cc14-7651-4354-b233-7480606c2ac3",
    version: "1.0",
    auth: {
      "Service Principal Based Authentication": {
        params: [
          {
            endpoint: encryptedNeeded,
            database: clearNeeded,
            tenant: clearNeeded,
            ...servicePrincipal,
          },
        ],
      },
    },
    flow: "crmToAep",
    pages: ["databases/data-explorer.md"],
  },
  azureSql: {
    title: "Microsoft SQL Server, Azure SQL",
    id: "1f372ff9-38a4-4492-96f5-b9a4e4bd00ec",
    version: "1.0",
    auth: connectionStringAuth,
    flow: "crmToAep",
    pages: ["databases/sql-server.md"],
  },
  azureTableStorage: {
    title: "Azure Table Storage",
    id: "ecde33f2-c56f-46cc-bdea-ad151c16cd69",
    version: "1.0",
    auth: connectionStringAuth,
    flow: "crmToAep",
    pages: ["databases/ats.md"],
  },
  cassandra: {
    title: "Apache Cassandra",
    id: "a8f4d393-1a6b-43f3-931f-91a16ed857f4",
    version: "1.0",
    auth: { "Basic Authentication": { params: [{ ...hostUser, port: number }] } },
    flow: "crmToAep",
    pages: ["databases/cassandra.md"],
  },
  couchbase: {
    title: "Couchbase",
    id: "1fe283f6-9bec-11ea-bb37-0242ac130002",
    version: "1.0",
    auth: connectionStringAuth,
    flow: "crmToAep",
    pages: ["databases/couchbase.md"],
  },
  db2: {
    title: "IBM DB2",
    id: "09182899-b429-40c9-a15a-bf3ddbc8ced7",
    version: "1.0",
    auth: {
      // One table has a connection string, the other one and the request a server.
      "Basic Authentication": {
        params: [
          { server: clearNeeded, database: clearNeeded, ...user, authenticationType: encrypted },
          { connectionString: secretNeeded },
        ],
      },
    },
    flow: "crmToAep",
    pages: ["databases/ibm-db2.md"],
  },
  greenplum: {
    title: "GreenPlum",
    id: "37b6bf40-d318-4655-90be-5cd6f65d334b",
    version: "1.0",
    auth: { "Basic Authentication": connectionString },
    flow: "crmToAep",
    pages: ["databases/greenplum.md"],
  },
  hive: {
    title: "Apache Hive on Azure HDInsights",
    id: "aac9bbd4-6c01-46ce-b47e-51c6f0f6db3f",
    version: "1.0",
    auth: {
      // The table has a host, the request a connection string.
      "HDInsights Basic Authentication": { params: [hostUser, { connectionString: secretNeeded }] },
    },
    flow: "crmToAep",
    pages: ["databases/hive.md"],
  },
  hpVertica: {
    title: "HP Vertica",
    id: "a8b6a1a4-5735-42b4-952c-85dce0ac38b5",
    version: "1.0",
    auth: connectionStringAuth,
    flow: "crmToAep",
    // The second page is empty.
    pages: ["databases/hp-vertica.md", "databases/vertica.md"],
  },
  mariaDb: {
    title: "MariaDB",
    id: "3000eb99-cd47-43f3-827c-43caf170f015",
    version: "1.0",
    auth: { ...connectionStringAuth, "Basic Authentication": { params: [server] } },
    flow: "crmToAep",
    pages: ["databases/mariadb.md"],
  },
  mySql: {
    title: "MySQL",
    id: "26d738e0-8963-47ea-aadf-c60de735468a",
    version: "1.0",
    auth: {
      ...connectionStringAuth,
      // A request of the page about Oracle has this id and a schema.
      "Basic Authentication": { params: [{ ...server, schema: clear }] },
    },
    flow: "crmToAep",
    pages: ["databases/mysql.md"],
  },
  oracle: {
    title: "Oracle DB",
    id: "d6b52d86-f0f8-475f-89d4-ce54c8527328",
    version: "1.0",
    auth: {
      ConnectionString: connectionString,
      // For organisations on AWS.
      "Basic Authentication": { params: [{ ...server, schema: clear }] },
    },
    flow: "crmToAep",
    pages: ["databases/oracle.md"],
  },
  phoenix: {
    title: "Phoenix",
    id: "102706fb-a5cd-42ee-afe0-bc42f017ff43",
    version: "1.0",
    auth: {
      "Basic Authentication": {
        params: [{ ...hostUser, port: number, httpPath: encrypted, enableSsl: boolean }],
      },
    },
    flow: "crmToAep",
    pages: ["databases/phoenix.md"],
  },
  postgreSql: {
    title: "PostgreSQL",
    id: "74a1c565-4e59-48d7-9d67-7c03b8a13137",
    version: "1.0",
    auth: { ...connectionStringAuth, "Basic Authentication": { params: [server] } },
    flow: "crmToAep",
    pages: ["databases/postgres.md"],
  },
  spark: {
    title: "Apache Spark on Azure HDInsights",
    id: "6a8d82bc-1caf-45d1-908d-cadabc9d63a6",
    version: "1.0",
    auth: { "HDInsights Basic Authentication": { params: [hostUser] } },
    flow: "crmToAep",
    pages: ["databases/spark.md"],
  },
  teradataVantage: {
    title: "Teradata Vantage",
    id: "2fa8af9c-2d1a-43ea-a253-f00a00c74412",
    version: "1.0",
    auth: { ConnectionString: connectionString },
    flow: "crmToAep",
    pages: ["databases/teradata-vantage.md"],
  },
} as const satisfies Connectors;
