import { encryptedNeeded, oauthClient } from "./params";

/** The connection spec that SAP Hybris and SAP Commerce share, and its authentication spec. */
export const sapBilling = {
  id: "d8ee38de-7ae9-4058-9610-c79ce75f8e92",
  version: "1.0",
  auth: {
    "OAuth2 Client Credential": {
      params: [{ region: encryptedNeeded, ...oauthClient, tokenEndpoint: encryptedNeeded }],
    },
  },
  flow: "restStorageToAep",
} as const;
