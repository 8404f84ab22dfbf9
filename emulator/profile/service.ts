import { objectAt, stringsAt } from "../core/json";
import type { Service } from "../core/service";
import { problemOf } from "../schemaRegistry/errors";
import { NoProfilePermission } from "./errors";
import { changeMergePolicy, isReadyMade, mergePoliciesName } from "./mergePolicies";
import { mergePolicyRoutes } from "./mergePolicyRoutes";
import { settleReadyMadePolicies } from "./readyMade";
import { profileSwitches } from "./switches";

const profilePath = "/data/core/ups";
const mergePoliciesPath = `${profilePath}/config/mergePolicies`;

/** Real-Time Customer Profile: merge policies. */
export const profile = {
  switches: profileSwitches,
  collections: {
    [mergePoliciesName]: {
      paths: [mergePoliciesPath],
      references: ({ entity }) => stringsAt(objectAt(entity, "attributeMerge"), "order"),
      edit: changeMergePolicy,
      byService: isReadyMade,
    },
  },
  gateway: {
    path: `${profilePath}/*`,
    handlers: ({ switches }) => [
      async (_context, next) => {
        if (switches.profileAccess === "denied") {
          throw new NoProfilePermission();
        }
        await next();
      },
    ],
  },
  routes: [[mergePoliciesPath, mergePolicyRoutes]],
  refuse: problemOf,
  settle: settleReadyMadePolicies,
} as const satisfies Service;
