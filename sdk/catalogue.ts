import { connectors } from "../provider/connectors";
import { type FlowSpecName, flowSpecTable } from "../provider/connectors/flowSpecs";

/** A spec with its literal id: the id of a connection spec determines the type of `auth` of a base connection. */
function spec<const Id extends string>({ id }: { readonly id: Id }): { id: Id; version: "1.0" } {
  return { id, version: "1.0" };
}

/**
 * Connection specs of the documented sources and of the data lake, by name, for the argument `connectionSpec`. Their
 * authentication specs are in docs/connectors.md.
 */
export const connectionSpecs = {
  /** Amazon Redshift. */
  amazonRedshift: spec(connectors.amazonRedshift),
  /** Amazon S3. */
  amazonS3: spec(connectors.amazonS3),
  /** Azure Blob storage. */
  azureBlob: spec(connectors.azureBlob),
  /** Azure Databricks. */
  azureDatabricks: spec(connectors.azureDatabricks),
  /** Azure Data Explorer. */
  azureDataExplorer: spec(connectors.azureDataExplorer),
  /** Azure Data Lake Storage Gen2. */
  azureDataLakeGen2: spec(connectors.azureDataLakeGen2),
  /** Azure Event Hubs. */
  azureEventHubs: spec(connectors.azureEventHubs),
  /** Azure Files. */
  azureFiles: spec(connectors.azureFiles),
  /** Azure SQL database, SQL Server. */
  azureSql: spec(connectors.azureSql),
  /** Azure Synapse Analytics. */
  azureSynapse: spec(connectors.azureSynapse),
  /** Azure Table storage. */
  azureTableStorage: spec(connectors.azureTableStorage),
  /** Capillary Streaming Events; its id is the one of the template for self-serve sources. */
  capillary: spec(connectors.capillary),
  /** Apache Cassandra. */
  cassandra: spec(connectors.cassandra),
  /** Chatlio, a streaming source without a base connection. */
  chatlio: spec(connectors.chatlio),
  /** Couchbase. */
  couchbase: spec(connectors.couchbase),
  /** Customer.io, a streaming source without a base connection. */
  customerIo: spec(connectors.customerIo),
  /** The data lake: the target of every source. */
  dataLake: spec({ id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c" }),
  /** Data Landing Zone, a source without a base connection. */
  dataLandingZone: spec(connectors.dataLandingZone),
  /** IBM DB2. */
  db2: spec(connectors.db2),
  /** FTP. */
  ftp: spec(connectors.ftp),
  /** Generic OData. */
  genericOData: spec(connectors.genericOData),
  /** Generic REST API. */
  genericRest: spec(connectors.genericRest),
  /** Google Ads. */
  googleAds: spec(connectors.googleAds),
  /** Google BigQuery. */
  googleBigQuery: spec(connectors.googleBigQuery),
  /** Google Cloud Storage. */
  googleCloudStorage: spec(connectors.googleCloudStorage),
  /** Google PubSub. */
  googlePubSub: spec(connectors.googlePubSub),
  /** Greenplum. */
  greenplum: spec(connectors.greenplum),
  /** HDFS. */
  hdfs: spec(connectors.hdfs),
  /** Hive on Azure HDInsight. */
  hive: spec(connectors.hive),
  /** HP Vertica. */
  hpVertica: spec(connectors.hpVertica),
  /** HTTP API streaming. */
  httpStreaming: spec(connectors.httpStreaming),
  /** HubSpot. */
  hubSpot: spec(connectors.hubSpot),
  /** Amazon Kinesis. */
  kinesis: spec(connectors.kinesis),
  /** LAVA, a streaming source without a base connection. */
  lava: spec(connectors.lava),
  /** LinkedIn Ads. */
  linkedInAds: spec(connectors.linkedInAds),
  /** Mailchimp Campaign. */
  mailchimpCampaign: spec(connectors.mailchimpCampaign),
  /** Mailchimp Members. */
  mailchimpMembers: spec(connectors.mailchimpMembers),
  /** MariaDB. */
  mariaDb: spec(connectors.mariaDb),
  /** Microsoft Dynamics. */
  microsoftDynamics: spec(connectors.microsoftDynamics),
  /** Mixpanel. */
  mixpanel: spec(connectors.mixpanel),
  /** MySQL. */
  mySql: spec(connectors.mySql),
  /** OneTrust Integration. */
  oneTrust: spec(connectors.oneTrust),
  /** Oracle database. */
  oracle: spec(connectors.oracle),
  /**
   * Oracle Eloqua.
   *
   * @deprecated Replaced by Oracle Eloqua V2, which has another connection spec.
   */
  oracleEloqua: spec(connectors.oracleEloqua),
  /** Oracle NetSuite Activities. */
  oracleNetSuiteActivities: spec(connectors.oracleNetSuiteActivities),
  /** Oracle NetSuite Entities. */
  oracleNetSuiteEntities: spec(connectors.oracleNetSuiteEntities),
  /** Oracle Object Storage. */
  oracleObjectStorage: spec(connectors.oracleObjectStorage),
  /** Oracle Responsys. */
  oracleResponsys: spec(connectors.oracleResponsys),
  /** Oracle Service Cloud. */
  oracleServiceCloud: spec(connectors.oracleServiceCloud),
  /** PathFactory; its guide has the id of Salesforce Marketing Cloud. */
  pathFactory: spec(connectors.pathFactory),
  /** PayPal. */
  payPal: spec(connectors.payPal),
  /** Pendo, a streaming source without a base connection. */
  pendo: spec(connectors.pendo),
  /** Phoenix. */
  phoenix: spec(connectors.phoenix),
  /** Pinterest Ads. */
  pinterestAds: spec(connectors.pinterestAds),
  /** PostgreSQL. */
  postgreSql: spec(connectors.postgreSql),
  /** Salesforce. */
  salesforce: spec(connectors.salesforce),
  /**
   * Salesforce Marketing Cloud.
   *
   * @deprecated Replaced by Salesforce Marketing Cloud V2, which has another connection spec.
   */
  salesforceMarketingCloud: spec(connectors.salesforceMarketingCloud),
  /** Salesforce Service Cloud. */
  salesforceServiceCloud: spec(connectors.salesforceServiceCloud),
  /** SAP Commerce. */
  sapCommerce: spec(connectors.sapCommerce),
  /** SAP Hybris. */
  sapHybris: spec(connectors.sapHybris),
  /** ServiceNow. */
  serviceNow: spec(connectors.serviceNow),
  /** SFTP. */
  sftp: spec(connectors.sftp),
  /** Shopify. */
  shopify: spec(connectors.shopify),
  /** Shopify Streaming, a streaming source without a base connection. */
  shopifyStreaming: spec(connectors.shopifyStreaming),
  /** Snowflake. */
  snowflake: spec(connectors.snowflake),
  /** Snowflake Streaming. */
  snowflakeStreaming: spec(connectors.snowflakeStreaming),
  /** Spark on Azure HDInsight. */
  spark: spec(connectors.spark),
  /** Square. */
  square: spec(connectors.square),
  /** Stripe. */
  stripe: spec(connectors.stripe),
  /** SugarCRM Accounts & Contacts; its guide has the id of LinkedIn Ads. */
  sugarCrmAccountsContacts: spec(connectors.sugarCrmAccountsContacts),
  /** SugarCRM Events; its guide has the id of LinkedIn Ads. */
  sugarCrmEvents: spec(connectors.sugarCrmEvents),
  /** Teradata Vantage. */
  teradataVantage: spec(connectors.teradataVantage),
  /** Veeva CRM. */
  veevaCrm: spec(connectors.veevaCrm),
  /** Zendesk. */
  zendesk: spec(connectors.zendesk),
  /** Zoho CRM. */
  zohoCrm: spec(connectors.zohoCrm),
} as const;

/** Flow specs of the documented types of source, by name, for the argument `flowSpec`. */
export const flowSpecs = {
  /** From files to AEP (`CloudStorageToAEP`). */
  cloudStorageToAep: spec(flowSpecTable.cloudStorageToAep),
  /** From tables to AEP: databases, CRM, Snowflake (`CRMToAEP`). */
  crmToAep: spec(flowSpecTable.crmToAep),
  /** From self-serve streaming sources to AEP (`GenericStreamingAEP`). */
  genericStreamingToAep: spec(flowSpecTable.genericStreamingToAep),
  /** From self-serve REST sources to AEP (`RestStorageToAEP`). */
  restStorageToAep: spec(flowSpecTable.restStorageToAep),
  /** From streams to AEP, with a mapping. */
  streamingWithMapping: spec(flowSpecTable.streamingWithMapping),
  /** From streams of XDM data to AEP, without a mapping. */
  streamingWithoutMapping: spec(flowSpecTable.streamingWithoutMapping),
} as const satisfies Readonly<Record<FlowSpecName, object>>;
