import type { Service } from "../core/service";
import { codedRefusal } from "../specs/errors";
import { connectorsAdminRoutes } from "./adminRoutes";
import { interactiveAuthoringRoutes } from "./interactiveAuthoringRoutes";
import { privateEndpointRoutes } from "./privateEndpointRoutes";
import { privateEndpointsName, removeEndpoint, settle, settleEndpoints } from "./privateLink";
import { connectorsSwitches } from "./switches";

const privateEndpointsPath = `/data/foundation/connectors/${privateEndpointsName}`;

/** The connectors service: private endpoints and interactive authoring. */
export const connectors = {
  switches: connectorsSwitches,
  collections: {
    [privateEndpointsName]: { paths: [privateEndpointsPath], remove: removeEndpoint, settle },
  },
  routes: [
    // Its path looks like a private endpoint's, so it comes first.
    [`${privateEndpointsPath}/interactiveAuthoring`, interactiveAuthoringRoutes],
    [privateEndpointsPath, privateEndpointRoutes],
  ],
  adminRoutes: [connectorsAdminRoutes],
  refuse: codedRefusal,
  settle: settleEndpoints,
} as const satisfies Service;
