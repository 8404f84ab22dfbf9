import type { Service } from "../core/service";
import { contentAdminRoutes } from "../explore/adminRoutes";
import { connectionSpecRoutes } from "./connectionSpecRoutes";
import { codedRefusal } from "./errors";
import { flowSpecRoutes } from "./flowSpecRoutes";
import { flowServicePath } from "./path";
import { redactBody, redactSearch } from "./secretParameters";

/** The Flow Service's specs, which are fixed tables. */
export const specs = {
  switches: {},
  collections: {},
  routes: [
    [`${flowServicePath}/connectionSpecs`, connectionSpecRoutes],
    [`${flowServicePath}/flowSpecs`, flowSpecRoutes],
  ],
  adminRoutes: [contentAdminRoutes],
  refuse: codedRefusal,
  redact: { body: redactBody, search: redactSearch },
} as const satisfies Service;
