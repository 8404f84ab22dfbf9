import { type KindFacts, showsNothing } from "./facts";
import { sourcePermissions } from "./flowService";

/** Private endpoint of the Connectors API. */
export const privateEndpoint = {
  service: "aep",
  noun: "private endpoint",
  type: "aep:PrivateEndpoint",
  scope: "sandbox",
  collection: "/data/foundation/connectors/privateEndpoints",
  fields: {
    name: "body",
    subscriptionId: "body",
    resourceGroupName: "body",
    resourceName: "body",
    fqdns: "body",
    connectionSpec: "body",
  },
  // The quota may not allow a second endpoint.
  alwaysDeletedFirst: true,
  outputs: ["state"],
  gone: [
    { status: 404, code: /^CONNECTOR-\d+-404$/ },
    // No error body is documented, so any JSON of the service counts.
    { status: 404, path: /\/privateEndpoints\/[^/?]+$/ },
  ],
  // No source documents the response to deleting an endpoint in use, so its users decide.
  inUse: [400, 409].map((status) => ({
    path: /\/privateEndpoints\//,
    status,
    reason: "connections use this endpoint",
    passes: false,
  })),
  permissions: sourcePermissions,
  licence: "Healthcare Shield, or Privacy and Security Shield",
  export: {
    word: "Endpoint",
    home: "connections",
    reads: "all",
    references: {},
    settings: ["subscriptionId", "resourceGroupName", "resourceName"],
  },
} as const satisfies KindFacts;

/** Public key of the Connectors API, with which files for encrypted ingestion are encrypted. */
export const publicKey = {
  service: "aep",
  noun: "public key",
  type: "aep:PublicKey",
  scope: "sandbox",
  collection: "/data/foundation/connectors/encryption/keys",
  fields: { name: "body", encryptionAlgorithm: "body", params: "body", onDestroy: "reference" },
  outputs: ["publicKey", "expiryTime"],
  writeOnly: { params: showsNothing },
  gone: [
    // No error body is documented, so any JSON of the service counts.
    { status: 404, path: /\/encryption\/keys\/[^/?]+$/ },
    // "publicKeyId is invalid", from the catalogue of errors.
    { status: 400, code: /^CONNECTOR-1311-/, path: /\/encryption\/keys\/[^/?]+$/ },
  ],
  // No source documents the response to deleting a key in use, so its users decide.
  inUse: [400, 409].map((status) => ({
    path: /\/encryption\/keys\//,
    status,
    reason: "flows use this key",
    passes: false,
  })),
  permissions: sourcePermissions,
  // Older guides have no list of keys.
  mayBeMissing: true,
  export: {
    word: "Key",
    home: "connections",
    reads: "all",
    references: {},
    servicesOwn: ["publicKeyId", "keyType"],
  },
} as const satisfies KindFacts;
