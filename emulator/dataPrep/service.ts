import { otherUser } from "../core/audit";
import type { Service } from "../core/service";
import { problemOf } from "../schemaRegistry/errors";
import { changeMappingSet, dataPrepPath, mappingSetsName, outputSchemaId, versionsName } from "./mappingSets";
import { mappingSetRoutes } from "./routes";
import { dataPrepSwitches } from "./switches";

const mappingSetsPath = `${dataPrepPath}/${mappingSetsName}`;

/** Data Prep: mapping sets. */
export const dataPrep = {
  switches: dataPrepSwitches,
  collections: {
    [mappingSetsName]: {
      paths: [mappingSetsPath],
      related: ({ entity }) => {
        const schemaId = outputSchemaId(entity);
        return schemaId === undefined ? [] : [schemaId];
      },
      edit: (emulator, stored, entity) => changeMappingSet(emulator, stored, entity, otherUser),
    },
    [versionsName]: { records: true },
  },
  routes: [[mappingSetsPath, mappingSetRoutes]],
  refuse: problemOf,
} as const satisfies Service;
