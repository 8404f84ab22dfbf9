import type { Hono } from "hono";
import { plantingRoutes } from "./admin/plantingRoutes";
import { adminRoutes } from "./admin/routes";
import { tokenRoutes } from "./adobe/tokenRoutes";
import { entraRoutes } from "./azure/entraRoutes";
import { groupsPath, typePath } from "./azure/path";
import { azurePlantingRoutes } from "./azure/plantingRoutes";
import {
  azureOperationRoutes,
  privateEndpointConnectionRoutes,
} from "./azure/privateEndpointConnectionRoutes";
import { resourceGroupRoutes } from "./azure/resourceGroupRoutes";
import { azureResourceRoutes } from "./azure/resourceRoutes";
import { storageAccountRoutes } from "./azure/storageAccountRoutes";
import { azureTypes, storageAccounts } from "./azure/types";
import { unknownAzureRoutes } from "./azure/unknownRoutes";
import { catalogPath, dataSetsName } from "./catalog/dataSets";
import { dataSetRoutes, dataSetV2Routes } from "./catalog/routes";
import { interactiveAuthoringRoutes } from "./connectors/interactiveAuthoringRoutes";
import { privateEndpointRoutes } from "./connectors/privateEndpointRoutes";
import type { Emulator, Env } from "./core/emulator";
import { dataPrepPath, mappingSetsName } from "./dataPrep/mappingSets";
import { mappingSetRoutes } from "./dataPrep/routes";
import { flowServicePath } from "./flowService/collection";
import { connectionRoutes } from "./flowService/connectionRoutes";
import { flowRoutes } from "./flowService/flowRoutes";
import { runRoutes } from "./flowService/runRoutes";
import { runsName } from "./flowService/runs";
import { sourceConnectionRoutes } from "./flowService/sourceConnectionRoutes";
import { targetConnectionRoutes } from "./flowService/targetConnectionRoutes";
import { adminPath } from "./http/exchange";
import { madconnectAdminRoutes } from "./madconnect/adminRoutes";
import { madconnectPath } from "./madconnect/envelope";
import { madconnectRoutes } from "./madconnect/routes";
import { descriptorRoutes } from "./schemaRegistry/descriptorRoutes";
import { descriptorsName } from "./schemaRegistry/descriptors";
import { schemaRoutes } from "./schemaRegistry/schemaRoutes";
import { schemaRegistryPath } from "./schemaRegistry/schemas";
import { schemaRegistryStatsRoutes } from "./schemaRegistry/statsRoutes";
import { connectionSpecRoutes } from "./specs/connectionSpecRoutes";
import { flowSpecRoutes } from "./specs/flowSpecRoutes";

type RouteGroup = [path: string, routes: (emulator: Emulator) => Hono<Env>];

/** Every group of routes and the path it lies under; of two that fit a request, the first serves it. */
export const routeGroups: readonly RouteGroup[] = [
  [adminPath, plantingRoutes],
  [adminPath, madconnectAdminRoutes],
  [adminPath, azurePlantingRoutes],
  [adminPath, adminRoutes],
  ["/ims", tokenRoutes],
  ["/data/foundation/connectors/privateEndpoints/interactiveAuthoring", interactiveAuthoringRoutes],
  ["/data/foundation/connectors/privateEndpoints", privateEndpointRoutes],
  [`${schemaRegistryPath}/tenant/schemas`, schemaRoutes],
  [`${schemaRegistryPath}/tenant/${descriptorsName}`, descriptorRoutes],
  [`${schemaRegistryPath}/stats`, schemaRegistryStatsRoutes],
  [`${catalogPath}/${dataSetsName}`, dataSetRoutes],
  [`${catalogPath}/v2/${dataSetsName}`, dataSetV2Routes],
  [`${dataPrepPath}/${mappingSetsName}`, mappingSetRoutes],
  [`${flowServicePath}/connections`, connectionRoutes],
  [`${flowServicePath}/sourceConnections`, sourceConnectionRoutes],
  [`${flowServicePath}/targetConnections`, targetConnectionRoutes],
  [`${flowServicePath}/flows`, flowRoutes],
  [`${flowServicePath}/${runsName}`, runRoutes],
  [`${flowServicePath}/connectionSpecs`, connectionSpecRoutes],
  [`${flowServicePath}/flowSpecs`, flowSpecRoutes],
  [madconnectPath, madconnectRoutes],
  [groupsPath, resourceGroupRoutes],
  [typePath(storageAccounts), storageAccountRoutes],
  ...azureTypes.flatMap((type): RouteGroup[] => [
    [typePath(type), (emulator) => azureResourceRoutes(emulator, type)],
    [typePath(type), (emulator) => privateEndpointConnectionRoutes(emulator, type)],
  ]),
  ["/subscriptions/:subscription/providers/:namespace/locations/:location", azureOperationRoutes],
  ["/subscriptions", unknownAzureRoutes],
  ["/", entraRoutes],
];
