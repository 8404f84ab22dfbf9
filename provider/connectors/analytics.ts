import { hostUser } from "./params";
import type { Connectors } from "./row";

/** Category "Analytics". */
export const analytics = {
  mixpanel: {
    title: "Mixpanel",
    id: "fd2c8ff3-1de0-4f6b-8fa8-4264784870eb",
    version: "1.0",
    auth: { "Basic Authentication": { params: [hostUser] } },
    flow: "restStorageToAep",
    pages: ["analytics/mixpanel.md"],
  },
  pendo: {
    title: "Pendo",
    id: "6ff5654f-19d5-427d-bd3e-c0ebc802389a",
    version: "1.0",
    auth: {},
    flow: "genericStreamingToAep",
    pages: ["analytics/pendo-webhook.md"],
  },
} as const satisfies Connectors;
