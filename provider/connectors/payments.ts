import { accessTokenAuth, clearNeeded, oauthClient, secretNeeded } from "./params";
import type { Connectors } from "./row";

/** Category "Payments". */
export const payments = {
  payPal: {
    title: "PayPal",
    id: "221c7626-58f6-4eec-8ee2-042b0226f03b",
    version: "1.0",
    auth: {
      "Client-Id-Secret Based Authentication": { params: [{ host: clearNeeded, ...oauthClient }] },
    },
    flow: "crmToAep",
    pages: ["payments/paypal.md"],
  },
  square: {
    title: "Square",
    id: "2acf109f-9b66-4d5e-bc18-ebb2adcff8d5",
    version: "1.0",
    auth: {
      "OAuth2 Refresh Code": {
        params: [
          { host: clearNeeded, ...oauthClient, accessToken: secretNeeded, refreshToken: secretNeeded },
        ],
      },
    },
    flow: "crmToAep",
    pages: ["payments/square.md"],
  },
  stripe: {
    title: "Stripe",
    id: "cc2c31d6-7b8c-4581-b49f-5c8698aa3ab3",
    version: "1.0",
    auth: accessTokenAuth,
    flow: "restStorageToAep",
    pages: ["payments/stripe.md"],
  },
} as const satisfies Connectors;
