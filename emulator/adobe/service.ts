import { GatewayError } from "../core/refusal";
import type { Service } from "../core/service";
import { rateLimit } from "../http/rateLimit";
import { codedRefusal } from "../specs/errors";
import { clientSecretAdminRoutes } from "./clientSecretAdminRoutes";
import { gateway, sandbox } from "./gateway";
import { sandboxAdminRoutes } from "./sandboxAdminRoutes";
import { sandboxRoutes } from "./sandboxRoutes";
import { adobeSwitches } from "./switches";
import { tokenRoutes } from "./tokenRoutes";

/** Adobe's token service, the list of sandboxes, and the gateway in front of all services of the platform. */
export const adobe = {
  switches: adobeSwitches,
  collections: {},
  gateway: {
    path: "/data/*",
    handlers: (emulator) => [
      rateLimit(emulator, (headers) => new GatewayError("429050", headers)),
      gateway(emulator),
      sandbox(emulator),
    ],
  },
  routes: [
    ["/ims", tokenRoutes],
    ["/data/foundation/sandbox-management", sandboxRoutes],
  ],
  adminRoutes: [sandboxAdminRoutes, clientSecretAdminRoutes],
  // The codes for sandboxes are in the Flow Service's catalogue, and no other service documents any.
  refuse: codedRefusal,
} as const satisfies Service;
