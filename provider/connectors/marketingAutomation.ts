import { clear, clearNeeded, encryptedNeeded, hostUser, oauthClient, secretNeeded, user } from "./params";
import type { Connectors } from "./row";

const mailchimp = {
  // The drafts of the pages have a host.
  "Basic Authentication": { params: [{ host: clear, authorizationTestUrl: clear, ...user }] },
  oAuth2RefreshCode: { params: [{ host: clear, authorizationTestUrl: clear, accessToken: secretNeeded }] },
} as const;

const netSuite = {
  id: "fdf850b4-5a8d-4a5a-9ce8-4caef9abb2a8",
  version: "1.0",
  auth: {
    "OAuth2 Client Credential": {
      params: [{ ...oauthClient, accessTokenUrl: encryptedNeeded, accessToken: secretNeeded }],
    },
  },
  flow: "restStorageToAep",
} as const;

const v1 = (successor: string) =>
  ({ since: "2026-01", instead: `use ${successor}, which has another connection spec` }) as const;

/** Category "Marketing automation". */
export const marketingAutomation = {
  chatlio: {
    title: "Chatlio",
    id: "073127a3-26e3-496c-9d94-9f48fb93fba8",
    version: "1.0",
    auth: {},
    flow: "genericStreamingToAep",
    pages: ["marketing-automation/chatlio-webhook.md"],
  },
  customerIo: {
    title: "Customer.io",
    id: "96479064-7b8a-4d69-b9ed-21c5683837ea",
    version: "1.0",
    auth: {},
    flow: "genericStreamingToAep",
    pages: ["marketing-automation/customerio-webhook.md"],
  },
  hubSpot: {
    title: "HubSpot",
    id: "cc6a4487-9e91-433e-a3a3-9cf6626c1806",
    version: "1.0",
    auth: {
      "Basic Authentication": {
        params: [{ ...oauthClient, accessToken: secretNeeded, refreshToken: secretNeeded }],
      },
    },
    flow: "crmToAep",
    // The page in the folder crm is empty.
    pages: ["marketing-automation/hubspot.md", "crm/hubspot.md"],
  },
  mailchimpCampaign: {
    title: "Mailchimp Campaign",
    id: "c8ce8c8c-37fb-4162-9fbf-c2f181e04a7a",
    version: "1.0",
    auth: mailchimp,
    flow: "restStorageToAep",
    pages: ["marketing-automation/mailchimp-campaign.md"],
  },
  mailchimpMembers: {
    title: "Mailchimp Members",
    id: "2e8580db-6489-4726-96de-e33f5f60295f",
    version: "1.0",
    auth: mailchimp,
    flow: "restStorageToAep",
    pages: ["marketing-automation/mailchimp-members.md"],
  },
  mailchimpDraft: {
    title: "Mailchimp, drafts of pages",
    version: "1.0",
    auth: {
      "Basic Authentication": { params: [{ ...hostUser, authorizationTestUrl: clear }] },
      oAuth2RefreshCode: {
        params: [{ host: clearNeeded, authorizationTestUrl: clear, accessToken: secretNeeded }],
      },
    },
    flow: "restStorageToAep",
    pages: ["marketing-automation/mailchimp-member.md", "marketing-automation/mailchimp-partner.md"],
    notDocumented: ["connection spec id: both pages have a placeholder"],
  },
  oracleEloqua: {
    title: "Oracle Eloqua",
    id: "35d6c4d8-c9a9-11eb-b8bc-0242ac130003",
    version: "1.0",
    auth: { "Basic Authentication": { params: [{ endpoint: encryptedNeeded, ...user }] } },
    flow: "crmToAep",
    deprecated: v1("Oracle Eloqua V2"),
    pages: ["marketing-automation/oracle-eloqua.md"],
    notDocumented: ["connection spec of Oracle Eloqua V2"],
  },
  oracleNetSuiteActivities: {
    title: "Oracle NetSuite Activities",
    ...netSuite,
    pages: ["marketing-automation/oracle-netsuite-activities.md"],
  },
  oracleNetSuiteEntities: {
    title: "Oracle NetSuite Entities",
    ...netSuite,
    pages: ["marketing-automation/oracle-netsuite-entities.md"],
  },
  oracleResponsys: {
    title: "Oracle Responsys",
    id: "ff4274f2-c9a9-11eb-b8bc-0242ac130003",
    version: "1.0",
    auth: { "Basic Authentication": { params: [{ endpoint: encryptedNeeded, ...oauthClient }] } },
    flow: "crmToAep",
    pages: ["marketing-automation/oracle-responsys.md"],
  },
  // Its page has the id of Salesforce Marketing Cloud. The table has a user name, a password, a domain and an access token,
  // without the names of parameters; the request has the following ones.
  pathFactory: {
    title: "PathFactory",
    id: "ea1c2a08-b722-11eb-8529-0242ac130003",
    version: "1.0",
    auth: { "Basic Authentication": { params: [{ host: clearNeeded, ...oauthClient }] } },
    flow: "crmToAep",
    pages: ["marketing-automation/pathfactory.md"],
    notDocumented: ["connection spec id: the page has the one of Salesforce Marketing Cloud"],
  },
  salesforceMarketingCloud: {
    title: "Salesforce Marketing Cloud",
    id: "ea1c2a08-b722-11eb-8529-0242ac130003",
    version: "1.0",
    auth: {
      "Client-Id-Secret Based Authentication": { params: [{ host: clearNeeded, ...oauthClient }] },
      // For organisations on AWS.
      "OAuth2 Client Credential": { params: [{ subdomain: encryptedNeeded, ...oauthClient }] },
    },
    flow: "crmToAep",
    deprecated: v1("Salesforce Marketing Cloud V2"),
    pages: ["marketing-automation/salesforce-marketing-cloud.md"],
    notDocumented: ["connection spec of Salesforce Marketing Cloud V2"],
  },
} as const satisfies Connectors;
