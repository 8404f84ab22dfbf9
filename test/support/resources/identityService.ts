import type { PlainClient } from "../emulator/plainClient";
import type { Properties } from "../host/providerHost";
import type { KindCase } from "./resourceCase";

const namespaceBody = {
  code: "Loyalty",
  name: "ACME loyalty",
  idType: "CROSS_DEVICE",
  description: "Of the loyalty program",
};

/** Identity namespaces. */
export const identityNamespace: KindCase = {
  since: "0.2.0",
  body: namespaceBody,
  complete: namespaceBody,
  collection: "identityNamespaces",
  prepare: async () => namespaceBody,
  alsoOnCreate: ["GET /data/core/idnamespace/identities"],
  firstLookup: 2,
  several: async (_plain, count) =>
    Array.from({ length: count }, (_, index) => ({
      ...namespaceBody,
      code: `Loyalty${index}`,
      name: `ACME loyalty ${index}`,
    })),
  list: async (plain: PlainClient) => {
    const { items } = await plain.admin("GET", "identityNamespaces");
    return (items as Properties[]).map((entity) => ({ ...entity, id: String(entity.id) }));
  },
  unguarded: true,
  unique: true,
  kept: "AEP cannot delete namespaces",
  write: "PUT",
  entityIn: (body) => body,
  change: { inputs: { name: "ACME loyalty renamed" }, patch: [] },
  otherChange: { inputs: { description: "Of the old loyalty program" } },
  drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
};
