import { stringAt } from "../core/json";
import type { Service } from "../core/service";
import { InletError } from "./errors";
import { inletEventsName } from "./events";
import { inletRoutes } from "./inletRoutes";
import { inletsName, inletsPath } from "./inlets";
import { streamingIngestionSwitches } from "./switches";

/** Streaming ingestion: the inlets that sources send their messages to, on a host of its own in reality. */
export const streamingIngestion = {
  switches: streamingIngestionSwitches,
  collections: {
    // The service keeps the counts of an inlet whose connection or flow is deleted.
    [inletsName]: { paths: [`${inletsPath}/batch`, inletsPath], byService: () => true },
    [inletEventsName]: {
      records: true,
      references: ({ entity }) => [stringAt(entity, "inletId") ?? ""],
    },
  },
  routes: [[inletsPath, inletRoutes]],
  // The service documents no status for another media type.
  refuse: ({ message }) => new InletError(400, "Invalid request", message),
} as const satisfies Service;
