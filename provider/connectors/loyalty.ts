import { clear, encrypted, secret, secretNeeded } from "./params";
import type { Connectors } from "./row";

/** Category "Loyalty". */
export const loyalty = {
  // Its pages have the id of the template for self-serve sources.
  capillary: {
    title: "Capillary Streaming Events",
    id: "6360f136-5980-4111-8bdf-15d29eab3b5a",
    version: "1.0",
    auth: {
      "OAuth generic-rest-connector": {
        params: [
          {
            accessToken: secretNeeded,
            clientId: encrypted,
            clientSecret: secret,
            refreshToken: secret,
            expirationDate: clear,
          },
        ],
      },
    },
    flow: "restStorageToAep",
    pages: ["loyalty/capillary.md", "streaming/capillary.md"],
  },
  lava: {
    title: "LAVA",
    id: "232dfabe-27aa-41c0-a7cf-9961661dc68b",
    version: "1.0",
    auth: {},
    flow: "genericStreamingToAep",
    pages: ["loyalty/lava.md"],
  },
} as const satisfies Connectors;
