import type { dynamic } from "@pulumi/pulumi";
import { type DynamicProvider, dynamicProvider } from "./host/dynamicProvider";
import { endWithEngine, isHost } from "./host/host";
import { keepMemorySmall } from "./host/memory";
import type { Kind } from "./kinds";
import { definitions } from "./resources";
import { Session } from "./session/session";

export type { Kind };

let session: Session | undefined;
let watched = false;

interface ConfiguredProvider extends DynamicProvider {
  configure: (request: dynamic.ConfigureRequest) => Promise<void>;
}

function provide(kind: Kind): ConfiguredProvider {
  return {
    ...dynamicProvider(definitions[kind], () => {
      session ??= new Session(() => undefined);
      return session;
    }),
    // Called once for each kind, with the same configuration; the first call creates the one session that all share. It
    // stays synchronous and never throws, because the host keeps the provider before it is done.
    configure: async ({ config }: dynamic.ConfigureRequest) => {
      session ??= new Session((key) => config.get(key));
      if (watched || !isHost()) {
        return;
      }
      watched = true;
      keepMemorySmall();
      void endWithEngine(() => session);
    },
  };
}

// The names exported here are in the state of every stack (see sdk/providerReference.ts): none may ever change.
export const privateEndpoint = provide("privateEndpoint");
export const baseConnection = provide("baseConnection");
export const sourceConnection = provide("sourceConnection");
export const targetConnection = provide("targetConnection");
export const flow = provide("flow");
export const mappingSet = provide("mappingSet");
export const schema = provide("schema");
export const dataset = provide("dataset");
export const azurePrivateEndpointApproval = provide("azurePrivateEndpointApproval");
export const madconnectConnection = provide("madconnectConnection");
