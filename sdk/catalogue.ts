import type { connectors } from "../provider/connectors";
import { type FlowSpecName, flowSpecTable } from "../provider/connectors/flowSpecs";

// Ids are written out here too, so that the import of this package does not load the table of connectors. The compiler
// compares both.
type IdsOfTable = {
  readonly [Name in keyof typeof connectors as (typeof connectors)[Name] extends { id: string }
    ? Name
    : never]: (typeof connectors)[Name] extends { id: infer Id; version: infer Version }
    ? { id: Id; version: Version }
    : never;
};

/** A spec with its literal id: the id of a connection spec determines the type of `auth` of a base connection. */
function spec<const Id extends string>(id: Id): { id: Id; version: "1.0" } {
  return { id, version: "1.0" };
}

/**
 * Connection specs of the documented sources and of the data lake, by name, for the argument `connectionSpec`. Their
 * authentication specs are in docs/connectors.md.
 */
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
  /** Capillary Streaming Events; its id is the one of the template for self-serve sources. */
  capillary: spec("6360f136-5980-4111-8bdf-15d29eab3b5a"),
  /** Apache Cassandra. */
  cassandra: spec("a8f4d393-1a6b-43f3-931f-91a16ed857f4"),
  /** Chatlio, a streaming source without a base connection. */
  chatlio: spec("073127a3-26e3-496c-9d94-9f48fb93fba8"),
  /** Couchbase. */
  couchbase: spec("1fe283f6-9bec-11ea-bb37-0242ac130002"),
  /** Customer.io, a streaming source without a base connection. */
  customerIo: spec("96479064-7b8a-4d69-b9ed-21c5683837ea"),
  /** The data lake: the target of every source. */
  dataLake: spec("c604ff05-7f1a-43c0-8e18-33bf874cb11c"),
  /** Data Landing Zone, a source without a base connection. */
  dataLandingZone: spec("26f526f2-58f4-4712-961d-e41bf1ccc0e8"),
  /** IBM DB2. */
  db2: spec("09182899-b429-40c9-a15a-bf3ddbc8ced7"),
  /** FTP. */
  ftp: spec("fb2e94c9-c031-467d-8103-6bd6e0a432f2"),
  /** Generic OData. */
  genericOData: spec("8e6b41a8-d998-4545-ad7d-c6a9fff406c3"),
  /** Generic REST API. */
  genericRest: spec("4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62"),
  /** Google Ads. */
  googleAds: spec("d771e9c1-4f26-40dc-8617-ce58c4b53702"),
  /** Google BigQuery. */
  googleBigQuery: spec("3c9b37f8-13a6-43d8-bad3-b863b941fedd"),
  /** Google Cloud Storage. */
  googleCloudStorage: spec("32e8f412-cdf7-464c-9885-78184cb113fd"),
  /** Google PubSub. */
  googlePubSub: spec("70116022-a743-464a-bbfe-e226a7f8210c"),
  /** Greenplum. */
  greenplum: spec("37b6bf40-d318-4655-90be-5cd6f65d334b"),
  /** HDFS. */
  hdfs: spec("54e221aa-d342-4707-bcff-7a4bceef0001"),
  /** Hive on Azure HDInsight. */
  hive: spec("aac9bbd4-6c01-46ce-b47e-51c6f0f6db3f"),
  /** HP Vertica. */
  hpVertica: spec("a8b6a1a4-5735-42b4-952c-85dce0ac38b5"),
  /** HTTP API streaming. */
  httpStreaming: spec("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb"),
  /** HubSpot. */
  hubSpot: spec("cc6a4487-9e91-433e-a3a3-9cf6626c1806"),
  /** Amazon Kinesis. */
  kinesis: spec("86043421-563b-46ec-8e6c-e23184711bf6"),
  /** LAVA, a streaming source without a base connection. */
  lava: spec("232dfabe-27aa-41c0-a7cf-9961661dc68b"),
  /** LinkedIn Ads. */
  linkedInAds: spec("59a4b493-a615-40f9-bd38-f823d0909a2b"),
  /** Mailchimp Campaign. */
  mailchimpCampaign: spec("c8ce8c8c-37fb-4162-9fbf-c2f181e04a7a"),
  /** Mailchimp Members. */
  mailchimpMembers: spec("2e8580db-6489-4726-96de-e33f5f60295f"),
  /** MariaDB. */
  mariaDb: spec("3000eb99-cd47-43f3-827c-43caf170f015"),
  /** Microsoft Dynamics. */
  microsoftDynamics: spec("38ad80fe-8b06-4938-94f4-d4ee80266b07"),
  /** Mixpanel. */
  mixpanel: spec("fd2c8ff3-1de0-4f6b-8fa8-4264784870eb"),
  /** MySQL. */
  mySql: spec("26d738e0-8963-47ea-aadf-c60de735468a"),
  /** OneTrust Integration. */
  oneTrust: spec("cf16d886-c627-4872-9936-fb08d6cba8cc"),
  /** Oracle database. */
  oracle: spec("d6b52d86-f0f8-475f-89d4-ce54c8527328"),
  /**
   * Oracle Eloqua.
   *
   * @deprecated Replaced by Oracle Eloqua V2, which has another connection spec.
   */
  oracleEloqua: spec("35d6c4d8-c9a9-11eb-b8bc-0242ac130003"),
  /** Oracle NetSuite Activities. */
  oracleNetSuiteActivities: spec("fdf850b4-5a8d-4a5a-9ce8-4caef9abb2a8"),
  /** Oracle NetSuite Entities. */
  oracleNetSuiteEntities: spec("fdf850b4-5a8d-4a5a-9ce8-4caef9abb2a8"),
  /** Oracle Object Storage. */
  oracleObjectStorage: spec("c85f9425-fb21-426c-ad0b-405e9bd8a46c"),
  /** Oracle Responsys. */
  oracleResponsys: spec("ff4274f2-c9a9-11eb-b8bc-0242ac130003"),
  /** Oracle Service Cloud. */
  oracleServiceCloud: spec("ba5126ec-c9ac-11eb-b8bc-0242ac130003"),
  /** PathFactory; its guide has the id of Salesforce Marketing Cloud. */
  pathFactory: spec("ea1c2a08-b722-11eb-8529-0242ac130003"),
  /** PayPal. */
  payPal: spec("221c7626-58f6-4eec-8ee2-042b0226f03b"),
  /** Pendo, a streaming source without a base connection. */
  pendo: spec("6ff5654f-19d5-427d-bd3e-c0ebc802389a"),
  /** Phoenix. */
  phoenix: spec("102706fb-a5cd-42ee-afe0-bc42f017ff43"),
  /** Pinterest Ads. */
  pinterestAds: spec("f82aae23-91e7-4884-b25f-2d2159d841fd"),
  /** PostgreSQL. */
  postgreSql: spec("74a1c565-4e59-48d7-9d67-7c03b8a13137"),
  /** Salesforce. */
  salesforce: spec("cfc0fee1-7dc0-40ef-b73e-d8b134c436f5"),
  /**
   * Salesforce Marketing Cloud.
   *
   * @deprecated Replaced by Salesforce Marketing Cloud V2, which has another connection spec.
   */
  salesforceMarketingCloud: spec("ea1c2a08-b722-11eb-8529-0242ac130003"),
  /** Salesforce Service Cloud. */
  salesforceServiceCloud: spec("cb66ab34-8619-49cb-96d1-39b37ede86ea"),
  /** SAP Commerce. */
  sapCommerce: spec("d8ee38de-7ae9-4058-9610-c79ce75f8e92"),
  /** SAP Hybris. */
  sapHybris: spec("d8ee38de-7ae9-4058-9610-c79ce75f8e92"),
  /** ServiceNow. */
  serviceNow: spec("eb13cb25-47ab-407f-ba89-c0125281c563"),
  /** SFTP. */
  sftp: spec("b7bf2577-4520-42c9-bae9-cad01560f7bc"),
  /** Shopify. */
  shopify: spec("4f63aa36-bd48-4e33-bb83-49fbcd11c708"),
  /** Shopify Streaming, a streaming source without a base connection. */
  shopifyStreaming: spec("e77fd9d2-22a8-11ed-861d-0242ac120002"),
  /** Snowflake. */
  snowflake: spec("b2e08744-4f1a-40ce-af30-7abac3e23cf3"),
  /** Snowflake Streaming. */
  snowflakeStreaming: spec("51ae16c2-bdad-42fd-9fce-8d5dfddaf140"),
  /** Spark on Azure HDInsight. */
  spark: spec("6a8d82bc-1caf-45d1-908d-cadabc9d63a6"),
  /** Square. */
  square: spec("2acf109f-9b66-4d5e-bc18-ebb2adcff8d5"),
  /** Stripe. */
  stripe: spec("cc2c31d6-7b8c-4581-b49f-5c8698aa3ab3"),
  /** SugarCRM Accounts & Contacts; its guide has the id of LinkedIn Ads. */
  sugarCrmAccountsContacts: spec("59a4b493-a615-40f9-bd38-f823d0909a2b"),
  /** SugarCRM Events; its guide has the id of LinkedIn Ads. */
  sugarCrmEvents: spec("59a4b493-a615-40f9-bd38-f823d0909a2b"),
  /** Teradata Vantage. */
  teradataVantage: spec("2fa8af9c-2d1a-43ea-a253-f00a00c74412"),
  /** Veeva CRM. */
  veevaCrm: spec("fcad62f3-09b0-41d3-be11-449d5a621b69"),
  /** Zendesk. */
  zendesk: spec("0a27232b-2c6e-4396-b8c6-c9fc24e37ba4"),
  /** Zoho CRM. */
  zohoCrm: spec("929e4450-0237-4ed2-9404-b7e1e0a00309"),
} as const satisfies IdsOfTable & { dataLake: object };

/** Flow specs of the documented types of source, by name, for the argument `flowSpec`. */
export const flowSpecs = {
  /** From files to AEP (`CloudStorageToAEP`). */
  cloudStorageToAep: spec(flowSpecTable.cloudStorageToAep.id),
  /** From tables to AEP: databases, CRM, Snowflake (`CRMToAEP`). */
  crmToAep: spec(flowSpecTable.crmToAep.id),
  /** From self-serve streaming sources to AEP (`GenericStreamingAEP`). */
  genericStreamingToAep: spec(flowSpecTable.genericStreamingToAep.id),
  /** From self-serve REST sources to AEP (`RestStorageToAEP`). */
  restStorageToAep: spec(flowSpecTable.restStorageToAep.id),
  /** From streams to AEP, with or without a mapping: Kinesis, Event Hubs, Google PubSub, HTTP API. */
  streamingToAep: spec(flowSpecTable.streamingToAep.id),
  /** From streams to AEP, with a mapping. */
  streamingWithMapping: spec(flowSpecTable.streamingWithMapping.id),
  /** From streams of XDM data to AEP, without a mapping. */
  streamingWithoutMapping: spec(flowSpecTable.streamingWithoutMapping.id),
} as const satisfies Readonly<Record<FlowSpecName, object>>;
