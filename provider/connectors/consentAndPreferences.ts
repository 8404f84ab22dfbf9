import { clear, secretNeeded } from "./params";
import type { Connectors } from "./row";

/** Category "Consent and preferences". */
export const consentAndPreferences = {
  oneTrust: {
    title: "OneTrust Integration",
    id: "cf16d886-c627-4872-9936-fb08d6cba8cc",
    version: "1.0",
    // An older version of the page has a host.
    auth: { "OAuth2 Refresh Code": { params: [{ host: clear, accessToken: secretNeeded }] } },
    flow: "restStorageToAep",
    pages: ["consent-and-preferences/onetrust.md"],
  },
} as const satisfies Connectors;
