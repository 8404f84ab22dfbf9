import { stringAt } from "../core/json";
import type { Service } from "../core/service";
import { codedRefusal } from "../specs/errors";
import { connectorsAdminRoutes } from "./adminRoutes";
import { customerKeyRoutes, encryptionKeyRoutes } from "./encryption/encryptionKeyRoutes";
import { customerKeysName, encryptionKeysName } from "./encryption/encryptionKeys";
import { interactiveAuthoringRoutes } from "./interactiveAuthoringRoutes";
import { landingZoneRoutes } from "./landingZone/landingZoneRoutes";
import { privateEndpointRoutes } from "./privateEndpointRoutes";
import { privateEndpointsName, removeEndpoint, settle, settleEndpoints } from "./privateLink";
import { connectorsSwitches } from "./switches";

const connectorsPath = "/data/foundation/connectors";
const privateEndpointsPath = `${connectorsPath}/${privateEndpointsName}`;
const encryptionKeysPath = `${connectorsPath}/encryption/keys`;
const customerKeysPath = `${connectorsPath}/encryption/customer-keys`;

/** The connectors service: private endpoints, interactive authoring, encryption keys and landing zones. */
export const connectors = {
  switches: connectorsSwitches,
  collections: {
    [privateEndpointsName]: {
      paths: [privateEndpointsPath],
      // Its connection on Azure belongs to the account.
      related: ({ hidden }) => [stringAt(hidden, "connection") ?? stringAt(hidden, "account") ?? ""],
      remove: removeEndpoint,
      settle,
    },
    [encryptionKeysName]: { paths: [encryptionKeysPath] },
    [customerKeysName]: { paths: [customerKeysPath] },
  },
  routes: [
    // Its path looks like a private endpoint's, so it comes first.
    [`${privateEndpointsPath}/interactiveAuthoring`, interactiveAuthoringRoutes],
    [privateEndpointsPath, privateEndpointRoutes],
    [encryptionKeysPath, encryptionKeyRoutes],
    [customerKeysPath, customerKeyRoutes],
    [`${connectorsPath}/landingzone`, landingZoneRoutes],
  ],
  adminRoutes: [connectorsAdminRoutes],
  refuse: codedRefusal,
  settle: settleEndpoints,
} as const satisfies Service;
