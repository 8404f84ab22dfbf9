import type { KindFacts } from "./facts";

/** Identity namespace of the Identity Service. */
export const identityNamespace = {
  service: "aep",
  noun: "identity namespace",
  type: "aep:IdentityNamespace",
  scope: "sandbox",
  collection: "/data/core/idnamespace/identities",
  fields: { code: "body", name: "body", idType: "body", description: "body" },
  // A new namespace would exist beside the old one for ever.
  unchangeable: ["code", "idType"],
  outputs: [],
  gone: [
    // The code is documented, but not where the body has it, so any JSON of the service counts.
    { status: 404, path: /\/idnamespace\/identities\/[^/?]+$/ },
  ],
  // Nothing deletes a namespace.
  inUse: [],
  permissions: ["View Identity Namespaces", "Manage Identity Namespaces"],
  mayBeMissing: true,
  export: {
    word: "Namespace",
    home: "data",
    reads: "all",
    namedBy: "code",
    references: {},
    servicesOwn: ["status", "custom", "createTime", "updateTime", "namespaceType"],
  },
} as const satisfies KindFacts;
