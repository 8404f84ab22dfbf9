import {
  clear,
  clearNeeded,
  connectionStringAuth,
  encrypted,
  encryptedNeeded,
  number,
  oauthClient,
  privateLink,
  secret,
  secretNeeded,
  servicePrincipal,
  user,
} from "./params";
import type { Connectors } from "./row";

const snowflakePassword = { since: "2025-11", instead: 'use "KeyPair Authentication"' } as const;

/** Category "Databases": data warehouses. */
export const warehouses = {
  amazonRedshift: {
    title: "Amazon Redshift",
    id: "3416976c-a9ca-4bba-901a-1f08f66978ff",
    version: "1.0",
    auth: {
      "Basic Authentication": {
        params: [{ server: clearNeeded, port: number, database: clearNeeded, ...user, schema: clear }],
      },
    },
    flow: "crmToAep",
    pages: ["databases/redshift.md"],
  },
  azureDatabricks: {
    title: "Azure Databricks",
    id: "e9d7ec6b-0873-4e57-ad21-b3a7c65e310b",
    version: "1.0",
    auth: {
      "Access Token Authentication": {
        params: [
          {
            domain: encryptedNeeded,
            clusterId: encryptedNeeded,
            accessToken: secretNeeded,
            database: clearNeeded,
          },
        ],
      },
    },
    flow: "crmToAep",
    pages: ["databases/databricks.md"],
  },
  azureSynapse: {
    title: "Azure Synapse Analytics",
    id: "a49bcc7d-8038-43af-b1e4-5a7a089a7d79",
    version: "1.0",
    auth: {
      ...connectionStringAuth,
      "Service Principal Key Based Authentication": {
        params: [
          {
            server: clearNeeded,
            database: clearNeeded,
            tenant: clearNeeded,
            ...servicePrincipal,
          },
        ],
      },
    },
    flow: "crmToAep",
    pages: ["databases/synapse-analytics.md"],
  },
  googleBigQuery: {
    title: "Google BigQuery",
    id: "3c9b37f8-13a6-43d8-bad3-b863b941fedd",
    version: "1.0",
    auth: {
      // One table says clientID, the other one and the request clientId.
      "Basic Authentication": {
        params: [
          {
            project: clearNeeded,
            ...oauthClient,
            refreshToken: secretNeeded,
            largeResultsDataSetId: encrypted,
          },
          {
            project: clearNeeded,
            clientID: encryptedNeeded,
            clientSecret: secretNeeded,
            refreshToken: secretNeeded,
            largeResultsDataSetId: encrypted,
          },
        ],
      },
      "Service Authentication": {
        params: [
          {
            projectId: encryptedNeeded,
            keyFileContent: secretNeeded,
            largeResultsDataSetId: encrypted,
            // For organisations on AWS.
            datasetId: encrypted,
          },
        ],
      },
    },
    flow: "crmToAep",
    pages: ["databases/bigquery.md"],
  },
  snowflake: {
    title: "Snowflake",
    id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3",
    version: "1.0",
    auth: {
      ConnectionString: {
        params: [{ connectionString: secretNeeded, ...privateLink }],
        deprecated: snowflakePassword,
      },
      // The name of the previous spec in older pages.
      "Basic Authentication for Snowflake": {
        params: [{ connectionString: secretNeeded, ...privateLink }],
        deprecated: snowflakePassword,
      },
      "KeyPair Authentication": {
        params: [
          {
            account: encryptedNeeded,
            username: encryptedNeeded,
            database: clearNeeded,
            privateKey: secretNeeded,
            privateKeyPassphrase: secret,
            warehouse: clearNeeded,
            role: clear,
            ...privateLink,
          },
        ],
      },
      // For organisations on AWS.
      "Basic Authentication": {
        params: [
          {
            host: clearNeeded,
            port: number,
            ...user,
            database: clearNeeded,
            warehouse: clearNeeded,
            schema: clear,
            ...privateLink,
          },
        ],
        deprecated: snowflakePassword,
      },
    },
    flow: "crmToAep",
    pages: ["databases/snowflake.md"],
  },
  snowflakeStreaming: {
    title: "Snowflake Streaming",
    id: "51ae16c2-bdad-42fd-9fce-8d5dfddaf140",
    version: "1.0",
    auth: {
      "Basic Authentication for Snowflake": {
        params: [
          {
            account: encryptedNeeded,
            ...user,
            database: clearNeeded,
            warehouse: clearNeeded,
            schema: clear,
            role: clear,
          },
        ],
      },
    },
    flow: "streamingWithMapping",
    pages: ["databases/snowflake-streaming.md"],
  },
} as const satisfies Connectors;
