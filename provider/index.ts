import "./requireNode";
import { hostedProvider } from "./host/hostedProvider";
import type { HostedProvider } from "./host/hostInterface";
import { definitions } from "./resources";

// The names exported here are in the state of every stack (see sdk/providerReference.ts): none may ever change.
// The types keep the declaration file from importing those of the whole provider.
export const privateEndpoint: HostedProvider = hostedProvider(definitions.privateEndpoint);
export const baseConnection: HostedProvider = hostedProvider(definitions.baseConnection);
export const sourceConnection: HostedProvider = hostedProvider(definitions.sourceConnection);
export const targetConnection: HostedProvider = hostedProvider(definitions.targetConnection);
export const flow: HostedProvider = hostedProvider(definitions.flow);
export const publicKey: HostedProvider = hostedProvider(definitions.publicKey);
export const mappingSet: HostedProvider = hostedProvider(definitions.mappingSet);
export const dataType: HostedProvider = hostedProvider(definitions.dataType);
export const fieldGroup: HostedProvider = hostedProvider(definitions.fieldGroup);
export const schemaClass: HostedProvider = hostedProvider(definitions.schemaClass);
export const schema: HostedProvider = hostedProvider(definitions.schema);
export const identityNamespace: HostedProvider = hostedProvider(definitions.identityNamespace);
export const descriptor: HostedProvider = hostedProvider(definitions.descriptor);
export const profileEnablement: HostedProvider = hostedProvider(definitions.profileEnablement);
export const mergePolicy: HostedProvider = hostedProvider(definitions.mergePolicy);
export const dataset: HostedProvider = hostedProvider(definitions.dataset);
export const azurePrivateEndpointApproval: HostedProvider = hostedProvider(
  definitions.azurePrivateEndpointApproval,
);
export const madconnectConnection: HostedProvider = hostedProvider(definitions.madconnectConnection);
