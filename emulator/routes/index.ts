import type { Hono } from "hono";
import { groupsPath, typePath } from "../azurePath";
import { azureTypes, storageAccounts } from "../azureTypes";
import { catalogPath, dataSetsName } from "../dataSets";
import { descriptorsName } from "../descriptors";
import type { Emulator, Env } from "../emulator";
import { adminPath } from "../exchange";
import { flowServicePath } from "../flowServiceCollection";
import { madconnectPath } from "../madconnect";
import { dataPrepPath, mappingSetsName } from "../mappingSets";
import { runsName } from "../runs";
import { schemaRegistryPath } from "../schemas";
import { adminRoutes } from "./admin";
import { azurePlantingRoutes } from "./azurePlanting";
import { azureResourceRoutes } from "./azureResources";
import { connectionSpecRoutes } from "./connectionSpecs";
import { connectionRoutes } from "./connections";
import { dataSetRoutes, dataSetV2Routes } from "./dataSets";
import { descriptorRoutes } from "./descriptors";
import { entraRoutes } from "./entra";
import { flowSpecRoutes } from "./flowSpecs";
import { flowRoutes } from "./flows";
import { interactiveAuthoringRoutes } from "./interactiveAuthoring";
import { madconnectRoutes } from "./madconnect";
import { madconnectAdminRoutes } from "./madconnectAdmin";
import { mappingSetRoutes } from "./mappingSets";
import { plantingRoutes } from "./planting";
import { azureOperationRoutes, privateEndpointConnectionRoutes } from "./privateEndpointConnections";
import { privateEndpointRoutes } from "./privateEndpoints";
import { resourceGroupRoutes } from "./resourceGroups";
import { runRoutes } from "./runs";
import { schemaRegistryStatsRoutes } from "./schemaRegistryStats";
import { schemaRoutes } from "./schemas";
import { sourceConnectionRoutes } from "./sourceConnections";
import { storageAccountRoutes } from "./storageAccounts";
import { targetConnectionRoutes } from "./targetConnections";
import { tokenRoutes } from "./token";
import { unknownAzureRoutes } from "./unknownAzure";

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
