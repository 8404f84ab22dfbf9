import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../../core/emulator";
import { FlowServiceError } from "../../specs/errors";
import { landingZoneCredentials, landingZoneEntity, landingZones } from "./landingZones";

/** The landing zones of a sandbox, and their credentials. */
export function landingZoneRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get("/", (context) =>
    context.json(landingZoneEntity(emulator, context.get("sandbox"), readType(emulator, context))),
  );

  routes.get("/credentials", (context) =>
    context.json(
      landingZoneCredentials(emulator, context.get("sandbox"), readType(emulator, context), false),
    ),
  );

  routes.post("/credentials", (context) => {
    const type = readType(emulator, context);
    const action = context.req.query("action");
    if (action !== "refresh") {
      throw new FlowServiceError(
        "CONNECTOR-1705-400",
        `The action ${action ?? "(none)"} of a landing zone is not refresh`,
      );
    }
    return context.json(landingZoneCredentials(emulator, context.get("sandbox"), type, true));
  });

  return routes;
}

function readType({ switches }: Emulator, context: RequestContext): string {
  const type = context.req.query("type");
  if (type === undefined || type === "") {
    if (switches.landingZoneMissingType === "userDropZone") {
      return "user_drop_zone";
    }
    throw new FlowServiceError("CONNECTOR-1359-400", "The param type is missing in the request");
  }
  if (!landingZones.has(type)) {
    throw new FlowServiceError(
      "CONNECTOR-1710-400",
      `The landing zone of type ${type} is not supported; the types are ${[...landingZones.keys()].join(", ")}`,
    );
  }
  return type;
}
