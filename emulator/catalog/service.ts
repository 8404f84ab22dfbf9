import { otherUser } from "../core/audit";
import { objectAt, stringAt } from "../core/json";
import type { RouteGroup, Service } from "../core/service";
import { ProblemError, problemOf } from "../schemaRegistry/errors";
import { catalogAdminRoutes } from "./adminRoutes";
import { catalogPath, changeDataSet, dataSetsName } from "./dataSets";
import { settleRetention } from "./retention";
import { dataSetRoutes, dataSetV2Routes, rowExpirationRoutes } from "./routes";
import { catalogSwitches } from "./switches";

const dataSetsPath = `${catalogPath}/${dataSetsName}`;
// Guides spell the newer path both ways.
const dataSetsV2Paths = [dataSetsName, "datasets"].map((name) => `${catalogPath}/v2/${name}`);

/** Catalog: datasets, and when their rows expire. */
export const catalog = {
  switches: catalogSwitches,
  collections: {
    [dataSetsName]: {
      paths: [dataSetsPath, ...dataSetsV2Paths],
      references: ({ entity }) => {
        const schemaId = stringAt(objectAt(entity, "schemaRef"), "id");
        return schemaId === undefined ? [] : [schemaId];
      },
      settle: settleRetention,
      edit: (emulator, stored, entity) => changeDataSet(emulator, stored, entity, otherUser),
    },
  },
  routes: [
    [dataSetsPath, dataSetRoutes],
    ...dataSetsV2Paths.map((path): RouteGroup => [path, dataSetV2Routes]),
    [`${catalogPath}/ttl`, rowExpirationRoutes],
  ],
  gateway: {
    path: `${catalogPath}/*`,
    handlers: ({ switches }) => [
      async (_context, next) => {
        if (switches.catalogAccess === "denied") {
          throw new ProblemError(403, "Access is denied for this resource from access control.");
        }
        await next();
      },
    ],
  },
  adminRoutes: [catalogAdminRoutes],
  refuse: problemOf,
} as const satisfies Service;
