import { clear, clearNeeded, encryptedNeeded, hostUser, oauthClient, secretNeeded, user } from "./params";
import type { Connectors } from "./row";

/** Category "Customer success". */
export const customerSuccess = {
  oracleServiceCloud: {
    title: "Oracle Service Cloud",
    id: "ba5126ec-c9ac-11eb-b8bc-0242ac130003",
    version: "1.0",
    auth: { "Basic Authentication": { params: [hostUser] } },
    flow: "crmToAep",
    pages: ["customer-success/oracle-service-cloud.md"],
  },
  salesforceServiceCloud: {
    title: "Salesforce Service Cloud",
    // Older versions of the page leave out the first character.
    id: "cb66ab34-8619-49cb-96d1-39b37ede86ea",
    version: "1.0",
    auth: {
      "Basic Authentication": {
        params: [{ ...user, securityToken: secretNeeded, environmentUrl: clear, apiVersion: clear }],
      },
      "OAuth2 Client Credential": {
        params: [{ environmentUrl: clearNeeded, ...oauthClient, apiVersion: clear }],
      },
    },
    flow: "crmToAep",
    pages: ["customer-success/salesforce-service-cloud.md"],
  },
  serviceNow: {
    title: "ServiceNow",
    id: "eb13cb25-47ab-407f-ba89-c0125281c563",
    version: "1.0",
    auth: {
      // One table says server, the other one and the request endpoint.
      "Basic Authentication": {
        params: [
          { endpoint: encryptedNeeded, ...user },
          { server: clearNeeded, ...user },
        ],
      },
    },
    flow: "crmToAep",
    pages: ["customer-success/servicenow.md"],
  },
  zendesk: {
    title: "Zendesk",
    id: "0a27232b-2c6e-4396-b8c6-c9fc24e37ba4",
    version: "1.0",
    auth: {
      "OAuth2 Refresh Code": { params: [{ subdomain: encryptedNeeded, accessToken: secretNeeded }] },
    },
    flow: "restStorageToAep",
    pages: ["customer-success/zendesk.md"],
  },
} as const satisfies Connectors;
