import type { Hono } from "hono";
import type { Emulator, Env } from "../emulator";
import { adminPath } from "../exchange";
import { flowServicePath } from "../flowServiceCollection";
import { adminRoutes } from "./admin";
import { connectionSpecRoutes } from "./connectionSpecs";
import { connectionRoutes } from "./connections";
import { flowSpecRoutes } from "./flowSpecs";
import { flowRoutes } from "./flows";
import { interactiveAuthoringRoutes } from "./interactiveAuthoring";
import { privateEndpointRoutes } from "./privateEndpoints";
import { sourceConnectionRoutes } from "./sourceConnections";
import { targetConnectionRoutes } from "./targetConnections";
import { tokenRoutes } from "./token";

/** Every group of routes and the path it lies under; of two that fit a request, the first serves it. */
export const routeGroups: readonly [path: string, routes: (emulator: Emulator) => Hono<Env>][] = [
  [adminPath, adminRoutes],
  ["/ims", tokenRoutes],
  ["/data/foundation/connectors/privateEndpoints/interactiveAuthoring", interactiveAuthoringRoutes],
  ["/data/foundation/connectors/privateEndpoints", privateEndpointRoutes],
  [`${flowServicePath}/connections`, connectionRoutes],
  [`${flowServicePath}/sourceConnections`, sourceConnectionRoutes],
  [`${flowServicePath}/targetConnections`, targetConnectionRoutes],
  [`${flowServicePath}/flows`, flowRoutes],
  [`${flowServicePath}/connectionSpecs`, connectionSpecRoutes],
  [`${flowServicePath}/flowSpecs`, flowSpecRoutes],
];
