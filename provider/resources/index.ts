import type { Kind } from "../kinds";
import type { Definition } from "../lifecycle/definition";

/** The definition of every kind, loaded with the first resource of the kind: a program pays only for the kinds it uses. */
export const definitions: Readonly<Record<Kind, () => Promise<Definition>>> = {
  privateEndpoint: async () => (await import("./privateEndpoint.js")).privateEndpoint,
  baseConnection: async () => (await import("./baseConnection.js")).baseConnection,
  sourceConnection: async () => (await import("./sourceConnection.js")).sourceConnection,
  targetConnection: async () => (await import("./targetConnection.js")).targetConnection,
  flow: async () => (await import("./flow.js")).flow,
  mappingSet: async () => (await import("./mappingSet.js")).mappingSet,
  publicKey: async () => (await import("./publicKey.js")).publicKey,
  dataType: async () => (await import("./dataType.js")).dataType,
  fieldGroup: async () => (await import("./fieldGroup.js")).fieldGroup,
  schemaClass: async () => (await import("./schemaClass.js")).schemaClass,
  schema: async () => (await import("./schema.js")).schema,
  identityNamespace: async () => (await import("./identityNamespace.js")).identityNamespace,
  descriptor: async () => (await import("./descriptor.js")).descriptor,
  profileEnablement: async () => (await import("./profileEnablement.js")).profileEnablement,
  dataset: async () => (await import("./dataset.js")).dataset,
  mergePolicy: async () => (await import("./mergePolicy.js")).mergePolicy,
  azurePrivateEndpointApproval: async () =>
    (await import("./azurePrivateEndpointApproval.js")).azurePrivateEndpointApproval,
  madconnectConnection: async () => (await import("./madconnectConnection.js")).madconnectConnection,
};
