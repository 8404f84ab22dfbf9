import type { Spec } from "./spec";

const spec = (id: string): Spec => ({ id, version: "1.0" });

/** Connection specs of the documented sources and of the data lake, by name, for the argument `connectionSpec`. */
export const connectionSpecs = {
  /** Amazon Redshift. */
  amazonRedshift: spec("3416976c-a9ca-4bba-901a-1f08f66978ff"),
  /** Amazon S3. */
  amazonS3: spec("ecadc60c-7455-4d87-84dc-2a0e293d997b"),
  /** Azure Blob storage. */
  azureBlob: spec("4c10e202-c428-4796-9208-5f1f5732b1cf"),
  /** Azure Databricks. */
  azureDatabricks: spec("e9d7ec6b-0873-4e57-ad21-b3a7c65e310b"),
  /** Azure Data Explorer. */
  azureDataExplorer: spec("0479cc14-7651-4354-b233-7480606c2ac3"),
  /** Azure Data Lake Storage Gen2. */
  azureDataLakeGen2: spec("b3ba5556-48be-44b7-8b85-ff2b69b46dc4"),
  /** Azure Event Hubs. */
  azureEventHubs: spec("bf9f5905-92b7-48bf-bf20-455bc6b60a4e"),
  /** Azure Files. */
  azureFiles: spec("be5ec48c-5b78-49d5-b8fa-7c89ec4569b8"),
  /** Azure SQL database, SQL Server. */
  azureSql: spec("1f372ff9-38a4-4492-96f5-b9a4e4bd00ec"),
  /** Azure Synapse Analytics. */
  azureSynapse: spec("a49bcc7d-8038-43af-b1e4-5a7a089a7d79"),
  /** Azure Table storage. */
  azureTableStorage: spec("ecde33f2-c56f-46cc-bdea-ad151c16cd69"),
  /** Couchbase. */
  couchbase: spec("1fe283f6-9bec-11ea-bb37-0242ac130002"),
  /** The data lake: the target of every source. */
  dataLake: spec("c604ff05-7f1a-43c0-8e18-33bf874cb11c"),
  /** Data landing zone, a source without a base connection. */
  dataLandingZone: spec("26f526f2-58f4-4712-961d-e41bf1ccc0e8"),
  /** IBM DB2. */
  db2: spec("09182899-b429-40c9-a15a-bf3ddbc8ced7"),
  /** FTP. */
  ftp: spec("fb2e94c9-c031-467d-8103-6bd6e0a432f2"),
  /** Generic REST API. */
  genericRest: spec("4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62"),
  /** Google BigQuery. */
  googleBigQuery: spec("3c9b37f8-13a6-43d8-bad3-b863b941fedd"),
  /** Google Cloud Storage. */
  googleCloudStorage: spec("32e8f412-cdf7-464c-9885-78184cb113fd"),
  /** Greenplum. */
  greenplum: spec("37b6bf40-d318-4655-90be-5cd6f65d334b"),
  /** HDFS. */
  hdfs: spec("54e221aa-d342-4707-bcff-7a4bceef0001"),
  /** Hive on Azure HDInsight. */
  hive: spec("aac9bbd4-6c01-46ce-b47e-51c6f0f6db3f"),
  /** HTTP API streaming. */
  httpStreaming: spec("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb"),
  /** Kinesis. */
  kinesis: spec("86043421-563b-46ec-8e6c-e23184711bf6"),
  /** MariaDB. */
  mariaDb: spec("3000eb99-cd47-43f3-827c-43caf170f015"),
  /** Microsoft Dynamics. */
  microsoftDynamics: spec("38ad80fe-8b06-4938-94f4-d4ee80266b07"),
  /** MySQL. */
  mySql: spec("26d738e0-8963-47ea-aadf-c60de735468a"),
  /** Oracle database. */
  oracle: spec("d6b52d86-f0f8-475f-89d4-ce54c8527328"),
  /** Oracle Object Storage. */
  oracleObjectStorage: spec("c85f9425-fb21-426c-ad0b-405e9bd8a46c"),
  /** Phoenix. */
  phoenix: spec("102706fb-a5cd-42ee-afe0-bc42f017ff43"),
  /** PostgreSQL. */
  postgreSql: spec("74a1c565-4e59-48d7-9d67-7c03b8a13137"),
  /** Salesforce. */
  salesforce: spec("cfc0fee1-7dc0-40ef-b73e-d8b134c436f5"),
  /** SFTP. */
  sftp: spec("b7bf2577-4520-42c9-bae9-cad01560f7bc"),
  /** Snowflake. */
  snowflake: spec("b2e08744-4f1a-40ce-af30-7abac3e23cf3"),
  /** Spark on Azure HDInsight. */
  spark: spec("6a8d82bc-1caf-45d1-908d-cadabc9d63a6"),
} as const;

/** Flow specs of the documented types of source, by name, for the argument `flowSpec`. */
export const flowSpecs = {
  /** From files to AEP (`CloudStorageToAEP`). */
  cloudStorageToAep: spec("9753525b-82c7-4dce-8a9b-5ccfce2b9876"),
  /** From tables to AEP: databases, CRM, Snowflake (`CRMToAEP`). */
  crmToAep: spec("14518937-270c-4525-bdec-c2ba7cce3860"),
  /** From self-serve REST sources to AEP (`RestStorageToAEP`). */
  restStorageToAep: spec("6499120c-0b15-42dc-936e-847ea3c24d72"),
  /** From streams to AEP, with a mapping. */
  streamingWithMapping: spec("c1a19761-d2c7-4702-b9fa-fe91f0613e81"),
  /** From streams of XDM data to AEP, without a mapping. */
  streamingWithoutMapping: spec("d8a6f005-7eaf-4153-983e-e8574508b877"),
} as const;
