import type { KindFacts } from "./facts";

/** Dataset of the Catalog. */
export const dataset = {
  service: "aep",
  noun: "dataset",
  type: "aep:Dataset",
  scope: "sandbox",
  collection: "/data/foundation/catalog/dataSets",
  fields: {
    name: "body",
    description: "body",
    schemaRef: "body",
    tags: "body",
    profile: "noted",
    fileDescription: "body",
    enableErrorDiagnostics: "body",
    extensions: "call",
    forceDestroy: "reference",
  },
  spelling: { enableErrorDiagnostics: "boolean" },
  outputs: [],
  // No error body is documented, so any JSON of the service counts.
  gone: [{ status: 404, path: /\/catalog\/(v2\/)?dataSets\// }],
  // No source documents the response to deleting a dataset in use, so its users decide.
  inUse: [400, 409].map((status) => ({
    path: /\/dataSets\//,
    status,
    reason: "target connections use this dataset",
    passes: false,
  })),
  permissions: ["View Datasets", "Manage Datasets"],
  // Adobe's page "Access control overview".
  furtherPermissions: { "Manage Profiles": "datasets in Profile" },
  export: {
    word: "Dataset",
    home: "data",
    reads: "all",
    references: { "schemaRef.id": "schema", "profile.enablementId": "profileEnablement" },
    servicesOwn: [
      ...["created", "updated", "createdUser", "updatedUser", "viewId", "files", "basePath", "lastBatchId"],
      ...["lastBatchStatus", "lastSuccessfulBatch", "lastUpdated", "namespace", "dule", "statsCache"],
      ...["streamingIngestionEnabled", "classification", "aspect", "persistence", "sourceId"],
    ],
  },
} as const satisfies KindFacts;
