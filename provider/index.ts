import "./requireNode";
import { hostedProvider } from "./host/hostedProvider";
import { definitions } from "./resources";

export type { Kind } from "./kinds";

// The names exported here are in the state of every stack (see sdk/providerReference.ts): none may ever change.
export const privateEndpoint = hostedProvider(definitions.privateEndpoint);
export const baseConnection = hostedProvider(definitions.baseConnection);
export const sourceConnection = hostedProvider(definitions.sourceConnection);
export const targetConnection = hostedProvider(definitions.targetConnection);
export const flow = hostedProvider(definitions.flow);
export const mappingSet = hostedProvider(definitions.mappingSet);
export const schema = hostedProvider(definitions.schema);
export const dataset = hostedProvider(definitions.dataset);
export const azurePrivateEndpointApproval = hostedProvider(definitions.azurePrivateEndpointApproval);
export const madconnectConnection = hostedProvider(definitions.madconnectConnection);
