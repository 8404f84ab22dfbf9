import { clearNeeded, secretNeeded } from "./params";
import type { Connectors } from "./row";
import { sapBilling } from "./sap";

/** Category "E-commerce". */
export const ecommerce = {
  sapCommerce: { title: "SAP Commerce", ...sapBilling, pages: ["ecommerce/sap-commerce.md"] },
  shopify: {
    title: "Shopify",
    id: "4f63aa36-bd48-4e33-bb83-49fbcd11c708",
    version: "1.0",
    auth: { "Basic Authentication": { params: [{ host: clearNeeded, accessToken: secretNeeded }] } },
    flow: "crmToAep",
    pages: ["ecommerce/shopify.md"],
  },
  shopifyStreaming: {
    title: "Shopify Streaming",
    id: "e77fd9d2-22a8-11ed-861d-0242ac120002",
    version: "1.0",
    auth: {},
    flow: "genericStreamingToAep",
    pages: ["ecommerce/shopify-streaming.md"],
  },
} as const satisfies Connectors;
