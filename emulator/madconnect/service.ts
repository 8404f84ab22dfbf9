import type { Service } from "../core/service";
import { madconnectAdminRoutes } from "./adminRoutes";
import { redactConfigs } from "./configs";
import { editMadconnectConnection } from "./connections";
import { madconnectConnectionsName } from "./entity";
import { MadconnectRefusal, madconnectPath } from "./envelope";
import { madconnectRoutes } from "./routes";
import { settleMadconnectConnection } from "./status";
import { madconnectSwitches } from "./switches";

/** MadConnect's Connections API. */
export const madconnect = {
  switches: madconnectSwitches,
  collections: {
    [madconnectConnectionsName]: {
      paths: [`${madconnectPath}/connections`],
      edit: editMadconnectConnection,
      settle: settleMadconnectConnection,
    },
  },
  routes: [[madconnectPath, madconnectRoutes]],
  adminRoutes: [madconnectAdminRoutes],
  refuse: ({ status, message }, switches) => new MadconnectRefusal(switches, status, message),
  redact: { body: redactConfigs },
} as const satisfies Service;
