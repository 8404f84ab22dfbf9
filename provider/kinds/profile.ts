import type { KindFacts } from "./facts";

/** Merge policy of Real-Time Customer Profile. */
export const mergePolicy = {
  service: "aep",
  noun: "merge policy",
  type: "aep:MergePolicy",
  scope: "sandbox",
  collection: "/data/core/ups/config/mergePolicies",
  fields: {
    name: "body",
    schema: "body",
    identityGraph: "body",
    attributeMerge: "body",
    isActiveOnEdge: "body",
    default: "body",
  },
  spelling: { isActiveOnEdge: "boolean", default: "boolean" },
  outputs: [],
  // No error body is documented, so any JSON of the service counts.
  gone: [{ status: 404, path: /\/config\/mergePolicies\/[^/?]+$/ }],
  // It is undocumented whether AEP refuses to delete a policy that audiences use; the provider knows no audiences.
  inUse: [],
  permissions: ["View Merge Policies", "Manage Merge Policies"],
  mayBeMissing: true,
  export: {
    word: "Policy",
    home: "data",
    reads: "all",
    references: { "schema.name": "schemaClass", "attributeMerge.order.*": "dataset" },
    servicesOwn: ["imsOrgId", "sandbox", "version", "updateEpoch"],
  },
} as const satisfies KindFacts;
