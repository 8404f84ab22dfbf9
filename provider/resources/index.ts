import type { Definition } from "../lifecycle/definition";

/**
 * Every kind of resource by its name in provider references, a contract with every existing state. Each is loaded when
 * the first thing of its kind comes up: a program pays for what it uses.
 */
export const definitions = {
  privateEndpoint: async () => (await import("./privateEndpoint.js")).privateEndpoint,
  baseConnection: async () => (await import("./baseConnection.js")).baseConnection,
  sourceConnection: async () => (await import("./sourceConnection.js")).sourceConnection,
  targetConnection: async () => (await import("./targetConnection.js")).targetConnection,
  flow: async () => (await import("./flow.js")).flow,
  mappingSet: async () => (await import("./mappingSet.js")).mappingSet,
  schema: async () => (await import("./schema.js")).schema,
  dataset: async () => (await import("./dataset.js")).dataset,
  azurePrivateEndpointApproval: async () =>
    (await import("./azurePrivateEndpointApproval.js")).azurePrivateEndpointApproval,
  madconnectConnection: async () => (await import("./madconnectConnection.js")).madconnectConnection,
} as const satisfies Record<string, () => Promise<Definition>>;
