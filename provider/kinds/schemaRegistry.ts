import type { KindFacts } from "./facts";

/** Schema of the Schema Registry. */
export const schema = {
  service: "aep",
  noun: "schema",
  type: "aep:Schema",
  scope: "sandbox",
  collection: "/data/foundation/schemaregistry/tenant/schemas",
  fields: {
    title: "body",
    description: "body",
    type: "body",
    allOf: "body",
    definitions: "body",
    "meta:immutableTags": "body",
  },
  outputs: ["$id", "meta:altId", "version"],
  gone: [
    // Newer and older form of the error.
    { status: 404, code: /^XDM-\d+-404$/, path: /\/tenant\/schemas\// },
    { status: 404, title: "NotFoundError", path: /\/tenant\/schemas\// },
  ],
  // No source documents the response to deleting a schema in use, so its users decide.
  inUse: [400, 409].map((status) => ({
    path: /\/tenant\/schemas\//,
    status,
    reason: "datasets use this schema",
    passes: false,
  })),
  permissions: ["View Schemas", "Manage Schemas"],
  export: {
    word: "Schema",
    home: "data",
    reads: "referred",
    references: {},
    servicesOwn: ["properties", "refs", "required"],
  },
} as const satisfies KindFacts;
