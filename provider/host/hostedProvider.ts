import type { dynamic } from "@pulumi/pulumi";
import type { Definition } from "../lifecycle/definition";
import { Session } from "../session/session";
import { type DynamicProvider, dynamicProvider } from "./dynamicProvider";
import { endWithEngine, isHost } from "./host";
import { keepMemorySmall } from "./memory";

/** A provider of one kind of resource as the host loads it. */
export interface HostedProvider extends DynamicProvider {
  configure: (request: dynamic.ConfigureRequest) => Promise<void>;
}

let session: Session | undefined;
let watched = false;

/** The provider of one kind, within the one session that all kinds of the host process share. */
export function hostedProvider(load: () => Promise<Definition>): HostedProvider {
  return {
    ...dynamicProvider(load, () => {
      session ??= new Session(() => undefined);
      return session;
    }),
    // Called once for each kind, with the same configuration; the first call creates the session. It stays synchronous
    // and never throws, because the host keeps the provider before it is done.
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
