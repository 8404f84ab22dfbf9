import type { Service } from "../core/service";
import { NoIdentityPermission, namespaceRefusal } from "./errors";
import { namespaceRoutes } from "./namespaceRoutes";
import { changeNamespace, namespacesName } from "./namespaces";
import { identityServiceSwitches } from "./switches";

const namespacesPath = "/data/core/idnamespace/identities";

/** Identity Service: identity namespaces. */
export const identityService = {
  switches: identityServiceSwitches,
  collections: {
    [namespacesName]: { paths: [namespacesPath], edit: changeNamespace },
  },
  gateway: {
    path: "/data/core/idnamespace/*",
    handlers: ({ switches }) => [
      async (_context, next) => {
        if (switches.identityAccess === "denied") {
          throw new NoIdentityPermission();
        }
        await next();
      },
    ],
  },
  routes: [[namespacesPath, namespaceRoutes]],
  refuse: namespaceRefusal,
} as const satisfies Service;
