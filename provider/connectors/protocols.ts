import {
  clear,
  clearNeeded,
  encrypted,
  encryptedNeeded,
  hostUser,
  json,
  secret,
  secretNeeded,
} from "./params";
import type { Connectors } from "./row";

/** Category "Protocols". */
export const protocols = {
  genericOData: {
    title: "Generic OData",
    id: "8e6b41a8-d998-4545-ad7d-c6a9fff406c3",
    version: "1.0",
    auth: { "Anonymous Authentication": { params: [{ url: encryptedNeeded }] } },
    flow: "crmToAep",
    pages: ["protocols/odata.md"],
  },
  genericRest: {
    title: "Generic REST API",
    id: "4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62",
    version: "1.0",
    auth: {
      oAuth2RefreshCode: {
        params: [
          {
            host: clearNeeded,
            accessToken: secretNeeded,
            authorizationTestUrl: clear,
            clientId: encrypted,
            clientSecret: secret,
            refreshToken: secret,
            expirationDate: clear,
            accessTokenUrl: encrypted,
            requestParameterOverride: json,
          },
        ],
      },
      "Basic Authentication": { params: [hostUser] },
    },
    flow: "restStorageToAep",
    pages: ["protocols/generic-rest.md"],
  },
} as const satisfies Connectors;
