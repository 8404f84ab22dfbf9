import type { dynamic } from "@pulumi/pulumi";
import type { Definition } from "./definition";
import { type Lifecycle, lifecycle } from "./lifecycle";
import { baseConnection as baseConnectionDefinition } from "./resources/baseConnection";
import { flow as flowDefinition } from "./resources/flow";
import { privateEndpoint as privateEndpointDefinition } from "./resources/privateEndpoint";
import { sourceConnection as sourceConnectionDefinition } from "./resources/sourceConnection";
import { targetConnection as targetConnectionDefinition } from "./resources/targetConnection";
import { Session } from "./session";

// The names exported here stand in the state of every stack (see sdk/resource.ts): none may ever change.
export const privateEndpoint = provide(privateEndpointDefinition);
export const baseConnection = provide(baseConnectionDefinition);
export const sourceConnection = provide(sourceConnectionDefinition);
export const targetConnection = provide(targetConnectionDefinition);
export const flow = provide(flowDefinition);

let session: Session | undefined;

function provide(definition: Definition): Lifecycle {
  return {
    ...lifecycle(definition, () => {
      session ??= new Session(() => undefined);
      return session;
    }),
    // Called once for each kind, with the same configuration; whichever comes first starts the one session that all
    // share. It stays synchronous and never throws, because the host keeps the provider before it is done.
    configure: async ({ config }: dynamic.ConfigureRequest) => {
      session ??= new Session((key) => config.get(key));
    },
  };
}
