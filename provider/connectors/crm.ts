import {
  boolean,
  clear,
  clearNeeded,
  encryptedNeeded,
  oauthClient,
  secretNeeded,
  servicePrincipal,
  user,
} from "./params";
import type { Connectors } from "./row";
import { sapBilling } from "./sap";

// The pages of both sources write this spec although it has a user name and a password.
const sugarCrm = {
  "OAuth2 Refresh Code": { params: [{ host: clearNeeded, ...user }] },
} as const;

/** Category "CRM". */
export const crm = {
  microsoftDynamics: {
    title: "Microsoft Dynamics",
    id: "38ad80fe-8b06-4938-94f4-d4ee80266b07",
    version: "1.0",
    auth: {
      "Basic Authentication for Dynamics-Online": { params: [{ serviceUri: encryptedNeeded, ...user }] },
      "Service Principal Key Based Authentication": {
        params: [{ serviceUri: encryptedNeeded, ...servicePrincipal }],
      },
    },
    flow: "crmToAep",
    pages: ["crm/ms-dynamics.md"],
  },
  salesforce: {
    title: "Salesforce",
    id: "cfc0fee1-7dc0-40ef-b73e-d8b134c436f5",
    version: "1.0",
    auth: {
      "Basic Authentication": {
        params: [{ ...user, securityToken: secretNeeded, environmentUrl: clear, apiVersion: clear }],
        deprecated: { since: "2026-01", instead: 'use "OAuth2 Client Credential"' },
      },
      "OAuth2 Client Credential": {
        params: [
          {
            environmentUrl: clearNeeded,
            ...oauthClient,
            apiVersion: clearNeeded,
            includeDeletedObjects: boolean,
          },
        ],
      },
      // For organisations on AWS.
      "OAuth2 JWT Token Credential": {
        params: [{ jwtToken: secretNeeded, ...oauthClient, instanceUrl: encryptedNeeded }],
      },
    },
    flow: "crmToAep",
    pages: ["crm/salesforce.md"],
  },
  sapHybris: {
    title: "SAP Hybris",
    ...sapBilling,
    pages: ["crm/sap-hybris.md", "crm/sap-hybris-subscription-billing-customers-and-contacts.md"],
  },
  // Both pages have the id of LinkedIn Ads for the base connection.
  sugarCrmAccountsContacts: {
    title: "SugarCRM Accounts & Contacts",
    id: "59a4b493-a615-40f9-bd38-f823d0909a2b",
    version: "1.0",
    auth: sugarCrm,
    flow: "restStorageToAep",
    pages: ["crm/sugarcrm-accounts-contacts.md"],
  },
  sugarCrmEvents: {
    title: "SugarCRM Events",
    // The id of the source connection is another one: 63d2b27b-69a5-45c9-a7fe-78148a25de3c.
    id: "59a4b493-a615-40f9-bd38-f823d0909a2b",
    version: "1.0",
    auth: sugarCrm,
    flow: "restStorageToAep",
    pages: ["crm/sugarcrm-events.md"],
  },
  veevaCrm: {
    title: "Veeva CRM",
    id: "fcad62f3-09b0-41d3-be11-449d5a621b69",
    version: "1.0",
    auth: {
      "Basic Authentication": {
        params: [{ environmentUrl: clearNeeded, ...user, securityToken: secretNeeded }],
      },
    },
    flow: "crmToAep",
    pages: ["crm/veeva.md"],
  },
  zohoCrm: {
    title: "Zoho CRM",
    id: "929e4450-0237-4ed2-9404-b7e1e0a00309",
    version: "1.0",
    auth: {
      "Basic Authentication": {
        params: [
          {
            endpoint: encryptedNeeded,
            accountsUrl: encryptedNeeded,
            ...oauthClient,
            accessToken: secretNeeded,
            refreshToken: secretNeeded,
          },
        ],
      },
    },
    flow: "crmToAep",
    pages: ["crm/zoho.md"],
  },
} as const satisfies Connectors;
