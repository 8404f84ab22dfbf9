import { accessTokenAuth, clear, encrypted, encryptedNeeded, secretNeeded } from "./params";
import type { Connectors } from "./row";

const googleAdsTokens = {
  developerToken: secretNeeded,
  clientSecret: secretNeeded,
  refreshToken: secretNeeded,
  // In the requests, but in no table.
  authenticationType: encrypted,
  loginCustomerID: encrypted,
  loginCustomerId: encrypted,
} as const;

// The tables write clientCustomerId and clientID, the requests clientCustomerID and clientId.
const googleAds = [
  { clientCustomerID: encryptedNeeded, clientId: encryptedNeeded, ...googleAdsTokens },
  { clientCustomerId: encryptedNeeded, clientId: encryptedNeeded, ...googleAdsTokens },
  { clientCustomerID: encryptedNeeded, clientID: encryptedNeeded, ...googleAdsTokens },
  { clientCustomerId: encryptedNeeded, clientID: encryptedNeeded, ...googleAdsTokens },
] as const;

/** Category "Advertising". */
export const advertising = {
  googleAds: {
    title: "Google Ads",
    id: "d771e9c1-4f26-40dc-8617-ce58c4b53702",
    version: "1.0",
    auth: {
      "Basic Authentication": { params: googleAds },
      // The name in an older spec object.
      "Basic Authentication for google-adwords": { params: googleAds },
    },
    flow: "crmToAep",
    pages: ["advertising/ads.md", "crm/adwords.md"],
  },
  linkedInAds: {
    title: "LinkedIn Ads",
    id: "59a4b493-a615-40f9-bd38-f823d0909a2b",
    version: "1.0",
    auth: { "OAuth2 Refresh Code": { params: [{ host: clear, accessToken: secretNeeded }] } },
    flow: "restStorageToAep",
    pages: ["advertising/linkedin-ads.md"],
  },
  pinterestAds: {
    title: "Pinterest Ads",
    id: "f82aae23-91e7-4884-b25f-2d2159d841fd",
    version: "1.0",
    auth: accessTokenAuth,
    flow: "restStorageToAep",
    pages: ["advertising/pinterest-ads.md"],
  },
} as const satisfies Connectors;
