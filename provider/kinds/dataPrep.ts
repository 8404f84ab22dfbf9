import type { KindFacts } from "./facts";
import { sourcePermissions } from "./flowService";

/** Mapping set of Data Prep. */
export const mappingSet = {
  service: "aep",
  noun: "mapping set",
  type: "aep:MappingSet",
  scope: "sandbox",
  collection: "/data/foundation/conversion/mappingSets",
  fields: {
    name: "body",
    outputSchema: "body",
    inputSchema: "body",
    xdmSchema: "body",
    xdmVersion: "body",
    mappings: "body",
  },
  outputs: ["version"],
  // No error body is documented, so any JSON of the service counts.
  gone: [{ status: 404, path: /\/conversion\/mappingSets\// }],
  // No source documents the response to deleting a mapping set in use, so its users decide.
  inUse: [400, 409].map((status) => ({
    path: /\/mappingSets\//,
    status,
    reason: "flows use this mapping set",
    passes: false,
  })),
  permissions: sourcePermissions,
  export: {
    word: "Mappings",
    home: "flow",
    reads: "referred",
    references: {
      "outputSchema.schemaRef.id": "schema",
      "inputSchema.schemaRef.id": "schema",
      xdmSchema: "schema",
    },
    servicesOwn: [
      ...["createdDate", "modifiedDate", "status", "schemaRef", "supportVersion", "strictMapping"],
      ...["allowNullValues", "copyModeMapping", "lastUpdateDate", "modifiedBy"],
    ],
  },
} as const satisfies KindFacts;
