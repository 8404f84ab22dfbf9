import type { Collection, RouteGroup, Service } from "../core/service";
import type { Stored } from "../core/store";
import { azureAdminRoutes } from "./adminRoutes";
import { entraRoutes } from "./entraRoutes";
import { ArmError } from "./errors";
import { isAzurePath } from "./facts";
import { azureGateway } from "./gateway";
import { finishOperations, operationsName } from "./operations";
import { addressOf, documentedPath, groupsPath, typePath } from "./path";
import { azureOperationRoutes, privateEndpointConnectionRoutes } from "./privateEndpointConnectionRoutes";
import { changeConnection, disconnect } from "./privateEndpointConnections";
import { resourceGroupRoutes } from "./resources/resourceGroupRoutes";
import { azureResourceRoutes } from "./resources/resourceRoutes";
import { connectionsName, findAt, removeWithContents, resourceGroupsName } from "./resources/resources";
import { storageAccountRoutes } from "./resources/storageAccountRoutes";
import { azureSwitches } from "./switches";
import { azureTypes, storageAccounts } from "./types";
import { unknownAzureRoutes } from "./unknownRoutes";

const keyOf = (id: string): string => (id.startsWith("/") ? addressOf(id).key : id);

// What contains an entity on Azure is part of its key.
const related = ({ sandbox }: Stored): string[] => [sandbox];

const withContents: Collection = { keyOf, related, remove: removeWithContents };

/** Entra ID and Azure's management calls: the other side of a private link. */
export const azure = {
  switches: azureSwitches,
  collections: {
    [resourceGroupsName]: withContents,
    ...Object.fromEntries(azureTypes.map(({ collection }) => [collection, withContents])),
    containers: withContents,
    shares: withContents,
    [connectionsName]: {
      keyOf,
      related,
      edit: (emulator, stored, entity) => changeConnection(emulator, stored, entity, emulator.clock.now()),
      remove: disconnect,
    },
    [operationsName]: { records: true },
  },
  gateway: { path: "/subscriptions/*", handlers: (emulator) => [azureGateway(emulator)] },
  routes: [
    [groupsPath, resourceGroupRoutes],
    [typePath(storageAccounts), storageAccountRoutes],
    ...azureTypes.flatMap((type): RouteGroup[] => [
      [typePath(type), (emulator) => azureResourceRoutes(emulator, type)],
      [typePath(type), (emulator) => privateEndpointConnectionRoutes(emulator, type)],
    ]),
    ["/subscriptions/:subscription/providers/:namespace/locations/:location", azureOperationRoutes],
    ["/subscriptions", unknownAzureRoutes],
    ["/", entraRoutes],
  ],
  adminRoutes: [azureAdminRoutes],
  refuse: ({ status, message }) => new ArmError(status, "InvalidRequestContent", message),
  settle: finishOperations,
  routingPath: documentedPath,
  requestIdHeader: (path) => (isAzurePath(path) ? "x-ms-request-id" : undefined),
  addressed: (emulator, path) => (isAzurePath(path) ? findAt(emulator, addressOf(path)) : undefined),
} as const satisfies Service;
