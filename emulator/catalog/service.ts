import { otherUser } from "../core/audit";
import { objectAt, stringAt } from "../core/json";
import type { Service } from "../core/service";
import { problemOf } from "../schemaRegistry/errors";
import { catalogAdminRoutes } from "./adminRoutes";
import { catalogPath, changeDataSet, dataSetsName } from "./dataSets";
import { dataSetRoutes, dataSetV2Routes } from "./routes";
import { catalogSwitches } from "./switches";

const dataSetsPath = `${catalogPath}/${dataSetsName}`;
const dataSetsV2Path = `${catalogPath}/v2/${dataSetsName}`;

/** Catalog: datasets. */
export const catalog = {
  switches: catalogSwitches,
  collections: {
    [dataSetsName]: {
      paths: [dataSetsPath, dataSetsV2Path],
      references: ({ entity }) => {
        const schemaId = stringAt(objectAt(entity, "schemaRef"), "id");
        return schemaId === undefined ? [] : [schemaId];
      },
      edit: (emulator, stored, entity) => changeDataSet(emulator, stored, entity, otherUser),
    },
  },
  routes: [
    [dataSetsPath, dataSetRoutes],
    [dataSetsV2Path, dataSetV2Routes],
  ],
  adminRoutes: [catalogAdminRoutes],
  refuse: problemOf,
} as const satisfies Service;
